"""A nation as HQ sees it: numbers, what is missing, who leads it, what was done last, and what may become of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from shared.access.grant import OPERATOR
from shared.access.logbook import Logbook
from shared.access.role import RoleName
from shared.actions.letting_go import campaign_of
from shared.console.checklist import ANY_OF, Task, checklist
from shared.console.clock import nation_clock
from shared.console.figures import figures_of
from shared.counters.showing import SUPPORTERS, shown_counts
from shared.nations.errors import IllegalTransition
from shared.sites.lifecycle import Helm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from shared.access.audit import AuditEntry
    from shared.access.grant import Grant
    from shared.access.member import Member
    from shared.access.team import Team
    from shared.consent.retention import Campaign
    from shared.console.desk import Desk
    from shared.console.figures import Figure
    from shared.nations.nation import Nation

LATEST = 5
"""Entries of the log on the page."""

REPLACE, LEAVE = "replace", "remove"


VERBS: Mapping[str, Callable[[Nation, datetime, date], Nation]] = {
    "keep": lambda nation, now, _: nation.kept(at=now),
    "resume": lambda nation, now, today: nation.resumed(at=now, today=today),
    "suspend": lambda nation, now, _: nation.suspended(reason="", at=now),
    REPLACE: lambda nation, now, _: nation.represented(candidate="", email="", called="", facts={}, at=now),
    "close": lambda nation, now, today: nation.closed(reason="", at=now, last_day=today),
    "archive": lambda nation, now, today: nation.archived(reason="", at=now, last_day=today),
    LEAVE: lambda nation, now, _: nation.leaving(reason="", goes_at=now, at=now),
}
"""What may be done with a nation, in the order of the page: each is tried on its record, none carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody of HQ who looks inside; `grant_id` is what ends it."""

    grant_id: str
    name: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NationSheet:
    """What HQ's page of a nation shows; `missing` are the tasks of its checklist that facts would do."""

    nation: Nation
    today: date
    figures: tuple[Figure, ...]
    supporters: int
    missing: tuple[str, ...]
    campaign: Campaign | None
    latest: tuple[AuditEntry, ...]
    names: Mapping[str, str]
    leaders: tuple[str, ...]
    invited_until: datetime | None
    looks: tuple[Look, ...]
    verbs: tuple[str, ...]

    @property
    def people_go_on(self) -> date | None:
        """The day on which its people's data go, by its own clock; None where nobody said when it ends."""
        return self.campaign.goes_at.date() if self.campaign else None


def helm_of(desk: Desk, member: Member, now: datetime) -> Helm:
    """Return what a member of HQ steers nations with; their sites are made by the queue of publications."""
    return Helm(
        nations=desk.nations,
        publications=desk.publications,
        journal=Logbook(log=desk.audit, by=member, clock=desk.clock),
        calendar=desk.calendar,
        by=member.id,
        now=now,
    )


def sheet_of(nation: Nation, desk: Desk, *, now: datetime, operator: str) -> NationSheet:
    """Return the sheet of a nation; `operator` is what who works on the account is called."""
    counts, facts = shown_counts(nation, desk.counters.read(nation.slug)), nation.seed.facts
    clock = nation_clock(nation, desk)
    team, latest = desk.members.team(nation.slug), desk.audit.page(nation.slug, limit=LATEST).elements
    grants = [standing.grant for standing in team.standings if standing.grant.is_live(now)]
    holders = {standing.member_id for standing in team.standings}
    names = {**names_of({*(entry.who for entry in latest), *holders}, desk), OPERATOR: operator}
    leaves = nation.goes_at.astimezone(clock).date() if nation.goes_at else None
    today = now.astimezone(clock).date()
    return NationSheet(
        nation=nation,
        today=today,
        figures=figures_of(counts, facts),
        supporters=counts[SUPPORTERS],
        missing=tuple(
            task.key for task in checklist(nation, events=1, team=1, vote=None, today=today) if _is_missing(task)
        ),
        campaign=campaign_of(
            nation.seed, calendar=desk.calendar, days=desk.retention_days, last_day=nation.last_day or leaves
        ),
        latest=latest,
        names=names,
        leaders=_leaders(team, names, now),
        invited_until=_invited_until(team, now),
        looks=tuple(_look(grant, names) for grant in grants if grant.reason),
        verbs=verbs_of(nation, now=now, today=today),
    )


def verbs_of(nation: Nation, *, now: datetime, today: date) -> tuple[str, ...]:
    """Return what may be done with a nation as it stands: the record itself says what it allows."""
    return tuple(verb for verb, move in VERBS.items() if _is_allowed(partial(move, nation, now, today)))


def names_of(ids: Iterable[str], desk: Desk) -> dict[str, str]:
    """Return how members are called; one that is no more, by the beginning of their id."""
    known = {each: desk.members.get(each) for each in ids if each != OPERATOR}
    return {each: member.name if member else each[:8] for each, member in known.items()}


def _is_allowed(move: Callable[[], Nation]) -> bool:
    try:
        move()
    except IllegalTransition:
        return False
    return True


def _leaders(team: Team, names: Mapping[str, str], now: datetime) -> tuple[str, ...]:
    held = [s for s in team.standings if s.grant.role is RoleName.CANDIDATE and s.grant.is_live(now)]
    return tuple(sorted(names[standing.member_id] for standing in held))


def _invited_until(team: Team, now: datetime) -> datetime | None:
    waiting = [i for i in team.invitations if i.role is RoleName.CANDIDATE and i.is_open(now)]
    return max((invitation.expires_at for invitation in waiting), default=None)


def _look(grant: Grant, names: Mapping[str, str]) -> Look:
    if grant.expires_at is None:
        raise ValueError("a look inside has an end")
    return Look(grant_id=grant.id, name=names[grant.given_by], reason=grant.reason, until=grant.expires_at)


def _is_missing(task: Task) -> bool:
    return task.key in ANY_OF and not task.is_done
