"""The people in a segment: page by page as they are now, or all of their ids one after the other."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

from shared.kernel.errors import TransientError
from shared.kernel.page import Page, unreadable
from shared.people.roll import people_of
from shared.people.segments.bitmap import ordinals_of
from shared.people.segments.index import CHUNK, ID_BYTES
from shared.people.segments.selecting import read_all, select
from shared.people.table import MOST_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from shared.people.person import Person
    from shared.people.segments.index import Head
    from shared.people.segments.segment import Segment
    from shared.people.segments.selecting import Selection
    from shared.people.table import PeopleTable


def page_of(
    selection: Selection, *, people: PeopleTable, now: datetime, limit: int, after: str | None = None
) -> Page[Person]:
    """Return some people of a selection, in the order of their names when the index was built, behind `after`.

    Whoever was changed since then stands before the others of the first page, beyond its limit. Who is gone
    meanwhile is left out. Raises InputError for a cursor that is none of ours.
    """
    start = _start(after)
    found = list(islice(ordinals_of(selection.bitmap, start=start), limit + 1))
    shown = found[:limit]
    ids = person_ids(selection.head, shown, people=people)
    known = _people(selection.head.slug, ids, people, now)
    fresh = () if after else selection.fresh
    return Page(elements=(*fresh, *known), cursor=str(found[limit]) if len(found) > limit else None)


def people_in(segment: Segment, slug: str, *, people: PeopleTable, now: datetime) -> Iterator[str]:
    """Yield the ids of all who are in a segment at this moment; raises NoIndex.

    Whoever acts on them reads each once more: a consent may be withdrawn meanwhile. Raises TransientError where
    another index counts before the end; begin again then, and leave out whom you are done with.
    """
    selection = select(segment, slug, people=people, now=now, looking_at=None)
    yield from (person.person_id for person in selection.fresh)
    for _, ordinals in groupby(ordinals_of(selection.bitmap), key=lambda ordinal: ordinal // CHUNK):
        yield from person_ids(selection.head, list(ordinals), people=people)


def person_ids(head: Head, ordinals: Sequence[int], *, people: PeopleTable) -> list[str]:
    """Return the ids of people by their ordinals; raises TransientError where the index counts no more."""
    keys = dict.fromkeys(map(head.ids_key, ordinals))
    kept = read_all(keys, people)
    if len(kept) < len(keys):
        raise TransientError(f"the index of nation {head.slug} was built anew meanwhile: try again")
    return [_id(kept[head.ids_key(ordinal)]["ids"]["B"], ordinal) for ordinal in ordinals]


def _id(ids: bytes, ordinal: int) -> str:
    at = ordinal % CHUNK * ID_BYTES
    return bytes(ids[at : at + ID_BYTES]).hex()


def _people(slug: str, ids: Sequence[str], people: PeopleTable, now: datetime) -> Iterator[Person]:
    for start in range(0, len(ids), MOST_KEYS):
        yield from people_of(slug, ids[start : start + MOST_KEYS], people=people, now=now.timestamp())


def _start(after: str | None) -> int:
    if not after:
        return 0
    if not after.isdecimal() or len(after) > len(str(2**32)):
        raise unreadable()
    return int(after)
