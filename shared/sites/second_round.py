"""The second round: some campaigns go on, all others end with thanks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError, NotFound
from shared.nations.listing import every_nation
from shared.nations.nation import NationStatus
from shared.sites.lifecycle import close_nation, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore
    from shared.sites.lifecycle import Helm

HANDS = 8
"""Nations closed at once: 577 of them, four requests each, within the seconds that somebody watches a page load."""

RUNNING = frozenset({NationStatus.READY, NationStatus.SUSPENDED})
"""States of campaigns that a vote may end."""

TOLD = 20
"""Names told in one fault: a wrong file would name hundreds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRound:
    """Whose campaign goes on, and whose ends; both in the order of the slugs."""

    going: tuple[Nation, ...]
    closing: tuple[Nation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What became of campaigns that were to end: `left` are those that somebody else steered elsewhere meanwhile."""

    closed: tuple[str, ...]
    left: tuple[str, ...]


def running(nations: NationStore) -> tuple[Nation, ...]:
    """Return the campaigns that a vote may end, in the order of the slugs."""
    return tuple(nation for nation in every_nation(nations) if nation.status in RUNNING)


def second_round(going: Iterable[str], *, nations: NationStore) -> SecondRound:
    """Return what it means that these go on; nothing is changed. Raises InputError for none, and for unknown ones."""
    on, campaigns = set(going), running(nations)
    if not on:
        raise InputError([Fault(place="going", reason="nobody goes on", remedy="Name at least one campaign")])
    if unknown := sorted(on - {nation.slug for nation in campaigns}):
        reason = f"no running campaign is called {', '.join(unknown[:TOLD])}"
        raise InputError([Fault(place="unknown", reason=reason, remedy="Write the names as their addresses do")])
    return SecondRound(
        going=tuple(nation for nation in campaigns if nation.slug in on),
        closing=tuple(nation for nation in campaigns if nation.slug not in on),
    )


def end_campaigns(slugs: Sequence[str], *, reason: str, helm: Helm) -> Ended:
    """End these campaigns, several at once; given again, it goes on where it was. Raises InputError."""
    why = reason_of(reason)
    with ThreadPoolExecutor(HANDS) as hands:
        done = dict(zip(slugs, hands.map(partial(_end, reason=why, helm=helm), slugs), strict=True))
    return Ended(
        closed=tuple(slug for slug, closed in done.items() if closed),
        left=tuple(slug for slug, closed in done.items() if not closed),
    )


def _end(slug: str, *, reason: str, helm: Helm) -> bool:
    try:
        close_nation(slug, reason=reason, helm=helm)
    except (Conflict, NotFound):
        return False
    return True
