"""Write notes about people, follow them up when they are due, and look at both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError, NotFound
from shared.people.again import until_undisturbed
from shared.people.item import PERSON_PREFIX
from shared.people.note import DUE, Note, note_from_item, note_to_item, notes_of
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.roll import person_of
from shared.people.table import Deed, Step, Wanted, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.table import PeopleTable

TEXT_CHARACTERS = 4000
ID_BYTES = 4
NOTED, FOLLOWED_UP = "noted-about-person", "followed-up"


class NoteUnknown(NotFound):
    """Nobody wrote such a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is to be noted, by which member; with a day on which it is `due`, and the member who then sees to it."""

    text: str
    by: str
    due: date | None = None
    assignee: str = ""


def write_note(
    slug: str,
    person_id: str,
    wording: Wording,
    *,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
    draw: Callable[[int], str] = token_hex,
) -> Note:
    """Keep a note about a person as long as the person; the log tells it first, without its words.

    Raises PersonUnknown, and InputError for a text that is blank or longer than `TEXT_CHARACTERS`.
    """
    now = clock.now()
    person = person_of(slug, person_id, people=people, now=now.timestamp())
    expires_at = person.values.get(EXPIRES_AT)
    note = Note(
        id=draw(ID_BYTES),
        slug=slug,
        person_id=person_id,
        text=_checked(wording.text),
        by=wording.by,
        at=now,
        due=wording.due,
        assignee=wording.assignee,
        expires_at=expires_at if isinstance(expires_at, int) else None,
    )
    journal.record(slug, NOTED, {"person": person_id, "note": note.id})
    until_undisturbed(partial(people.write, _steps(note)))
    return note


def finish_note(
    slug: str, person_id: str, note_id: str, *, people: PeopleTable, journal: Journal, clock: Clock
) -> Note:
    """Write down that a note was followed up; raises NoteUnknown, and Conflict for one that is not to be, or was."""
    note = next((each for each in read_notes(slug, person_id, people=people) if each.id == note_id), None)
    if note is None:
        raise NoteUnknown(f"nation {slug} has no note {note_id} about this person")
    if note.due_key is None or note.done_at:
        raise Conflict(f"note {note_id} waits for nothing")
    done = replace(note, done_at=clock.now())
    journal.record(slug, FOLLOWED_UP, {"person": person_id, "note": note_id})
    people.write([put(note_to_item(done, done.key), note.revision), Step(deed=Deed.DELETE, key=note.due_key)])
    return done


def read_notes(slug: str, person_id: str, *, people: PeopleTable) -> list[Note]:
    """Return all notes about a person, the oldest first."""
    return [note_from_item(item) for item in people.below(nation_holder(slug), notes_of(person_id))]


def due_notes(slug: str, *, until: date, people: PeopleTable) -> Iterator[Note]:
    """Yield what is to be followed up until that day, that day included, the most pressing first."""
    waiting = (note_from_item(item) for item in people.below(nation_holder(slug), DUE))
    return takewhile(lambda note: note.due is not None and note.due <= until, waiting)


def _steps(note: Note) -> list[Step]:
    """Return what writes a note, unless the person is gone meanwhile."""
    person_key = nation_holder(note.slug), PERSON_PREFIX + note.person_id
    kept = (put(note_to_item(note, key), Wanted.ABSENT) for key in (note.key, note.due_key) if key)
    return [Step(deed=Deed.CHECK, key=person_key, wanted=Wanted.PRESENT), *kept]


def _checked(text: str) -> str:
    text = text.strip()
    if not 0 < len(text) <= TEXT_CHARACTERS:
        reason, remedy = "it is blank or too long", f"Write 1 to {TEXT_CHARACTERS} signs"
        raise InputError([Fault(place="note", reason=reason, remedy=remedy)])
    return text
