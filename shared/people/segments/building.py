"""Build a nation's index of facets: one pass over its people, then one write that makes the new index count.

What stands in it is what was read in the pass. Whoever was changed since the pass began keeps their mark, by which
readers look at them directly; every other mark is taken away.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from shared.people.marks import STALE
from shared.people.person import nation_holder
from shared.people.segments.drafting import entries_of, index_items, last_day, members_of, owners_of
from shared.people.segments.index import INDEX, Head, digits_for, head_key, head_to_item, read_head
from shared.people.table import Deed, Step, StepRefused, Wanted, item_key, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from shared.people.table import ItemKey, PeopleTable

T = TypeVar("T")

AT_ONCE = 25
"""Items of one transaction, which may have 4 MB: of a million people a facet takes 125 KB at most."""

BUILD_BYTES = 6


def build_index(slug: str, *, people: PeopleTable, now: datetime, draw: Callable[[int], str]) -> Head | None:
    """Build a nation's index anew; None where somebody else was faster, whose index then counts.

    `draw` returns so many random bytes in hexadecimal. Memory: some 700 bytes a person, and only here. Killed
    anywhere it leaves the index before, or the new one; the next build sweeps up what is left.
    """
    before = read_head(slug, people=people)
    marks = {item_key(item): int(item["revision"]["N"]) for item in people.below(nation_holder(slug), STALE)}
    entries = sorted(entries_of(slug, people, now))
    members, owners = members_of(entries), owners_of(entries)
    head = Head(
        slug=slug,
        build=draw(BUILD_BYTES),
        built_at=now,
        people=len(entries),
        digits=digits_for(len(entries)),
        facets={facet: len(ordinals) for facet, ordinals in sorted(members.items())},
        revision=before.revision + 1 if before else 1,
        shared=len(owners.shared),
    )
    expires_at = last_day(entries)
    for portion in _portions(index_items(head, entries, members, owners, expires_at)):
        people.write([put(item) for item in portion])
    try:
        people.write([put(head_to_item(head, expires_at=expires_at), before.revision if before else Wanted.ABSENT)])
    except StepRefused:
        _sweep(slug, people, lambda sk: sk.startswith(f"{INDEX}{head.build}#"))
        return None
    _sweep(slug, people, lambda sk: not sk.startswith(f"{INDEX}{head.build}#"))
    _unmark(marks, people)
    return head


def _sweep(slug: str, people: PeopleTable, goes: Callable[[str], bool]) -> None:
    """Remove items of builds that do not count."""
    keys = (item_key(item) for item in people.below(nation_holder(slug), INDEX))
    gone = (key for key in keys if key != head_key(slug) and goes(key[1]))
    for portion in _portions(gone):
        people.write([Step(deed=Deed.DELETE, key=key) for key in portion])


def _unmark(marks: Mapping[ItemKey, int], people: PeopleTable) -> None:
    """Take marks away that were not drawn anew since they were read."""
    for portion in _portions(marks.items()):
        left = dict(portion)
        while left:
            try:
                people.write([Step(deed=Deed.DELETE, key=key, wanted=number) for key, number in left.items()])
            except StepRefused as refused:
                left = {key: number for key, number in left.items() if key not in refused.keys}
            else:
                break


def _portions(elements: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(elements)
    while portion := list(islice(rest, AT_ONCE)):
        yield portion
