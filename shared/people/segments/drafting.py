"""What a nation's index of facets is made of: its people in the order of their names, and the items they come to."""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from shared.people.item import PERSON_PREFIX, from_item
from shared.people.numbers import DIGEST_BYTES, digests_in
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.segments.bitmap import bitmap_of, packed
from shared.people.segments.facet import facets_of, has_left, hour_of
from shared.people.segments.index import (
    CHUNK,
    EXPIRING,
    ID_BYTES,
    MOST_COMPARED,
    MOST_OF_A_NUMBER,
    ORDINAL_BYTES,
)
from shared.people.segments.period import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from shared.kernel.items import WireItem
    from shared.people.person import Person
    from shared.people.segments.index import Head
    from shared.people.table import ItemKey, PeopleTable

    Members = Mapping[str, array[int]]
    """The ordinals of those who have a facet, the least first, by facet."""


class Entry(NamedTuple):
    """Somebody on the way into the index; entries sort by name."""

    name_key: str
    person_id: bytes
    facets: tuple[str, ...]
    numbers: frozenset[bytes]
    expires_at: int


def entries_of(slug: str, people: PeopleTable, now: datetime) -> Iterator[Entry]:
    """Yield everybody of a nation, as the table has them in one pass."""
    known: dict[str, str] = {}
    for item in people.below(nation_holder(slug), PERSON_PREFIX):
        person = from_item(item)
        if not has_left(person, now=now.timestamp()):
            # The same text once: there are few facets, and many people.
            found = facets_of(person).union(blocks_of(person))
            facets = tuple(known.setdefault(facet, facet) for facet in found)
            person_id = bytes.fromhex(person.person_id)
            yield Entry(item["name_key"]["S"], person_id, facets, digests_in(item), _expiry(person))


def _expiry(person: Person) -> int:
    expires_at = person.values.get(EXPIRES_AT)
    return expires_at if isinstance(expires_at, int) else 0


def last_day(entries: Sequence[Entry]) -> int | None:
    """Return when the last of all goes; None where anybody stays, or nobody is there."""
    days = [entry.expires_at for entry in entries]
    return max(days) if days and all(days) else None


def members_of(entries: Sequence[Entry]) -> Members:
    """Return who has which facet, of people in the order of their names."""
    members: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    for ordinal, entry in enumerate(entries):
        for facet in entry.facets:
            members[facet].append(ordinal)
        if entry.expires_at:
            members[f"{EXPIRING}{hour_of(entry.expires_at)}"].append(ordinal)
    return members


class Owners(NamedTuple):
    """Whose each number is, as `digest + person id`, in order: of all numbers, and of those that several have."""

    all: list[bytes]
    shared: list[bytes]


def owners_of(entries: Sequence[Entry]) -> Owners:
    """Return whose the numbers of people are; of what very many share, the first."""
    found = sorted(digest + entry.person_id for entry in entries for digest in entry.numbers)
    owners = Owners([], [])
    for _, group in groupby(found, key=lambda each: each[:DIGEST_BYTES]):
        same = list(islice(group, MOST_OF_A_NUMBER))
        owners.all.extend(same)
        if len(same) > 1:
            owners.shared.extend(same[:MOST_COMPARED])
    return owners


def index_items(
    head: Head, entries: Sequence[Entry], members: Members, owners: Owners, expires_at: int | None
) -> Iterator[WireItem]:
    """Yield all items of a build but its head."""
    ids = b"".join(entry.person_id for entry in entries)
    size = CHUNK * ID_BYTES
    parts = ((head.ids_key(at // ID_BYTES), "ids", ids[at : at + size]) for at in range(0, len(ids), size))
    bits = (
        (head.facet_key(facet), "bits", packed(bitmap_of(ordinals, size=head.people)))
        for facet, ordinals in members.items()
    )
    for key, name, value in (*parts, *bits, *_gathered(_found(head, entries, owners))):
        dated = {EXPIRES_AT: {"N": str(expires_at)}} if expires_at else {}
        yield {"pk": {"S": key[0]}, "sk": {"S": key[1]}, name: {"B": value}, **dated}


def _found(head: Head, entries: Sequence[Entry], owners: Owners) -> Iterator[tuple[ItemKey, bytes]]:
    for ordinal, entry in enumerate(entries):
        yield head.where_key(entry.person_id.hex()), entry.person_id + ordinal.to_bytes(ORDINAL_BYTES, "big")
    yield from ((head.number_key(each[:DIGEST_BYTES]), each) for each in owners.all)
    yield from ((head.shared_key(each[:DIGEST_BYTES]), each) for each in owners.shared)


def _gathered(found: Iterable[tuple[ItemKey, bytes]]) -> Iterator[tuple[ItemKey, str, bytes]]:
    kept: defaultdict[ItemKey, bytearray] = defaultdict(bytearray)
    for key, entry in found:
        kept[key] += entry
    for key, value in kept.items():
        yield key, "found", bytes(value)
