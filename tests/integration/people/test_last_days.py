"""A segment of the last days is kept as it was asked, and counted and exported by the days of the day."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shared.people.item import to_item
from shared.people.memory import InMemoryPeopleFiles
from shared.people.person import nation_holder
from shared.people.segments.building import build_index
from shared.people.segments.export import ExportState, read_export
from shared.people.segments.exporting import ExportWish, ask_for_export, make_export
from shared.people.segments.listing import people_in
from shared.people.segments.saved import SEGMENT, Draft, save_segment, saved_segment, saved_segments
from shared.people.segments.segment import Segment
from shared.people.segments.selecting import select
from shared.people.table import put
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.exports import ListedExports
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.segments.crowd import HOLDER, SLUG, somebody

if TYPE_CHECKING:
    from datetime import datetime

    from shared.people.segments.saved import SavedSegment
    from shared.people.table import PeopleTable

SILENT = Segment(all_of=("has:email",), none_of=("did:any:last-30-days",))
APRIL, MAY, JUNE = (somebody(month, deed_days=[f"2027-0{month}-11 join"]) for month in (4, 5, 6))
A_MONTH = timedelta(days=31)
TODAY = date(2027, 5, 11)


def people_of_three_months(table: PeopleTable) -> None:
    """Have a nation know three people by an index, of whom the last acts a month after it was built."""
    table.write([put(to_item(person)) for person in (APRIL, MAY, somebody(6))])
    assert build_index(SLUG, people=table, now=NOON, draw=lambda size: "ab" * size)


def kept(table: PeopleTable) -> SavedSegment:
    """Keep the silent under a name, and read them again."""
    clock, draft = FixedClock(NOON), Draft(name="Silent", segment=SILENT, by="anne")
    made = save_segment(SLUG, draft, people=table, journal=InMemoryJournal(), clock=clock)
    return saved_segment(SLUG, made.id, people=table)


def found(saved: SavedSegment, table: PeopleTable, now: datetime) -> set[str]:
    """Return the ids of who is in a segment on a day, counted and listed alike."""
    asked = saved.segment.on(now.date())
    ids = list(people_in(asked, SLUG, people=table, now=now))
    assert select(asked, SLUG, people=table, now=now).count == len(ids)
    return set(ids)


def test_a_segment_that_is_kept_finds_other_people_a_month_later(table: PeopleTable) -> None:
    people_of_three_months(table)
    saved = kept(table)
    before = found(saved, table, NOON)

    table.write([put(to_item(JUNE))])

    assert before == {APRIL.person_id, JUNE.person_id}
    assert found(saved, table, NOON + A_MONTH) == {APRIL.person_id, MAY.person_id}
    assert saved.segment == SILENT


def test_what_is_kept_is_what_was_asked_and_no_day(table: PeopleTable) -> None:
    kept(table)

    (item,) = table.below(HOLDER, SEGMENT)
    assert item["none_of"] == {"L": [{"S": "did:any:last-30-days"}]}


def test_a_segment_that_was_kept_with_fixed_days_goes_on_finding_the_same(table: PeopleTable) -> None:
    people_of_three_months(table)
    filters = {"all_of": {"L": []}, "any_of": {"L": []}, "none_of": {"L": [{"S": "did:any:2027-05-01/.."}]}}
    told = {"name": {"S": "Quiet"}, "by": {"S": "anne"}, "at": {"S": NOON.isoformat()}, "revision": {"N": "1"}}
    table.write([put({"pk": {"S": nation_holder(SLUG)}, "sk": {"S": f"{SEGMENT}01ab"}, **told, **filters})])

    (saved,) = saved_segments(SLUG, people=table)

    assert saved.segment == Segment(none_of=("did:any:2027-05-01/..",))
    assert found(saved, table, NOON) == found(saved, table, NOON + A_MONTH) == {APRIL.person_id, JUNE.person_id}


class Room:
    """Where exports are asked for and made."""

    def __init__(self, people: PeopleTable) -> None:
        self.people, self.clock = people, FixedClock(NOON)
        self.files, self.journal = InMemoryPeopleFiles(), InMemoryJournal()

    def ask(self, segment: Segment) -> str:
        wish = ExportWish(segment=segment, day=TODAY, name="Silent", by="0123abcd", who="Anne Petit")
        asked = ask_for_export(
            SLUG, wish, people=self.people, journal=self.journal, clock=self.clock, exports=ListedExports()
        )
        return asked.id

    def rows(self, export_id: str) -> list[dict[str, str]]:
        """Make a file, and return what is in it."""
        made = make_export(SLUG, export_id, people=self.people, files=self.files, clock=self.clock)
        return list(csv.DictReader(io.StringIO(self.files.get(made.file_key).decode("utf-8-sig"))))


def test_an_export_has_whom_the_day_on_which_it_was_asked_for_had_and_says_which_days_these_were(
    table: PeopleTable,
) -> None:
    people_of_three_months(table)
    room = Room(table)
    export_id = room.ask(SILENT)
    room.clock.advance(timedelta(hours=23))

    rows = room.rows(export_id)

    days = "did:any:last-30-days=2027-04-12/2027-05-11"
    assert {row["email"] for row in rows} == {"person4@example.org", "person6@example.org"}
    assert all(row["export"].endswith(f" Anne Petit {NOON.isoformat()} {days}") for row in rows)
    ((_, _, about),) = room.journal.entries
    assert about["days"] == days
    made = read_export(SLUG, export_id, people=table, now=room.clock.now())
    assert (made.segment, made.day, made.state) == (SILENT, TODAY, ExportState.READY)


def test_an_export_of_fixed_days_says_nothing_of_last_days(table: PeopleTable) -> None:
    people_of_three_months(table)
    room = Room(table)

    rows = room.rows(room.ask(Segment(none_of=("did:any:2027-05-01/..",))))

    assert {row["export"].endswith(f" Anne Petit {NOON.isoformat()}") for row in rows} == {True}
    ((_, _, about),) = room.journal.entries
    assert "days" not in about


def test_an_export_that_waits_since_before_last_days_were_is_made(table: PeopleTable) -> None:
    people_of_three_months(table)
    room = Room(table)
    export_id = room.ask(Segment())
    (item,) = table.below(HOLDER, "EXPORT#")

    table.write([put({name: value for name, value in item.items() if name != "day"})])

    assert len(room.rows(export_id)) == 3
