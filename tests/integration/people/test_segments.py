"""Segments are counted, listed and kept alike in memory and in DynamoDB."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import Conflict, InputError
from shared.people.item import to_item
from shared.people.segments.building import build_index
from shared.people.segments.index import INDEX
from shared.people.segments.listing import page_of, people_in
from shared.people.segments.orders import FOLDED_FROM, OLDEST, carry_out
from shared.people.segments.saved import (
    NAME_CHARACTERS,
    Draft,
    SegmentUnknown,
    change_segment,
    remove_segment,
    save_segment,
    saved_segment,
    saved_segments,
)
from shared.people.segments.segment import Segment
from shared.people.segments.selecting import select
from shared.people.table import put
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.segments.crowd import HOLDER, SLUG, somebody

if TYPE_CHECKING:
    from shared.people.table import PeopleTable

CYCLISTS = Segment(all_of=("tag:velo",), none_of=("volunteer",))


def fill(table: PeopleTable, people: int = 30) -> None:
    for number in range(people):
        tags = ["velo"] if number % 2 else []
        table.write([put(to_item(somebody(number, tags=tags, volunteer=number % 3 == 0)))])


def built(table: PeopleTable) -> None:
    assert build_index(SLUG, people=table, now=NOON, draw=lambda size: "ab" * size)


def test_who_is_in_a_segment_is_counted_and_listed(table: PeopleTable) -> None:
    fill(table)
    built(table)

    selection = select(CYCLISTS, SLUG, people=table, now=NOON)

    assert selection.count == 10
    first = page_of(selection, people=table, now=NOON, limit=6)
    rest = page_of(selection, people=table, now=NOON, limit=6, after=first.cursor)
    assert (len(first.elements), len(rest.elements), rest.cursor) == (6, 4, None)
    ids = sorted(person.person_id for person in (*first.elements, *rest.elements))
    assert sorted(people_in(CYCLISTS, SLUG, people=table, now=NOON)) == ids


def test_who_was_changed_since_is_counted_as_they_are_now(table: PeopleTable) -> None:
    fill(table)
    built(table)

    table.write([put(to_item(somebody(1))), put(to_item(somebody(2, tags=["velo"])))])
    table.write([put(to_item(somebody(40, tags=["velo"])))])

    assert select(CYCLISTS, SLUG, people=table, now=NOON).count == 11


def carried_out(table: PeopleTable, later: bool = False) -> int | None:
    now = NOON + OLDEST if later else NOON
    return carry_out(SLUG, people=table, now=now, draw=lambda size: "cd" * size).people


def test_an_order_builds_what_is_missing_and_is_harmless_twice(table: PeopleTable) -> None:
    fill(table, 5)

    assert carried_out(table) == 5
    before = list(table.below(HOLDER, INDEX))
    assert carried_out(table) is None
    assert list(table.below(HOLDER, INDEX)) == before


def test_an_order_folds_in_what_grew_too_much(table: PeopleTable) -> None:
    built(table)
    fill(table, FOLDED_FROM - 1)
    assert carried_out(table) is None

    fill(table, FOLDED_FROM)

    assert carried_out(table) == FOLDED_FROM


def test_whatever_happened_is_folded_in_after_a_day(table: PeopleTable) -> None:
    built(table)
    assert carried_out(table, later=True) is None
    fill(table, 1)

    assert carried_out(table) is None
    assert carried_out(table, later=True) == 1


def test_who_expired_leaves_the_index_after_a_day(table: PeopleTable) -> None:
    table.write([put(to_item(somebody(1, expires_at=int(NOON.timestamp()) + 7200))), put(to_item(somebody(2)))])
    built(table)

    assert carried_out(table, later=True) == 1


class Room:
    """Where a team keeps its segments."""

    def __init__(self, people: PeopleTable) -> None:
        self.people, self.journal, self.clock = people, InMemoryJournal(), FixedClock(NOON)

    def save(self, name: str = "Cyclists", segment: Segment = CYCLISTS) -> str:
        draft = Draft(name=name, segment=segment, by="anne")
        return save_segment(SLUG, draft, people=self.people, journal=self.journal, clock=self.clock).id


def test_a_segment_is_kept_under_its_name(table: PeopleTable) -> None:
    room = Room(table)

    kept = room.save("  Cyclists ")
    room.save("Écolos")
    room.save("bikes")

    saved = saved_segment(SLUG, kept, people=table)
    assert (saved.name, saved.segment, saved.by, saved.at) == ("Cyclists", CYCLISTS, "anne", NOON)
    assert [each.name for each in saved_segments(SLUG, people=table)] == ["bikes", "Cyclists", "Écolos"]
    assert room.journal.entries[0] == (SLUG, "saved-segment", {"segment": kept})


@pytest.mark.parametrize("name", ["", "  ", "x" * (NAME_CHARACTERS + 1), "cyclists"])
def test_a_name_that_is_none_or_taken_is_refused(table: PeopleTable, name: str) -> None:
    room = Room(table)
    room.save()

    with pytest.raises(InputError):
        room.save(name)


def test_a_segment_is_changed_and_keeps_its_name_if_it_wants(table: PeopleTable) -> None:
    room = Room(table)
    saved = saved_segment(SLUG, room.save(), people=table)

    draft = Draft(name="Cyclists", segment=Segment(all_of=("mailable",)), by="paul")
    change_segment(saved, draft, people=table, journal=room.journal, clock=room.clock)

    after = saved_segment(SLUG, saved.id, people=table)
    assert (after.name, after.segment, after.by, after.revision) == ("Cyclists", draft.segment, "paul", 2)
    with pytest.raises(Conflict):
        change_segment(saved, draft, people=table, journal=room.journal, clock=room.clock)
    with pytest.raises(Conflict):
        remove_segment(saved, people=table, journal=room.journal)


def test_a_segment_that_is_removed_is_gone(table: PeopleTable) -> None:
    room = Room(table)
    saved = saved_segment(SLUG, room.save(), people=table)

    remove_segment(saved, people=table, journal=room.journal)

    with pytest.raises(SegmentUnknown):
        saved_segment(SLUG, saved.id, people=table)
    assert [what for _, what, _ in room.journal.entries] == ["saved-segment", "removed-segment"]
