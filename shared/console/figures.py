"""A nation's figures beside its goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.counters.showing import SUPPORTERS, added_up
from shared.sites.facts import goals_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = (SUPPORTERS, "volunteers", "signatures", "rsvps", "pledges", "proxies", "answers")
"""The counters that have a name in the catalogue (`figure_<name>`), in the order they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that was counted, and the nation's goal for it, if it set one."""

    name: str
    count: int
    goal: int | None = None


def figures_of(counts: Mapping[str, int], facts: Mapping[str, str]) -> tuple[Figure, ...]:
    """Return a nation's figures: what is counted apart for each petition or event is added up.

    Supporters are always among them, another counter once it counts something or has a goal.
    """
    sums, goals = added_up(counts), added_up(goals_of(facts))
    return tuple(
        Figure(name=name, count=sums.get(name, 0), goal=goals.get(name))
        for name in SHOWN
        if name == SUPPORTERS or sums.get(name) or goals.get(name)
    )
