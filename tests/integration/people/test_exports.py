"""Exports: asked for, made behind the queue, watermarked, harmless to a spreadsheet, gone after a day."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from functions.export_people import handler
from shared.kernel.aws import client
from shared.kernel.errors import NotFound, TransientError
from shared.people.consent import Consent
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.item import PERSON_PREFIX, to_item
from shared.people.memory import InMemoryPeopleFiles
from shared.people.segments.export import LOST, Export, ExportState, ExportUnknown, exports_of, read_export
from shared.people.segments.export_rows import HEADER
from shared.people.segments.exporting import ExportWish, ask_for_export, carry_out, make_export
from shared.people.segments.queue import SqsExports
from shared.people.segments.segment import Segment
from shared.people.segments.settings import ExportPeopleSettings
from shared.people.table import Deed, Step, put
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.context import A_CONTEXT
from tests.fakes.exports import ListedExports
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.segments.crowd import HOLDER, SLUG, somebody

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.people.ports import PeopleFiles
    from shared.people.table import PeopleTable

CYCLISTS = ExportWish(
    segment=Segment(all_of=("tag:velo",)), day=NOON.date(), name="Cyclists", by="0123abcd", who="Anne Petit"
)


class Room:
    """Where exports are asked for and made."""

    def __init__(self, people: PeopleTable, files: PeopleFiles | None = None) -> None:
        self.people, self.files = people, files or InMemoryPeopleFiles()
        self.journal, self.exports, self.clock = InMemoryJournal(), ListedExports(), FixedClock(NOON)
        self.ports: Any = {"people": people, "clock": self.clock}

    def ask(self, wish: ExportWish = CYCLISTS) -> Export:
        return ask_for_export(SLUG, wish, journal=self.journal, exports=self.exports, **self.ports)

    def make(self, export: Export) -> Export:
        return make_export(SLUG, export.id, files=self.files, **self.ports)

    def rows(self, export: Export) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files.get(export.file_key).decode("utf-8-sig"))))


def fill(table: PeopleTable, numbers: Sequence[int] = range(250)) -> None:
    """Have a table hold somebody for each number; by the dozen, for DynamoDB in memory copies itself at each write."""
    for start in range(0, len(numbers), 40):
        some = (somebody(number, tags=["velo"] if number % 2 else []) for number in numbers[start : start + 40])
        table.write([put(to_item(person)) for person in some])


def test_the_people_of_a_segment_are_in_the_file(table: PeopleTable) -> None:
    fill(table)
    room = Room(table)

    made = room.make(room.ask())

    rows = room.rows(made)
    assert (made.state, made.people, len(rows)) == (ExportState.READY, 125, 125)
    assert {row["email"] for row in rows} == {f"person{number}@example.org" for number in range(1, 250, 2)}
    assert [export.id for export in exports_of(SLUG, people=table, now=NOON)] == [made.id]


def test_who_when_and_a_mark_are_in_the_log_the_name_and_each_row(table: PeopleTable) -> None:
    fill(table, range(4))
    room = Room(table)

    made = room.make(room.ask())

    assert {row["export"] for row in room.rows(made)} == {f"{made.mark} Anne Petit {NOON.isoformat()}"}
    assert made.mark in made.file_name
    assert room.journal.entries == [(SLUG, "exported-people", {"export": made.id, "mark": made.mark})]
    assert room.exports.asked == [(SLUG, made.id)]


def test_what_is_not_told_to_the_log_is_not_exported(table: PeopleTable) -> None:
    room = Room(table)
    room.journal.failure = TransientError("the log is throttled")

    with pytest.raises(TransientError):
        room.ask()

    assert exports_of(SLUG, people=table, now=NOON) == []
    assert room.exports.asked == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_run_by_a_spreadsheet(table: PeopleTable, start: str) -> None:
    evil = f'{start}HYPERLINK("http://evil.example")'
    values = {"given_name": evil, "tags": ["velo", evil], "custom.note": evil, "phone": "+33612345678"}
    table.write([put(to_item(somebody(1, **values)))])
    room = Room(table)

    (row,) = room.rows(room.make(room.ask()))

    assert row["given_name"].startswith(f"'{start}")
    assert row["phone"] == "'+33612345678"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_a_row_says_all_that_is_known(table: PeopleTable) -> None:
    known = {"volunteer": True, "support_level": 2, "deeds": ["join"], "custom.comité": "Odéon", "tags": ["velo", "é"]}
    consents = {"email": Consent(given=True, by="column x"), "phone": Consent(given=False, by="column x")}
    table.write([put(to_item(somebody(1, **known, consents=consents)))])
    room = Room(table)

    (row,) = room.rows(room.make(room.ask()))

    assert tuple(row) == HEADER
    told = {"volunteer": "yes", "support_level": "2", "deeds": "join", "custom": "comité: Odéon", "tags": "velo, é"}
    assert told.items() <= row.items()
    consented = [row[name] for name in ("mailable", "consent_email", "consent_mobile", "consent_phone")]
    assert consented == ["yes", "yes", "", "no"]


def test_who_is_gone_or_left_the_segment_meanwhile_is_not_in_it(table: PeopleTable) -> None:
    fill(table, range(8))
    room = Room(table)
    export = room.ask()

    table.write([put(to_item(somebody(1)))])
    table.write([Step(deed=Deed.DELETE, key=(HOLDER, PERSON_PREFIX + somebody(3).person_id))])

    assert {row["email"] for row in room.rows(room.make(export))} == {"person5@example.org", "person7@example.org"}


def test_made_twice_it_stays_as_it_is(table: PeopleTable) -> None:
    fill(table, range(4))
    room = Room(table)
    export = room.ask()
    made = room.make(export)
    fill(table, [9])

    assert room.make(export) == made
    assert len(room.rows(made)) == 2


def test_after_a_day_there_is_no_export(table: PeopleTable) -> None:
    room = Room(table)
    made = room.make(room.ask())
    later = NOON + timedelta(days=1)

    with pytest.raises(ExportUnknown):
        read_export(SLUG, made.id, people=table, now=later)
    assert exports_of(SLUG, people=table, now=later) == []


@pytest.fixture
def queue(dynamodb: Any, s3: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """The queue of exports, and the function behind it."""
    for name, value in ExportPeopleSettings(people_table="people", intake_bucket="intake", tries=3).to_env().items():
        monkeypatch.setenv(name, value)
    handler.maker.cache_clear()
    return str(client("sqs").create_queue(QueueName="exports")["QueueUrl"])


def a_record(body: str, times: int = 1) -> dict[str, Any]:
    """Return a message as the function gets it, given so many times."""
    attributes = {"ApproximateReceiveCount": str(times)}
    return {"messageId": "1", "body": body, "eventSource": "aws:sqs", "attributes": attributes}


@pytest.mark.parametrize(("times", "state"), [(2, ExportState.WAITING), (3, ExportState.FAILED)])
def test_the_function_knows_its_last_try(
    dynamodb: Any, queue: str, monkeypatch: pytest.MonkeyPatch, times: int, state: ExportState
) -> None:
    monkeypatch.setattr(handler, "SystemClock", lambda: FixedClock(NOON))
    monkeypatch.setattr("shared.people.segments.exporting.people_of", _killed)
    room = Room(DynamoPeopleTable(dynamodb, "people"))
    fill(room.people, range(4))
    export = room.ask()

    answer = handler.lambda_handler({"Records": [a_record(f"{SLUG}/{export.id}", times)]}, A_CONTEXT)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert read_export(SLUG, export.id, people=room.people, now=NOON).state is state


def test_the_function_makes_what_the_queue_asks_for(
    dynamodb: Any,
    s3_files: PeopleFiles,
    queue: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(handler, "SystemClock", lambda: FixedClock(NOON))
    table = DynamoPeopleTable(dynamodb, "people")
    fill(table, range(4))
    room = Room(table, s3_files)
    export = room.ask()
    SqsExports(client("sqs"), queue).ask(SLUG, export.id)

    (message,) = client("sqs").receive_message(QueueUrl=queue)["Messages"]
    records = [a_record(message["Body"])]
    answer = handler.lambda_handler({"Records": records}, A_CONTEXT)

    assert answer == {"batchItemFailures": []}
    assert len(room.rows(export)) == 2
    assert "person1@" not in capsys.readouterr().out


def test_an_order_for_nothing_fails_alone(queue: str) -> None:
    records = [a_record(f"{SLUG}/nothing")]

    assert handler.lambda_handler({"Records": records}, A_CONTEXT)["batchItemFailures"] == [{"itemIdentifier": "1"}]


def test_an_export_that_is_killed_leaves_no_file(table: PeopleTable) -> None:
    fill(table, range(4))
    room = Room(table)
    export = room.ask()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shared.people.segments.exporting.people_of", _killed)
        with pytest.raises(TransientError):
            room.make(export)

    with pytest.raises(NotFound):
        room.rows(export)
    assert room.make(export).people == 2


def carried_out(room: Room, export: Export, *, is_last: bool) -> Export:
    """Carry an order out by a worker whom the table does not answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shared.people.segments.exporting.people_of", _killed)
        with pytest.raises(TransientError):
            carry_out(SLUG, export.id, is_last=is_last, files=room.files, **room.ports)
    return read_export(SLUG, export.id, people=room.people, now=NOON)


