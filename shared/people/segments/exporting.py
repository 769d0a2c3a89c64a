"""Ask for an export, make its file, and hand it out: each told to the nation's log."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from secrets import token_hex
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import TransientError
from shared.people.roll import people_of
from shared.people.segments.building import build_index
from shared.people.segments.export import Export, ExportState, ExportUnknown, export_to_item, read_export
from shared.people.segments.export_rows import export_rows
from shared.people.segments.index import read_head
from shared.people.segments.listing import people_in
from shared.people.segments.segment import matches
from shared.people.table import MOST_KEYS, StepRefused, Wanted, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.person import Person
    from shared.people.ports import PeopleFiles
    from shared.people.segments.segment import Segment
    from shared.people.table import PeopleTable

ID_BYTES, MARK_BYTES = 12, 4
ASKED, TAKEN = "exported-people", "took-export"
CSV = "text/csv; charset=utf-8"


class Exports(Protocol):
    """Where the making of exports is asked for; each order is carried out at least once."""

    def ask(self, slug: str, export_id: str) -> None:
        """Have an export's file made; raises TransientError if the order was not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """Whose people are wanted: those of a segment, by what it is called, for the member `by`, who is called `who`.

    `day` is today by the network's clock, on which the segment's last days end. A `reason` is what for, in words that
    the nation reads in its log.
    """

    segment: Segment
    day: date
    name: str
    by: str
    who: str
    reason: str = ""


def ask_for_export(
    slug: str,
    wish: ExportWish,
    *,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
    exports: Exports,
    draw: Callable[[int], str] = token_hex,
) -> Export:
    """Have the people of a segment exported; the log tells it before anything happens, and which its last days are.

    Whether whoever asks may, and showed a second factor, is for the door to know.
    """
    made = Export(
        id=draw(ID_BYTES),
        slug=slug,
        segment=wish.segment,
        day=wish.day,
        name=wish.name,
        by=wish.by,
        who=wish.who,
        at=clock.now(),
        mark=draw(MARK_BYTES),
    )
    told = {"export": made.id, "mark": made.mark, "days": made.days, "reason": wish.reason}
    journal.record(slug, ASKED, {name: value for name, value in told.items() if value})
    people.write([put(export_to_item(made), Wanted.ABSENT)])
    try:
        exports.ask(slug, made.id)
    except TransientError:
        _give_up(made, people)
        raise
    return made


def carry_out(
    slug: str,
    export_id: str,
    *,
    is_last: bool,
    people: PeopleTable,
    files: PeopleFiles,
    clock: Clock,
    draw: Callable[[int], str] = token_hex,
) -> Export:
    """Make the file of an export as `make_export` does; where the last try fails, whoever waits is told.

    A worker that is killed tells nobody: see `Export.state_at`. Raises what `make_export` raises.
    """
    try:
        return make_export(slug, export_id, people=people, files=files, clock=clock, draw=draw)
    except ExportUnknown:
        raise
    except Exception:
        if is_last:
            _give_up(read_export(slug, export_id, people=people, now=clock.now()), people)
        raise


def make_export(
    slug: str,
    export_id: str,
    *,
    people: PeopleTable,
    files: PeopleFiles,
    clock: Clock,
    draw: Callable[[int], str] = token_hex,
) -> Export:
    """Write the file of an export, in constant memory but for the ids; one that is made stays as it is.

    Everybody is looked at as they are then: whoever is no longer in the segment is not in the file. An index that
    is missing is built first. Killed anywhere it is done again from the start. Raises ExportUnknown, TransientError.
    """
    export, now = read_export(slug, export_id, people=people, now=clock.now()), clock.now()
    if export.state is ExportState.READY:
        return export
    if read_head(slug, people=people) is None:
        build_index(slug, people=people, now=now, draw=draw)
    count = _Count(_members(export, people, now))
    for _ in files.store_passing(export.file_key, export_rows(export, count), content_type=CSV):
        pass
    ready = replace(export, state=ExportState.READY, people=count.people)
    try:
        people.write([put(export_to_item(ready), export.revision)])
    except StepRefused:
        return read_export(slug, export_id, people=people, now=now)
    return ready


def _give_up(export: Export, people: PeopleTable) -> None:
    """Write down that an export waits for nobody any longer, unless somebody else wrote down more by now."""
    if export.state is not ExportState.WAITING:
        return
    with suppress(StepRefused):
        people.write([put(export_to_item(replace(export, state=ExportState.FAILED)), export.revision)])


class _Count:
    """Counts people on their way."""

    def __init__(self, members: Iterator[Person]) -> None:
        self.people, self._members = 0, members

    def __iter__(self) -> Iterator[Person]:
        for person in self._members:
            self.people += 1
            yield person


def _members(export: Export, people: PeopleTable, now: datetime) -> Iterator[Person]:
    whom = export.whom
    ids = people_in(whom, export.slug, people=people, now=now)
    while portion := list(islice(ids, MOST_KEYS)):
        for person in people_of(export.slug, portion, people=people, now=now.timestamp()):
            if matches(whom, person):
                yield person
