"""`banneret team …`: who may sign in to the control panel, in a nation or at HQ, and what was done there."""

from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.confirm import confirm
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.team_lines import (
    describe_entry,
    describe_invitation,
    describe_standing,
    known,
    names_of,
    rows_of,
    tell_about,
    tell_standings,
)
from cli.whose import NOBODYS, Whose, team_named
from cli.wording import table
from shared.access.leaving import Leaving, remove_member
from shared.access.member import member_id
from shared.access.revoking import Revoking, revoke, withdraw, would_go
from shared.kernel.errors import NotFound
from shared.people.email import normalise_email


def list_team(*, whose: Whose = NOBODYS, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List who holds which role, from whom and until when, and who is invited."""
    stage = here.open_stage(everywhere.stage)
    team, now = stage.members.team(team_named(whose, stage)), here.patience.now()
    names = names_of(team, stage.members)
    held = [describe_standing(s, names) for s in team.standings if s.grant.is_live(now)]
    invited = [describe_invitation(i, names) for i in team.invitations if i.is_open(now)]
    lines = rows_of(held, invited) or ("nobody holds a role here yet, and nobody is invited",)
    return Answer(document={"nation": team.nation, "members": held, "invitations": invited}, lines=lines)


def revoke_role(
    name: str,
    *,
    yes: str | None = None,
    whose: Whose = NOBODYS,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Take a role back, with all that its holder passed on; or an invitation that nobody has accepted.

    Parameters
    ----------
    name
        The first column of `banneret team list`.
    yes
        The same once more, where other roles go along and nobody can be asked to type it.
    """
    stage = here.open_stage(everywhere.stage)
    team, now = stage.members.team(team_named(whose, stage)), here.patience.now()
    task = Revoking(by=None, members=stage.members, now=now)
    if any(invitation.id == name for invitation in team.invitations):
        withdraw(name, nation=team.nation, task=task)
        return Answer(document={"nation": team.nation, "revoked": []}, lines=("the invitation is withdrawn",))
    along = would_go(name, team, by=None, now=now)[1:]
    if along:
        confirm(f"these roles go along: {tell_standings(along, stage.members)}", name, given=yes, here=here)
    gone = revoke(name, nation=team.nation, task=task, shown=team.revision)
    said = f"{len(gone)} roles are held no more" if along else "the role is held no more"
    return Answer(document={"nation": team.nation, "revoked": [each.grant.id for each in gone]}, lines=(said,))


def remove(email: str, *, yes: str | None = None, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Have a member go for good: their roles everywhere, what they passed on, their address, name and password.

    Parameters
    ----------
    email
        The address that they sign in with.
    yes
        The same address once more, where nobody can be asked to type it.
    """
    stage = here.open_stage(everywhere.stage)
    member = stage.members.get(member_id(normalise_email(email) or "", key=stage.members.key()))
    if member is None:
        raise NotFound("nobody of this address is a member")
    confirm(f"{member.name} loses {len(member.grants)} roles and is forgotten", email, given=yes, here=here)
    leaving = Leaving(by=None, members=stage.members, sign_in=stage.sign_in, now=here.patience.now())
    remove_member(member, task=leaving)
    return Answer(document={"removed": member.id}, lines=("the member is gone; the log keeps what they did",))


def log(
    *,
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=500))] = 50,
    cursor: str | None = None,
    whose: Whose = NOBODYS,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Show what was done in a nation, or at HQ: newest first.

    Parameters
    ----------
    limit
        How many entries at most.
    cursor
        Go on behind this place, which `--json` of the call before gave.
    """
    stage = here.open_stage(everywhere.stage)
    slug = team_named(whose, stage)
    page = stage.audit.page(slug, limit=limit, cursor=cursor)
    names = known((entry.who for entry in page.elements), stage.members)
    entries = [describe_entry(entry, names) for entry in page.elements]
    rows = [[each["at"], each["who"], each["what"], tell_about(each["about"])] for each in entries]
    lines = table(["at", "who", "what", "about"], rows) if rows else ("nothing was done here yet",)
    return Answer(document={"nation": slug, "entries": entries, "cursor": page.cursor}, lines=lines)
