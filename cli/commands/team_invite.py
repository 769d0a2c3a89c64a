"""`banneret team invite`: a link that makes somebody a member, or gives a member one more role."""

# Annotations of this module are read at run time, by the command line's parser.
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from cyclopts import Parameter

from cli.answer import Answer
from cli.moments import read_moment, tell
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.stage import Stage
from cli.surroundings import Here, Surroundings
from cli.whose import NOBODYS, Whose, team_named
from shared.access.invitation import Invitation
from shared.access.inviting import Offer, invite, offer_again
from shared.access.role import ROLES, RoleName, Scope
from shared.access.team import Team
from shared.kernel.errors import Fault, InputError
from shared.nations.nation import Nation
from shared.people.email import normalise_email

LANGUAGE = "fr"
"""Spoken to members of HQ, and where a nation's roster names no language."""


OF_HQ = [role for role in RoleName if ROLES[role].scope is Scope.NETWORK]
OF_NATIONS = [role for role in RoleName if ROLES[role].scope is Scope.NATION]


@Parameter(name="*", group="What to")
@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody is to be invited to, and how they hear of it."""

    role: Annotated[str, Parameter(help=f"One of {', '.join(OF_HQ)} (with `--hq`), {', '.join(OF_NATIONS)}.")] = ""
    again: Flag = False
    """Repeat an invitation that was not accepted, or the candidate's, and mail it: the link before is void."""
    mail: Flag = False
    """Have the network mail them the link, which is printed all the same."""


NOTHING = Wanted()


def invite_somebody(
    email: str,
    *,
    wanted: Wanted = NOTHING,
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
    name
        Their name; a candidate's is in the roster.
    language
        `fr` or `en`, in which the console speaks to them; by default as the nation does.
    until
        When the role ends: 2027-06-20T12:00, by the nation's clock unless an offset is given. With `--again` the
        invitation of before says so, unless this does.
    """
    stage = here.open_stage(everywhere.stage)
    slug = team_named(whose, stage)
    nation = stage.nations.get(slug) if slug else None
    before = _before(email, stage.members.team(slug), nation) if wanted.again else None
    role = before.role if before else _role(wanted.role)
    offer = Offer(
        email=email,
        name=name or (before.name if before else _name(nation, role)),
        language=language or (before.language if before else _language(nation)),
        role=role,
        nation=slug,
        until=_until(until, stage, nation, here) if until else before.until if before else None,
        place=nation.seed.name if nation else "",
    )
    keys = stage.keys if wanted.mail or wanted.again else None
    invitation, token = invite(offer, giver=None, members=stage.members, now=here.patience.now(), keys=keys)
    return _answer(invitation, f"{stage.directory.console_url}invitation/{token}", is_mailed=keys is not None)


def _answer(invitation: Invitation, link: str, *, is_mailed: bool) -> Answer:
    document = {
        "id": invitation.id,
        "role": invitation.role.value,
        "nation": invitation.nation,
        "link": link,
        "mailed": is_mailed,
        "expires_at": invitation.expires_at.isoformat(),
    }
    told = "The link is on its way to them by mail" if is_mailed else "Hand this link to them alone"
    return Answer(document=document, lines=(link, f"{told}: it is good once, until {tell(invitation.expires_at)}."))


def _before(email: str, team: Team, nation: Nation | None) -> Offer:
    """Return what somebody was offered and did not accept; an invitation that ran out is forgotten after some days."""
    address = normalise_email(email)
    earlier = next((waiting for waiting in team.invitations if waiting.email == address), None)
    if earlier:
        return offer_again(earlier, place="")
    if nation is None or normalise_email(nation.seed.email) != address:
        remedy = "Give the role with --role in place of --again"
        raise InputError([Fault(place="--again", reason="nobody of this address waits to join here", remedy=remedy)])
    role = RoleName.CANDIDATE
    return Offer(email=email, name=nation.seed.candidate, language=_language(nation), role=role, nation=nation.slug)


def _name(nation: Nation | None, role: RoleName) -> str:
    return nation.seed.candidate if nation and role is RoleName.CANDIDATE else ""


def _language(nation: Nation | None) -> str:
    return (nation.seed.facts.get("language") if nation else None) or LANGUAGE


def _role(text: str) -> RoleName:
    try:
        return RoleName(text)
    except ValueError as error:
        remedy = f"Choose one of {', '.join(RoleName)}"
        raise InputError([Fault(place="--role", reason="no role is called that", remedy=remedy)]) from error


def _until(text: str, stage: Stage, nation: Nation | None, here: Surroundings) -> datetime:
    timezone = stage.gate(here.patience).calendar.timezone(nation.seed.zones if nation else ())
    return read_moment(text, timezone, option="--until")
