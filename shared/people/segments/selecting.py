"""Find who is in a segment: the index's answer, put right for everybody who was changed since it was built."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound, TransientError
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.marks import STALE
from shared.people.person import nation_holder
from shared.people.segments.bitmap import everyone, unpacked
from shared.people.segments.facet import has_left
from shared.people.segments.index import EXPIRING, ID_BYTES, ORDINAL_BYTES, is_over, read_head
from shared.people.segments.segment import matches
from shared.people.table import MOST_KEYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from shared.kernel.items import WireItem
    from shared.people.person import Person
    from shared.people.segments.index import Head
    from shared.people.segments.segment import Segment
    from shared.people.table import ItemKey, PeopleTable

FEW = 100
"""People whom a reader looks at directly, since they were changed after the index was built: one reading of each kind.
Where there are more, the answer is the index's own and says how old it is."""

TRIES = 3
"""How often a reader begins anew because another index counted meanwhile."""


class NoIndex(NotFound):
    """A nation's people are not indexed yet: ask for its index to be built, and again in some seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Who is in a segment: `bitmap` by the index, and `fresh`, who were changed since and are in it as they are now.

    `as_of` is None where that is exact, else the moment of the index, after which more people were changed than
    could be looked at.
    """

    head: Head
    bitmap: int
    fresh: tuple[Person, ...]
    as_of: datetime | None

    @property
    def count(self) -> int:
        """How many people these are."""
        return self.bitmap.bit_count() + len(self.fresh)


def select(
    segment: Segment, slug: str, *, people: PeopleTable, now: datetime, looking_at: int | None = FEW
) -> Selection:
    """Return who is in a segment; raises NoIndex, and ValueError for one of the last days that is not `on` a day.

    With `looking_at` None everybody is looked at who was changed since, however many. Reads what the segment names
    and no more: neither people nor index are gone through.
    """
    (selection,) = select_all([segment], slug, people=people, now=now, looking_at=looking_at)
    return selection


def select_all(
    segments: Sequence[Segment], slug: str, *, people: PeopleTable, now: datetime, looking_at: int | None = FEW
) -> list[Selection]:
    """Return who is in each of some segments, of one moment and by one reading; see `select`."""
    # Marks first: a build that ends meanwhile takes away only marks of what is in it.
    marked = list(people.below(nation_holder(slug), STALE, most=looking_at and looking_at + 1))
    behind = looking_at is not None and len(marked) > looking_at
    changed = [] if behind else [item["sk"]["S"].removeprefix(STALE) for item in marked]
    head, bitmaps = _read(segments, slug, changed, people, now)
    as_they_are = list(_standing(slug, changed, people, now))
    return [
        Selection(
            head=head,
            bitmap=bitmap,
            fresh=tuple(person for person in as_they_are if matches(segment, person)),
            as_of=head.built_at if behind else None,
        )
        for segment, bitmap in zip(segments, bitmaps, strict=True)
    ]


def _read(
    segments: Sequence[Segment], slug: str, changed: Sequence[str], people: PeopleTable, now: datetime
) -> tuple[Head, list[int]]:
    """Return the head with who is in each segment by its index, but for those who were changed since."""
    for _ in range(TRIES):
        head = read_head(slug, people=people)
        if head is None:
            raise NoIndex(f"the people of nation {slug} are not indexed yet")
        bits = _bits(segments, head, people, now)
        others = ~_ordinals(changed, head, people)
        after = read_head(slug, people=people)
        if after and after.build == head.build:
            return head, [_combined(segment, head, bits) & others for segment in segments]
    raise TransientError(f"the index of nation {slug} changes all the time: try again")


def _bits(segments: Sequence[Segment], head: Head, people: PeopleTable, now: datetime) -> Mapping[str, int]:
    """Return who has each facet that counts: those that the segments name, and those of whoever is gone by now."""
    gone = {facet for facet in head.facets if is_over(facet, now)}
    named = gone.union(*(segment.facets for segment in segments))
    periods = (asked for segment in segments for asked in segment.periods.items())
    blocks = {facet: head.facets.keys() & period.blocks() for facet, period in periods}
    wanted = (named & head.facets.keys()).union(*blocks.values())
    kept = read_all([head.facet_key(facet) for facet in sorted(wanted)], people)
    bits = {facet: unpacked(item["bits"]["B"]) for facet in wanted if (item := kept.get(head.facet_key(facet)))}
    return bits | {facet: reduce(or_, (bits.get(block, 0) for block in made), 0) for facet, made in blocks.items()}


def _combined(segment: Segment, head: Head, bits: Mapping[str, int]) -> int:
    found = reduce(and_, (bits.get(facet, 0) for facet in segment.all_of), everyone(head.people))
    if segment.any_of:
        found &= reduce(or_, (bits.get(facet, 0) for facet in segment.any_of))
    gone = (facet for facet in bits if facet.startswith(EXPIRING))
    return found & ~reduce(or_, (bits.get(facet, 0) for facet in (*segment.none_of, *gone)), 0)


def _ordinals(person_ids: Sequence[str], head: Head, people: PeopleTable) -> int:
    """Return the ordinals of those of the people whom the index has."""
    wanted = {bytes.fromhex(person_id) for person_id in person_ids}
    found = read_all(dict.fromkeys(map(head.where_key, person_ids)), people)
    places = (place for item in found.values() for place in _places(item["found"]["B"]))
    return sum(1 << ordinal for person_id, ordinal in places if person_id in wanted)


def _places(found: bytes) -> Iterator[tuple[bytes, int]]:
    size = ID_BYTES + ORDINAL_BYTES
    for at in range(0, len(found), size):
        yield found[at : at + ID_BYTES], int.from_bytes(found[at + ID_BYTES : at + size], "big")


def _standing(slug: str, person_ids: Sequence[str], people: PeopleTable, now: datetime) -> Iterator[Person]:
    """Yield those of the people who are still there, in the order of their names."""
    holder = nation_holder(slug)
    found = read_all([(holder, PERSON_PREFIX + person_id) for person_id in person_ids], people)
    for person in map(from_item, sorted(found.values(), key=lambda item: str(item["name_key"]["S"]))):
        if not has_left(person, now=now.timestamp()):
            yield person


def read_all(keys: Collection[ItemKey], people: PeopleTable) -> Mapping[ItemKey, WireItem]:
    """Return those of the items that exist, however many."""
    wanted = list(keys)
    found: dict[ItemKey, WireItem] = {}
    for start in range(0, len(wanted), MOST_KEYS):
        found |= people.read(wanted[start : start + MOST_KEYS])
    return found
