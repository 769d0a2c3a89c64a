"""What becomes of a nation: its site closed and opened, its campaign ended, the nation removed and had back.

The record changes first, the site second: the order to make the site as the record says is given each time, so that a
verb that was killed between the two is simply given again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.nations.listing import every_nation
from shared.nations.nation import NationStatus
from shared.nations.publications import PublicationOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from shared.elections.calendar import Calendar
    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore
    from shared.nations.publications import Publications
    from shared.people.journal import Journal

LONGEST_REASON = 400
"""Characters: it stands on one line of the nation's log."""

GRACE = timedelta(days=30)
"""How long a nation that leaves can be had back, unless somebody says otherwise: a holiday, and the mail after it."""

LONGEST_GRACE = timedelta(days=365)

MENDABLE = timedelta(days=2)
"""How long a campaign that was ended opens again: campaigns end in the night of a vote, mistakes are seen by day."""

RESUMED = "resumed"
"""Why a site opens again: a person's decision, which silence does not hold back; its pages are silent then."""


class SteeringDeed(StrEnum):
    """What was done with a nation, as its log calls it."""

    SUSPENDED = "suspended-nation"
    RESUMED = "resumed-nation"
    CLOSED = "closed-nation"
    ARCHIVED = "archived-nation"
    LEAVING = "planned-removal"
    KEPT = "kept-nation"
    REMOVED = "removed-nation"
    REPLACED = "replaced-candidate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helm:
    """What nations are steered with: `by` gives the orders, `journal` writes into the nation's own log."""

    nations: NationStore
    publications: Publications
    journal: Journal
    calendar: Calendar
    by: str
    now: datetime

    def today(self, nation: Nation) -> date:
        """Return the day it is on the nation's ground."""
        return self.now.astimezone(self.calendar.timezone(nation.seed.zones)).date()

    def last_day(self, nation: Nation) -> date:
        """Return the last day of a campaign that is ended now."""
        return self.today(nation) + MENDABLE


def suspend_nation(slug: str, *, reason: str, helm: Helm) -> Nation:
    """Close the nation's site for the time being; its people and pages stay.

    Raises NationUnknown, IllegalTransition, InputError, and Conflict if somebody else changed it meanwhile.
    """
    why = reason_of(reason)
    return _steer(
        slug,
        NationStatus.SUSPENDED,
        lambda nation: nation.suspended(reason=why, at=helm.now),
        deed=SteeringDeed.SUSPENDED,
        helm=helm,
    )


def resume_nation(slug: str, *, helm: Helm) -> Nation:
    """Open the nation's site again, as its pages are now. Raises NationUnknown, IllegalTransition, Conflict."""
    return _steer(
        slug,
        NationStatus.READY,
        lambda nation: nation.resumed(at=helm.now, today=helm.today(nation)),
        deed=SteeringDeed.RESUMED,
        helm=helm,
    )


def close_nation(slug: str, *, reason: str, helm: Helm) -> Nation:
    """End the nation's campaign after its vote: its site says thanks, and the time of its people's data runs.

    Raises NationUnknown, IllegalTransition, InputError, Conflict.
    """
    why = reason_of(reason)
    return _steer(
        slug,
        NationStatus.CLOSED,
        lambda nation: nation.closed(reason=why, at=helm.now, last_day=helm.last_day(nation)),
        deed=SteeringDeed.CLOSED,
        helm=helm,
    )


def archive_nation(slug: str, *, reason: str, helm: Helm) -> Nation:
    """Put the nation away: its site says thanks, its people's time runs, its zones and its record stay its own.

    Raises NationUnknown, IllegalTransition, InputError, Conflict.
    """
    why = reason_of(reason)
    return _steer(
        slug,
        NationStatus.ARCHIVED,
        lambda nation: nation.archived(reason=why, at=helm.now, last_day=helm.last_day(nation)),
        deed=SteeringDeed.ARCHIVED,
        helm=helm,
    )


def plan_removal(slug: str, *, reason: str, grace: timedelta = GRACE, helm: Helm) -> Nation:
    """Close the nation's site and have it removed when the grace is over; until then `keep_nation` has it back.

    Raises NationUnknown, IllegalTransition, InputError, Conflict.
    """
    why = reason_of(reason)
    if not timedelta() < grace <= LONGEST_GRACE:
        remedy = f"Give 1 to {LONGEST_GRACE.days} days"
        raise InputError([Fault(place="days", reason="no grace, or too long a one", remedy=remedy)])
    return _steer(
        slug,
        NationStatus.LEAVING,
        lambda nation: nation.leaving(reason=why, goes_at=helm.now + grace, at=helm.now),
        deed=SteeringDeed.LEAVING,
        helm=helm,
    )


def keep_nation(slug: str, *, helm: Helm) -> Nation:
    """Have a nation back that was leaving, as it was before. Raises NationUnknown, IllegalTransition, Conflict."""
    nation = helm.nations.get(slug)
    kept = nation.kept(at=helm.now)
    return _moved(nation, kept, SteeringDeed.KEPT, helm)


def remove_nation(slug: str, *, reason: str, helm: Helm) -> Nation:
    """Take the nation's site down and free its zones, at once and for good.

    Nobody's data are deleted along with it: their time runs from this day. Raises NationUnknown, IllegalTransition,
    InputError, Conflict.
    """
    why = reason_of(reason)
    return _steer(
        slug,
        NationStatus.REMOVED,
        lambda nation: nation.removed(reason=why, at=helm.now, last_day=helm.today(nation)),
        deed=SteeringDeed.REMOVED,
        helm=helm,
    )


def remove_those_due(helm: Helm) -> Iterator[Nation]:
    """Remove every nation whose grace is over, and yield it; one that was killed half-way is met again."""
    for nation in every_nation(helm.nations):
        if nation.status is NationStatus.LEAVING and nation.goes_at and nation.goes_at <= helm.now:
            yield remove_nation(nation.slug, reason=nation.reason or "its grace is over", helm=helm)


def reason_of(reason: str) -> str:
    """Return a reason as it is kept, on one line; raises InputError."""
    why = " ".join(reason.split())
    if not 0 < len(why) <= LONGEST_REASON:
        remedy = f"Say why in up to {LONGEST_REASON} characters: the nation reads it in its log"
        raise InputError([Fault(place="reason", reason="missing, or too long to be read", remedy=remedy)])
    return why


def _steer(slug: str, to: NationStatus, move: Callable[[Nation], Nation], *, deed: SteeringDeed, helm: Helm) -> Nation:
    """Bring a nation into a state that it may be in already; its site is asked for either way."""
    nation = helm.nations.get(slug)
    if nation.status is to:
        ask_site(nation, helm)
        return nation
    return _moved(nation, move(nation), deed, helm)


def _moved(nation: Nation, after: Nation, deed: SteeringDeed, helm: Helm) -> Nation:
    about = {"reason": after.reason or "", "goes_at": after.goes_at.isoformat() if after.goes_at else ""}
    helm.journal.record(nation.slug, deed, {name: told for name, told in about.items() if told})
    helm.nations.save(after, after=nation)
    ask_site(after, helm)
    return after


def ask_site(nation: Nation, helm: Helm) -> None:
    """Have the nation's site made as its record says."""
    opens = nation.status is NationStatus.READY
    order = PublicationOrder(slug=nation.slug, by=helm.by, at=helm.now, override=RESUMED if opens else "")
    helm.publications.ask([order])
