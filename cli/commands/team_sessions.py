"""`banneret team sign-out`: somebody is signed out wherever they are, by whoever works on the account."""

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from shared.access.member import member_id
from shared.access.sessions import end_everywhere
from shared.kernel.errors import NotFound
from shared.people.email import normalise_email


def sign_out(email: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """End all sessions of a member, and each signing in that is under way: a phone was lost, a browser left open.

    Their password, their second factor and their roles stay.

    Parameters
    ----------
    email
        The address that they sign in with.
    """
    stage = here.open_stage(everywhere.stage)
    member = stage.members.get(member_id(normalise_email(email) or "", key=stage.members.key()))
    if member is None:
        raise NotFound("nobody of this address is a member")
    end_everywhere(member, by=None, members=stage.members, sign_in=stage.sign_in, now=here.patience.now())
    return Answer(document={"signed_out": member.id}, lines=("they are signed out everywhere",))
