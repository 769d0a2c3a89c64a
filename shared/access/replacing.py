"""Putting another candidate in the place of one who leaves: on the nation's pages, and at the head of its team."""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.audit import Deed, entry
from shared.access.delegating import given_until
from shared.access.errors import NotAllowed, NotInTeam, Reason
from shared.access.inviting import NAME_CHARACTERS, Offer, invite
from shared.access.member import member_id
from shared.access.revoking import Revoking, revoke, withdraw
from shared.access.role import RoleName
from shared.access.team import Change
from shared.kernel.errors import Fault, InputError
from shared.people.email import normalise_email
from shared.sites.lifecycle import SteeringDeed, ask_site

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.grant import Standing
    from shared.access.invitation import Invitation
    from shared.access.member import Member
    from shared.access.ports import MemberStore
    from shared.access.team import Team
    from shared.access.tokens import Draw
    from shared.kernel.secrets import SigningKeys
    from shared.nations.nation import Nation
    from shared.sites.lifecycle import Helm

LASTING = ("language", "colour", "end_date", "goals")
"""Facts that are the campaign's: all others (portrait, slogan, phone, address, agent) are the candidate's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """Who takes over, as it was typed; `address` is for the legal notice, empty for the network's own.

    `called` is how the campaign is called from then on, empty for as before: a name may name its candidate.
    Whether the team stays, all but its former candidate, or every role in it is taken back, is for HQ to say.
    """

    name: str
    email: str
    language: str
    keeps_team: bool
    address: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacing:
    """Who puts somebody in a candidate's place; `by` None is the operator. With `keys` the link is mailed as well."""

    by: Member | None
    members: MemberStore
    helm: Helm
    draw: Draw = token_hex
    keys: SigningKeys | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A replacement that was carried out; `invitation` is None once the successor has accepted it."""

    invitation: Invitation | None


def replace_candidate(slug: str, successor: Successor, task: Replacing) -> tuple[Invitation, str]:
    """Have the nation led by somebody else; return the invitation for them, with the token for their link.

    The former candidate's role is taken back first, so that what is killed half-way leaves nobody inside who should
    not be; given again, it goes on. Raises InputError, NotAllowed, NationUnknown, IllegalTransition, and Conflict if
    team or nation were changed meanwhile.
    """
    nation, helm = task.helm.nations.get(slug), task.helm
    given_until(task.by, RoleName.CANDIDATE, nation=slug, until=None, now=helm.now)
    email, name = _checked(successor)
    if task.by and task.by.email == email:
        raise NotAllowed(Reason.TO_ONESELF)
    after = _led(nation, successor, email=email, name=name, at=helm.now)
    _clear(slug, successor, email, task)
    _record(nation, after, helm)
    role = RoleName.CANDIDATE
    offer = Offer(email=email, name=name, language=successor.language, role=role, nation=slug, place=after.seed.name)
    return invite(offer, giver=task.by, members=task.members, now=helm.now, draw=task.draw, keys=task.keys)


def standing_succession(slug: str, successor: Successor, task: Replacing) -> Succession | None:
    """Return what stands of a replacement that was carried out, or None where anything of it is left to do.

    For whoever may give the same order twice: `replace_candidate` sends a link each time, which voids the one before.
    Raises InputError, NationUnknown, IllegalTransition.
    """
    nation, now = task.helm.nations.get(slug), task.helm.now
    email, name = _checked(successor)
    after = _led(nation, successor, email=email, name=name, at=now)
    team, known = task.members.team(slug), member_id(email, key=task.members.key())
    if replace(nation, changed_at=now) != after or any(_goes(each, successor, known) for each in team.standings):
        return None
    if any(each.member_id == known and each.grant.role is RoleName.CANDIDATE for each in team.standings):
        return Succession(invitation=None)
    waiting = (each for each in team.invitations if each.email == email and each.role is RoleName.CANDIDATE)
    invitation = next((each for each in waiting if each.is_open(now)), None)
    return Succession(invitation=invitation) if invitation else None


def _led(nation: Nation, successor: Successor, *, email: str, name: str, at: datetime) -> Nation:
    """Return the nation as its successor leads it."""
    lasting = {fact: nation.seed.facts.get(fact, "") for fact in LASTING}
    facts = {**lasting, "address": " ".join(successor.address.split())}
    called = " ".join(successor.called.split()) or nation.seed.name
    return nation.represented(candidate=name, email=email, called=called, facts=facts, at=at)


def _record(nation: Nation, after: Nation, helm: Helm) -> None:
    if replace(nation, changed_at=after.changed_at) != after:
        helm.journal.record(nation.slug, SteeringDeed.REPLACED, {})
        helm.nations.save(after, after=nation)
    ask_site(after, helm)


def _clear(slug: str, successor: Successor, email: str, task: Replacing) -> None:
    """Take back what is to go: invitations first, which would bring somebody in meanwhile."""
    revoking = Revoking(by=task.by, members=task.members, now=task.helm.now, draw=task.draw)
    known = member_id(email, key=task.members.key())
    for invitation in task.members.team(slug).invitations:
        if invitation.role is RoleName.CANDIDATE or not successor.keeps_team:
            withdraw(invitation.id, nation=slug, task=revoking)
    team = task.members.team(slug)
    going = tuple(standing for standing in team.standings if _goes(standing, successor, known))
    if successor.keeps_team:
        _dismiss(team, going, task)
        return
    # One after the other: a whole team may be more than one transaction holds.
    for standing in going:
        _take_back(standing, slug, revoking)


def _goes(standing: Standing, successor: Successor, known: str) -> bool:
    """Tell whether a role is taken back: looks inside are HQ's own, and the successor keeps what they hold."""
    if standing.grant.reason or standing.member_id == known:
        return False
    return standing.grant.role is RoleName.CANDIDATE or not successor.keeps_team


def _take_back(standing: Standing, slug: str, task: Revoking) -> None:
    try:
        revoke(standing.grant.id, nation=slug, task=task)
    except NotInTeam:
        return  # It went along with another one.


def _dismiss(team: Team, going: tuple[Standing, ...], task: Replacing) -> None:
    """Take the candidate's own role alone: what they passed on stays with the team, and the next one may end it."""
    entries = tuple(
        entry(
            Deed.REVOKED,
            by=task.by,
            nation=team.nation,
            about={"member": s.member_id, "grant": s.grant.id, "role": s.grant.role.value},
            now=task.helm.now,
            draw=task.draw,
        )
        for s in going
    )
    if going:
        task.members.change(Change(team=team, entries=entries, taken=going))


def _checked(successor: Successor) -> tuple[str, str]:
    email, name = normalise_email(successor.email), " ".join(successor.name.split())
    faults = []
    if email is None:
        faults.append(Fault(place="email", reason="not an e-mail address", remedy="Write it like marie@example.org"))
    if not 0 < len(name) <= NAME_CHARACTERS:
        remedy = f"Give a name of at most {NAME_CHARACTERS} characters"
        faults.append(Fault(place="name", reason="missing or too long", remedy=remedy))
    if len(successor.called) > NAME_CHARACTERS:
        remedy = f"Call it in at most {NAME_CHARACTERS} characters"
        faults.append(Fault(place="called", reason="too long", remedy=remedy))
    if faults or email is None:
        raise InputError(faults)
    return email, name
