"""What a nation's team does next, up to election day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.access.permission import Permission

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from shared.access.team import Team
    from shared.nations.nation import Nation

LEGAL, PORTRAIT, SLOGAN, TEAM, GOALS, DONATIONS, EVENT, VOTE = (
    "legal",
    "portrait",
    "slogan",
    "team",
    "goals",
    "donations",
    "event",
    "vote",
)

DAYS_BEFORE: Mapping[str, int] = {
    LEGAL: 180,
    PORTRAIT: 150,
    SLOGAN: 150,
    TEAM: 150,
    GOALS: 120,
    DONATIONS: 120,
    EVENT: 60,
    VOTE: 0,
}
"""How long before the last day of voting each task should be done: our own advice, from the law's demand (a legal
notice from the first day on, LCEN art. 6) to what a campaign lives on."""

ANY_OF: Mapping[str, tuple[str, ...]] = {
    LEGAL: ("address", "financial_agent"),
    PORTRAIT: ("portrait",),
    SLOGAN: ("slogan",),
    GOALS: ("goals",),
    DONATIONS: ("donate_url",),
}
"""The facts of a nation that a task asks for: all of them."""

DONE_AT: Mapping[str, tuple[str, Permission]] = {
    LEGAL: ("settings#address", Permission.EDIT_FACTS),
    PORTRAIT: ("portrait", Permission.EDIT_FACTS),
    SLOGAN: ("settings#slogan", Permission.EDIT_FACTS),
    TEAM: ("team", Permission.MANAGE_TEAM),
    GOALS: ("settings#group-goals", Permission.EDIT_FACTS),
    DONATIONS: ("settings#donate_url", Permission.EDIT_FACTS),
    EVENT: ("events/new", Permission.EDIT_EVENTS),
}
"""Where a task is done, below the nation's home, and what opens that page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do; `by` is the day it should be done by, None without an election."""

    key: str
    is_done: bool
    by: date | None


def checklist(nation: Nation, *, events: int, team: int, vote: date | None, today: date) -> tuple[Task, ...]:
    """Return what is to be done for a nation, in the order of the days.

    `events` are those that take place or took place, `team` all who hold a role or are invited to one.
    """
    facts = nation.seed.facts
    done = {key: all(facts.get(fact) for fact in wanted) for key, wanted in ANY_OF.items()}
    done |= {TEAM: team > 1, EVENT: events > 0, VOTE: vote is not None and today > vote}
    return tuple(
        Task(key=key, is_done=done[key], by=vote - timedelta(days=days) if vote else None)
        for key, days in DAYS_BEFORE.items()
    )


def team_size(team: Team, *, now: datetime) -> int:
    """Return how many hold a role in a nation or are invited to one; who only looks inside is none of them."""
    held = (each for each in team.standings if each.grant.is_live(now) and not each.grant.reason)
    invited = sum(invitation.is_open(now) for invitation in team.invitations)
    return len({standing.member_id for standing in held}) + invited
