"""Notes about people and what is to be followed up, in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.actions.belongings import belongings_of
from shared.kernel.errors import Conflict, InputError, TransientError
from shared.people.item import to_item
from shared.people.note import DUE
from shared.people.noting import (
    CORRECTED,
    DELETED,
    FOLLOWED_UP,
    NOTED,
    REOPENED,
    TEXT_CHARACTERS,
    NoteUnknown,
    NotTheirs,
    Wording,
    correct_note,
    count_due,
    delete_note,
    due_notes,
    finish_note,
    read_notes,
    reopen_note,
    write_note,
)
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.roll import PersonUnknown
from shared.people.table import item_key, put
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from shared.people.note import Note
    from shared.people.table import PeopleTable

SLUG = "paris-6"
SOON = int((NOON + timedelta(days=7)).timestamp())
MARIE = a_person()
PAUL = a_person(email="paul@example.org", expires_at=SOON)
TODAY, TOMORROW = date(2027, 5, 1), date(2027, 5, 2)
SAID = "Prefers to be phoned.\nKnows the baker."


@dataclass(kw_only=True)
class Office:
    """A nation's office with Marie and Paul among its people."""

    people: PeopleTable
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def note(self, text: str = SAID, *, about: str = MARIE.person_id, due: date | None = None) -> Note:
        self.clock.advance(timedelta(seconds=1))
        wording = Wording(text=text, by="member", due=due, assignee="other")
        return write_note(SLUG, about, wording, people=self.people, journal=self.journal, clock=self.clock)

    def finish(self, note_id: str) -> Note:
        return finish_note(SLUG, MARIE.person_id, note_id, people=self.people, journal=self.journal, clock=self.clock)

    def due(self, until: date, *, after: str = "") -> list[Note]:
        return list(due_notes(SLUG, until=until, people=self.people, after=after))

    def reopen(self, note_id: str) -> Note:
        return reopen_note(SLUG, MARIE.person_id, note_id, people=self.people, journal=self.journal)

    def correct(self, note_id: str, text: str, *, due: date | None = None, by: str = "member") -> Note:
        wording = Wording(text=text, by=by, due=due)
        ports: dict[str, Any] = {"people": self.people, "journal": self.journal, "clock": self.clock}
        return correct_note(SLUG, MARIE.person_id, note_id, wording, **ports)

    def delete(self, note_id: str, *, by: str = "member") -> None:
        delete_note(SLUG, MARIE.person_id, note_id, by=by, people=self.people, journal=self.journal)

    @property
    def deeds(self) -> list[str]:
        return [what for _, what, _ in self.journal.entries]


@pytest.fixture
def office(table: PeopleTable) -> Office:
    table.write([put(to_item(MARIE)), put(to_item(PAUL))])
    return Office(people=table)


def test_notes_are_read_as_they_were_written_the_oldest_first(office: Office) -> None:
    written = [office.note(), office.note("Second."), office.note("Third.", due=TODAY)]
    office.note("Not about her.", about=PAUL.person_id)

    assert read_notes(SLUG, MARIE.person_id, people=office.people) == written
    assert written[0].text == SAID


def test_what_is_due_comes_most_pressing_first_up_to_the_day(office: Office) -> None:
    later = office.note("Later.", due=TOMORROW)
    sooner = office.note("Sooner.", due=TODAY)
    office.note("Whenever.")

    assert office.due(TODAY) == [sooner]
    assert office.due(TOMORROW) == [sooner, later]


def test_what_was_followed_up_waits_no_longer_and_is_still_read(office: Office) -> None:
    note = office.note(due=TODAY)

    done = office.finish(note.id)

    assert done.done_at == office.clock.now()
    assert office.due(TODAY) == []
    assert read_notes(SLUG, MARIE.person_id, people=office.people) == [done]
    with pytest.raises(Conflict, match="waits for nothing"):
        office.finish(note.id)


def test_what_is_due_goes_on_behind_any_note_whether_or_not_it_still_waits(office: Office) -> None:
    first, second, third = (office.note(f"{number}.", due=TODAY) for number in range(3))

    assert office.due(TODAY, after=first.place) == [second, third]
    office.finish(second.id)
    assert office.due(TODAY, after=second.place) == [third]
    assert office.due(TODAY, after=third.place) == []


def test_what_was_called_done_waits_again(office: Office) -> None:
    note = office.note(due=TODAY)
    office.finish(note.id)

    again = office.reopen(note.id)

    assert (again.done_at, again.text) == (None, note.text)
    assert office.due(TODAY) == [again]
    with pytest.raises(Conflict, match="was not followed up"):
        office.reopen(note.id)
    assert office.finish(note.id).done_at
    assert office.deeds == [NOTED, FOLLOWED_UP, REOPENED, FOLLOWED_UP]


