"""Write notes about people, correct them, follow them up when they are due, and look at both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, takewhile
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError, NotFound
from shared.people.again import until_undisturbed
from shared.people.item import PERSON_PREFIX
from shared.people.note import DUE, Note, note_from_item, note_to_item, notes_of
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.roll import person_of
from shared.people.table import Deed, Step, StepRefused, Wanted, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.table import PeopleTable

TEXT_CHARACTERS = 4000
ID_BYTES = 4

COUNTED = 1000
"""Follow-ups that are counted at most: whoever has more of them knows."""

NOTED, FOLLOWED_UP, REOPENED = "noted-about-person", "followed-up", "reopened-follow-up"
CORRECTED, DELETED = "corrected-note", "deleted-note"


class NoteUnknown(NotFound):
    """Nobody wrote such a note."""


class NotTheirs(Conflict):
    """Somebody else wrote the note: nobody changes another's words."""


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
    note = read_note(slug, person_id, note_id, people=people)
    if note.due_key is None or note.done_at:
        raise Conflict(f"note {note_id} waits for nothing")
    return _rewrite(note, replace(note, done_at=clock.now()), FOLLOWED_UP, people=people, journal=journal)


def reopen_note(slug: str, person_id: str, note_id: str, *, people: PeopleTable, journal: Journal) -> Note:
    """Have a note wait again that was followed up; raises NoteUnknown, and Conflict for one that was not."""
    note = read_note(slug, person_id, note_id, people=people)
    if note.done_at is None:
        raise Conflict(f"note {note_id} was not followed up")
    return _rewrite(note, replace(note, done_at=None), REOPENED, people=people, journal=journal)


def correct_note(
    slug: str, person_id: str, note_id: str, wording: Wording, *, people: PeopleTable, journal: Journal, clock: Clock
) -> Note:
    """Give a note other words, another day, another member to see to it; `by` is who wrote it.

    The log tells it first, without the words. Raises NoteUnknown, NotTheirs, Conflict if it was changed meanwhile, and
    InputError as `write_note` does.
    """
    note, text = read_note(slug, person_id, note_id, people=people), _checked(wording.text)
    _see_whose(note, wording.by)
    corrected = replace(
        note,
        text=text,
        due=wording.due,
        assignee=wording.assignee,
        corrected_at=clock.now(),
        done_at=_still(note, wording),
    )
    return _rewrite(note, corrected, CORRECTED, people=people, journal=journal)


def delete_note(slug: str, person_id: str, note_id: str, *, by: str, people: PeopleTable, journal: Journal) -> None:
    """Keep a note no longer, which its author alone does; the log tells it first. Raises NoteUnknown, NotTheirs,
    and Conflict if it was changed meanwhile.
    """
    note = read_note(slug, person_id, note_id, people=people)
    _see_whose(note, by)
    journal.record(slug, DELETED, {"person": person_id, "note": note_id})
    waiting = [Step(deed=Deed.DELETE, key=note.due_key)] if note.due_key else []
    _write([Step(deed=Deed.DELETE, key=note.key, wanted=note.revision), *waiting], note, people)


def read_note(slug: str, person_id: str, note_id: str, *, people: PeopleTable) -> Note:
    """Return a note about a person; raises NoteUnknown."""
    for note in read_notes(slug, person_id, people=people):
        if note.id == note_id:
            return note
    raise NoteUnknown(f"nation {slug} has no note {note_id} about this person")


def read_notes(slug: str, person_id: str, *, people: PeopleTable) -> list[Note]:
    """Return all notes about a person, the oldest first."""
    return [note_from_item(item) for item in people.below(nation_holder(slug), notes_of(person_id))]


def due_notes(slug: str, *, until: date, people: PeopleTable, after: str = "") -> Iterator[Note]:
    """Yield what is to be followed up until that day, that day included, the most pressing first.

    `after` is the `place` of the note behind which to begin.
    """
    behind = DUE + after if after else ""
    waiting = (note_from_item(item) for item in people.below(nation_holder(slug), DUE, after=behind))
    return takewhile(lambda note: note.due is not None and note.due <= until, waiting)


def count_due(slug: str, member: str, *, until: date, people: PeopleTable) -> int:
    """Return how much a member is to see to until that day, `COUNTED` at most."""
    mine = (note for note in due_notes(slug, until=until, people=people) if note.waits_for(member))
    return sum(1 for _ in islice(mine, COUNTED))


def _rewrite(before: Note, after: Note, what: str, *, people: PeopleTable, journal: Journal) -> Note:
    """Write a note anew in both its places; the log tells what is done first."""
    journal.record(after.slug, what, {"person": after.person_id, "note": after.id})
    written = replace(after, revision=before.revision + 1)
    waits = written.due_key if written.done_at is None else None
    steps = [put(note_to_item(written, written.key), before.revision)]
    if before.due_key and before.due_key != waits:
        steps.append(Step(deed=Deed.DELETE, key=before.due_key))
    if waits:
        steps.append(put(note_to_item(written, waits)))
    _write(steps, before, people)
    return written


def _write(steps: Sequence[Step], note: Note, people: PeopleTable) -> None:
    try:
        people.write(steps)
    except StepRefused:
        raise Conflict(f"note {note.id} was changed meanwhile: look at it again") from None


def _see_whose(note: Note, by: str) -> None:
    if note.by != by:
        raise NotTheirs(f"note {note.id} is somebody else's: only who wrote it changes it")


def _still(note: Note, wording: Wording) -> datetime | None:
    """Return when a note was seen to: one that gets another day is to be seen to again."""
    return note.done_at if wording.due == note.due else None


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
