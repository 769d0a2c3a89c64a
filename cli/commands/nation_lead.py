"""`banneret nation replace` and `look`: who leads a nation, and who of HQ looks inside."""

from datetime import timedelta
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.moments import tell
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.surroundings import Here
from shared.access.looking_inside import LONGEST, look_inside
from shared.access.member import member_id
from shared.access.replacing import Replacing, Successor, replace_candidate
from shared.kernel.errors import Fault, InputError
from shared.people.email import normalise_email

LANGUAGE = "fr"
"""Spoken to a candidate whose nation names no language."""

Hours = Annotated[int, Parameter(validator=Number(gte=1, lte=LONGEST // timedelta(hours=1)))]


def replace(
    slug: str,
    *,
    name: str,
    email: str,
    address: str = "",
    called: str = "",
    dismiss_team: Flag = False,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Put another candidate in the place of a nation's, publish its pages, and print the link that invites them.

    The former candidate's role is taken back, and with it what was theirs on the pages: portrait, slogan, phone,
    address, financial agent.

    Parameters
    ----------
    slug
        The nation's name in its address.
    name
        Who takes over.
    email
        Their address: who they are when they sign in.
    address
        Where they can be reached by post, for the legal notice; without one, the network's own is shown.
    called
        How the campaign is called from now on; left out, as before.
    dismiss_team
        Take back every role in the nation's team, not the former candidate's alone.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug)
    successor = Successor(
        name=name,
        email=email,
        address=address,
        called=called,
        language=nation.seed.facts.get("language") or LANGUAGE,
        keeps_team=not dismiss_team,
    )
    helm = stage.helm(here.account.caller(), here.patience)
    invitation, token = replace_candidate(slug, successor, Replacing(by=None, members=stage.members, helm=helm))
    link = f"{stage.directory.console_url}invitation/{token}"
    document = {"nation": slug, "candidate": invitation.name, "invitation": invitation.id, "link": link}
    return Answer(
        document={**document, "expires_at": invitation.expires_at.isoformat()},
        lines=(link, f"Hand this link to them alone: it is good once, until {tell(invitation.expires_at)}."),
    )


def look(
    slug: str, *, member: str, reason: str, hours: Hours = 1, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Let a member of HQ read a nation's people for some hours; the nation reads in its log who, why and until when.

    Parameters
    ----------
    slug
        The nation's name in its address.
    member
        The address with which they sign in.
    reason
        What for, in 10 to 500 characters.
    hours
        For how long: it ends by itself.
    """
    stage, now = here.open_stage(everywhere.stage), here.patience.now()
    nation = stage.nations.get(slug)
    who = stage.members.get(member_id(normalise_email(member) or "", key=stage.members.key()))
    if who is None:
        remedy = "`banneret team list --hq` shows who is at HQ"
        raise InputError([Fault(place="--member", reason="nobody signs in with this address", remedy=remedy)])
    grant = look_inside(who, nation.slug, reason=reason, span=timedelta(hours=hours), members=stage.members, now=now)
    until = now + timedelta(hours=hours)
    document = {"nation": slug, "grant": grant.id, "member": who.id, "until": until.isoformat()}
    end = f"`banneret team revoke {grant.id} --nation {slug}` ends it before"
    return Answer(document=document, lines=(f"{slug} is open to them until {tell(until)}; {end}",))