def test_who_wrote_a_note_gives_it_other_words_and_another_day(office: Office) -> None:
    note = office.note(due=TODAY)

    corrected = office.correct(note.id, "Prefers to be written to.", due=TOMORROW)

    assert read_notes(SLUG, MARIE.person_id, people=office.people) == [corrected]
    assert (corrected.text, corrected.corrected_at, corrected.at) == (
        "Prefers to be written to.",
        office.clock.now(),
        note.at,
    )
    assert office.due(TODAY) == []
    assert office.due(TOMORROW) == [corrected]


def test_a_note_that_was_seen_to_stays_so_until_it_gets_another_day(office: Office) -> None:
    note = office.note(due=TODAY)
    office.finish(note.id)

    assert office.correct(note.id, "Other words.", due=TODAY).done_at
    assert office.due(TODAY) == []
    office.correct(note.id, "Other words.", due=TOMORROW)
    assert [each.id for each in office.due(TOMORROW)] == [note.id]


def test_a_note_that_is_deleted_is_read_nowhere(office: Office) -> None:
    note = office.note(due=TODAY)

    office.delete(note.id)

    assert read_notes(SLUG, MARIE.person_id, people=office.people) == []
    assert office.due(TOMORROW) == []
    assert office.deeds == [NOTED, DELETED]
    with pytest.raises(NoteUnknown):
        office.delete(note.id)


def test_nobody_changes_the_words_of_another(office: Office) -> None:
    note = office.note(due=TODAY)

    with pytest.raises(NotTheirs):
        office.correct(note.id, "Mine.", by="other")
    with pytest.raises(NotTheirs):
        office.delete(note.id, by="other")

    assert read_notes(SLUG, MARIE.person_id, people=office.people) == [note]
    assert CORRECTED not in office.deeds


def test_what_is_due_is_counted_for_whoever_is_to_see_to_it(office: Office) -> None:
    office.note(due=TODAY)
    office.note(due=TOMORROW)
    office.correct(office.note(due=TODAY).id, "Mine.", due=TODAY)

    counts = [count_due(SLUG, who, until=TODAY, people=office.people) for who in ("other", "member", "nobody")]
    assert counts == [1, 1, 0]


def test_a_note_without_a_day_waits_for_nothing(office: Office) -> None:
    note = office.note()

    with pytest.raises(Conflict, match="waits for nothing"):
        office.finish(note.id)


def test_a_note_that_nobody_wrote_is_not_followed_up(office: Office) -> None:
    with pytest.raises(NoteUnknown, match="no note x"):
        office.finish("x")


def test_nothing_is_noted_about_a_stranger(office: Office) -> None:
    with pytest.raises(PersonUnknown):
        office.note(about="0" * 32)

    assert office.journal.entries == []


@pytest.mark.parametrize("text", ["", " \n ", "x" * (TEXT_CHARACTERS + 1)])
def test_a_note_says_something_and_not_too_much(office: Office, text: str) -> None:
    with pytest.raises(InputError, match="blank or too long"):
        office.note(text)


def test_the_log_tells_of_notes_but_not_their_words(office: Office) -> None:
    note = office.note(due=TODAY)
    office.finish(note.id)

    about = {"person": MARIE.person_id, "note": note.id}
    assert office.journal.entries == [(SLUG, NOTED, about), (SLUG, FOLLOWED_UP, about)]


def test_what_cannot_be_logged_is_not_noted(office: Office) -> None:
    office.journal.failure = TransientError("the log is out of reach")

    with pytest.raises(TransientError):
        office.note()

    assert read_notes(SLUG, MARIE.person_id, people=office.people) == []


def test_an_erasure_takes_the_notes_along(office: Office) -> None:
    done = office.note(due=TODAY)
    office.finish(done.id)
    office.note(due=TOMORROW)

    holder = nation_holder(SLUG)
    kept = {item_key(item) for prefix in ("NOTE#", DUE) for item in office.people.below(holder, prefix)}
    # One that was followed up; the other, which is found by its day as well.
    assert len(kept) == 3
    assert set(belongings_of(MARIE, people=office.people)) == kept


def test_notes_about_somebody_who_may_go_go_with_them(office: Office) -> None:
    note = office.note(about=PAUL.person_id, due=TODAY)

    assert note.expires_at == SOON
    found = belongings_of(PAUL, people=office.people)
    assert {item[EXPIRES_AT]["N"] for item in found.values()} == {str(SOON)}
    assert len(found) == 2
