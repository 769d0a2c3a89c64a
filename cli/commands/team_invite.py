"""`banneret team invite`: a link that makes somebody a member, or gives a member one more role."""

from zoneinfo import ZoneInfo

from cli.answer import Answer
from cli.moments import read_moment, tell
from cli.options import EVERYWHERE, Everywhere
from cli.stage import Stage
from cli.surroundings import Here, Surroundings
from cli.whose import NOBODYS, Whose, team_named
from shared.access.inviting import Offer, invite
from shared.access.role import RoleName
from shared.kernel.errors import Fault, InputError
from shared.nations.nation import Nation

LANGUAGE = "fr"
"""Spoken to members of HQ, and where a nation's roster names no language."""


def invite_somebody(
    email: str,
    *,
    role: str,
    name: str = "",
    language: str = "",
    until: str = "",
    whose: Whose = NOBODYS,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Invite somebody to a role and print the link for them: it is shown once, and good once, for seven days.

    Parameters
    ----------
    email
        Their address: who they are when they sign in.
    role
        One of network-owner, hq-organiser, hq-reader (with `--hq`), candidate, campaign-director, communications,
        field-organiser, financial-agent, reader (with `--nation`).
    name
        Their name; a candidate's is in the roster.
    language
        `fr` or `en`, in which the console speaks to them; by default as the nation does.
    until
        When the role ends: 2027-06-20T12:00, by the nation's clock unless an offset is given.
    """
    stage = here.open_stage(everywhere.stage)
    slug = team_named(whose, stage)
    nation = stage.nations.get(slug) if slug else None
    offer = Offer(
        email=email,
        name=name or (nation.seed.candidate if nation and role == RoleName.CANDIDATE else ""),
        language=language or (nation.seed.facts.get("language") if nation else None) or LANGUAGE,
        role=_role(role),
        nation=slug,
        until=read_moment(until, _timezone(stage, nation, here), option="--until") if until else None,
    )
    invitation, token = invite(offer, giver=None, members=stage.members, now=here.patience.now())
    link = f"{stage.directory.console_url}invitation/{token}"
    document = {"id": invitation.id, "role": role, "nation": slug, "link": link}
    return Answer(
        document={**document, "expires_at": invitation.expires_at.isoformat()},
        lines=(link, f"Hand this link to them alone: it is good once, until {tell(invitation.expires_at)}."),
    )


def _role(text: str) -> RoleName:
    try:
        return RoleName(text)
    except ValueError as error:
        remedy = f"Choose one of {', '.join(RoleName)}"
        raise InputError([Fault(place="--role", reason="no role is called that", remedy=remedy)]) from error


def _timezone(stage: Stage, nation: Nation | None, here: Surroundings) -> ZoneInfo:
    zones = nation.seed.zones if nation else ()
    return stage.gate(here.patience).calendar.timezone(zones)
