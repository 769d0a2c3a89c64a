"""From what a visitor typed to who stands there; the finder's script (`templates/assets/finder.js`) does the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.sites.network.guide import FREE
from shared.sites.network.places import place_key
from shared.sites.network.shards import shard_for, shard_path
from shared.sites.network.spelling import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.sites.network.guide import Guide
    from shared.sites.network.places import Place

SUGGESTED = 9
"""Places that are offered in place of an unknown one."""

LONGEST = 80
"""Letters of a place: the longest commune of France takes 45, and people add its postcode."""

_WHICH = re.compile(r"(?P<name>.*\S)\s*\((?P<departement>\w{1,5})\)\s*")
"""A name with its département, as the finder writes one among several: `Saint-Denis (93)`."""


class Shelf(Protocol):
    """Where the network's published files stand."""

    def guide(self) -> Guide:
        """Return the guide as it was at most a minute ago."""

    def shard(self, path: str) -> Mapping[str, Sequence[Place]]:
        """Return the places of a shard by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSeat:
    """A seat that a place votes for, and who stands, if anybody.

    `communes` are those of the place that vote for it, where that tells one seat from another.
    """

    name: str
    communes: tuple[str, ...] = ()
    slug: str = ""
    candidate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is known of a place; `place` names it, empty if nothing was typed.

    `seats` are those of a known place; `choices` are places of one name (`Saint-Denis (93)`), to choose from; without
    either the place is unknown, and `near` are names that come near what was typed.
    """

    place: str
    seats: tuple[FoundSeat, ...] = ()
    choices: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def find(typed: str, shelf: Shelf) -> Answer:
    """Return what is known of the place that was typed, of which no more than `LONGEST` letters are read."""
    typed = " ".join(typed[:LONGEST].split())
    which = _WHICH.fullmatch(typed)
    key = place_key(which["name"] if which else typed)
    guide = shelf.guide()
    prefix = shard_for(key, guide.shards)
    shard = shelf.shard(shard_path(guide.places, prefix)) if prefix else {}
    named = [p for p in shard.get(key, ()) if not which or p.departement == which["departement"]]
    if not named:
        return Answer(place=typed, near=_titles(shard[name] for name in near(key, shard))[:SUGGESTED])
    if key.isdigit():
        return Answer(place=key, seats=_seats(named, guide))
    if len({place.departement for place in named}) > 1:
        return Answer(place=named[0].name, choices=_titles([named]))
    return Answer(place=named[0].name, seats=_seats(named, guide))


def _titles(groups: Iterable[Sequence[Place]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{place.name} ({place.departement})" for group in groups for place in group))


def _seats(places: Sequence[Place], guide: Guide) -> tuple[FoundSeat, ...]:
    """Return the seats of the places, by code; a commune that has a nation of its own counts for that one."""
    communes: dict[tuple[str, int], list[str]] = {}
    for place in places:
        for code in place.constituencies.split():
            number = guide.communes.get(place.commune, guide.seats[code][1])
            communes.setdefault((code, number), []).append(place.name)
    telling = len(communes) > 1 and len(places) > 1
    return tuple(_found(*seat, communes[seat] if telling else [], guide) for seat in sorted(communes))


def _found(code: str, number: int, communes: Sequence[str], guide: Guide) -> FoundSeat:
    slug, candidate = ("", "") if number == FREE else guide.standers[number]
    return FoundSeat(name=guide.seats[code][0], communes=tuple(communes), slug=slug, candidate=candidate)
