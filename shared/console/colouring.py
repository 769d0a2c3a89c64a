"""A map coloured by what is no number: in which state nations are, when they last were active, which kit they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.console.shading import CLASSES
from shared.counters.nation_table import kit_number, natural
from shared.nations.nation import NationStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from shared.counters.network_figures import NationFigures, NetworkFigures

TRAITS = ("state", "last", "kit")
"""What a map is coloured by besides numbers, with a name in the catalogue each (`nations_<name>`)."""

NONE = "none"

STATES: Mapping[NationStatus, int] = {
    NationStatus.READY: 5,
    NationStatus.PROVISIONING: 4,
    NationStatus.SUSPENDED: 3,
    NationStatus.CLOSED: 2,
    NationStatus.ARCHIVED: 2,
    NationStatus.LEAVING: 1,
}
"""The more a campaign is there, the darker."""

WITHIN = (2, 7, 14, 28, 84)
"""Within how many days, today the first of them, an activity is dark, and ever paler."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colouring:
    """The shade of each nation by its slug, as the style sheet has it, and a legend: what each shade stands for.

    That is states, versions of the kit, or the days within which an activity was; the darkest comes first.
    """

    shades: Mapping[str, str]
    legend: Sequence[tuple[str, tuple[str | int, ...]]]


def colouring_of(figures: NetworkFigures, trait: str) -> Colouring:
    """Return the colouring by a trait."""
    kits = sorted({kit for each in figures.nations if (kit := kit_number(each.nation))}, key=natural, reverse=True)
    shades = {each.nation.slug: _shade(each, trait, kits, figures.days[-1]) for each in figures.nations}
    stands: dict[str, list[str | int]] = {}
    for place, what in _stands(trait, kits, len(figures.days)):
        stands.setdefault(str(place), []).append(what)
    return Colouring(shades=shades, legend=[(shade, tuple(whats)) for shade, whats in stands.items()])


def _shade(each: NationFigures, trait: str, kits: Sequence[str], today: date) -> str:
    if trait == "state":
        return str(STATES[each.nation.status])
    if trait == "kit":
        kit = kit_number(each.nation)
        return str(_paler(kits.index(kit))) if kit else NONE
    age = (today - each.last).days if each.last else WITHIN[-1]
    return next((str(_paler(place)) for place, days in enumerate(WITHIN) if age < days), NONE)


def _stands(trait: str, kits: Sequence[str], days: int) -> Sequence[tuple[int, str | int]]:
    """Return each shade with what it stands for, one thing at a time."""
    if trait == "state":
        return [(shade, state.value) for state, shade in STATES.items()]
    if trait == "kit":
        return [(_paler(place), kit) for place, kit in enumerate(kits)]
    return [(_paler(place), within) for place, within in enumerate(WITHIN) if within <= days]


def _paler(place: int) -> int:
    """Return the shade of the first, the second, ... of several; those beyond the palest are as pale."""
    return max(CLASSES - place, 1)