def test_whoever_waits_is_told_when_the_last_try_has_failed_and_not_before(table: PeopleTable) -> None:
    fill(table, range(4))
    room = Room(table)
    export = room.ask()

    assert carried_out(room, export, is_last=False).state is ExportState.WAITING
    assert carried_out(room, export, is_last=True).state is ExportState.FAILED


def test_an_order_that_is_sent_back_makes_what_had_failed(table: PeopleTable) -> None:
    fill(table, range(4))
    room = Room(table)
    export = room.ask()
    carried_out(room, export, is_last=True)

    assert room.make(export).state is ExportState.READY
    assert carry_out(SLUG, export.id, is_last=True, files=room.files, **room.ports).people == 2


def test_a_late_failure_takes_nothing_back_from_a_file_that_is_there(table: PeopleTable) -> None:
    fill(table, range(4))
    room = Room(table)
    export = room.ask()

    def overtaken(*_: Any, **__: Any) -> Any:
        patch.undo()
        room.make(export)
        raise TransientError("the people table is throttled")

    patch = pytest.MonkeyPatch()
    patch.setattr("shared.people.segments.exporting.people_of", overtaken)
    with pytest.raises(TransientError):
        carry_out(SLUG, export.id, is_last=True, files=room.files, **room.ports)

    assert read_export(SLUG, export.id, people=table, now=NOON).state is ExportState.READY


def test_an_export_that_was_never_ordered_does_not_wait(table: PeopleTable) -> None:
    room = Room(table)
    room.exports.failure = TransientError("the queue took no order")

    with pytest.raises(TransientError):
        room.ask()

    assert [export.state for export in exports_of(SLUG, people=table, now=NOON)] == [ExportState.FAILED]


def test_an_export_of_which_nobody_tells_anything_for_an_hour_has_failed(table: PeopleTable) -> None:
    room = Room(table)
    export = room.ask()

    assert export.state_at(NOON + LOST - timedelta(seconds=1)) is ExportState.WAITING
    assert export.state_at(NOON + LOST) is ExportState.FAILED
    assert room.make(export).state_at(NOON + LOST) is ExportState.READY


def _killed(*_: Any, **__: Any) -> Any:
    raise TransientError("the people table is throttled")
