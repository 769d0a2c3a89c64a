"""What a team writes down about somebody, and when they are to be followed up.

    NOTE#<person id>#<at>#<note id>          {text, by, due?, assignee?, done_at?, corrected_at?, revision,
                                             expires_at?}
    DUE#<due>#<person id>#<at>#<note id>     while it is to be done: the same note, found by its day (ISO 8601)

Both have `pk` NATION#<slug>, and the person's own `expires_at`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from shared.kernel.items import from_wire, to_wire
from shared.people.person import EXPIRES_AT, nation_holder

if TYPE_CHECKING:
    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey

DUE = "DUE#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note about one person; with `due` it is to be followed up, by the member `assignee` if there is one.

    `by` and `assignee` are ids of members; `expires_at` is in epoch seconds, `revision` counts writes.
    """

    id: str
    slug: str
    person_id: str
    text: str
    by: str
    at: datetime
    due: date | None = None
    assignee: str = ""
    done_at: datetime | None = None
    corrected_at: datetime | None = None
    expires_at: int | None = None
    revision: int = 1

    @property
    def key(self) -> ItemKey:
        """Where it is kept."""
        return nation_holder(self.slug), f"{notes_of(self.person_id)}{self._end}"

    @property
    def due_key(self) -> ItemKey | None:
        """Where it is found by its day; None for one that has none."""
        if self.due is None:
            return None
        return nation_holder(self.slug), f"{DUE}{self.due.isoformat()}#{self.person_id}#{self._end}"

    def waits_for(self, member: str) -> bool:
        """Tell whether it is a member's to see to: theirs who is named, or else theirs who wrote it."""
        return member == (self.assignee or self.by)

    @property
    def place(self) -> str:
        """Where it stands among what is due: `due_notes` continues behind it."""
        return self.due_key[1].removeprefix(DUE) if self.due_key else ""

    @property
    def _end(self) -> str:
        return f"{self.at.astimezone(UTC).isoformat(timespec='microseconds')}#{self.id}"


def notes_of(person_id: str) -> str:
    """Return how the keys of all notes about a person begin."""
    return f"NOTE#{person_id}#"


def note_to_item(note: Note, key: ItemKey) -> WireItem:
    """Return the item of a note under one of its keys."""
    told = {"text": note.text, "by": note.by, "assignee": note.assignee or None, "revision": note.revision}
    dates = {
        "due": note.due.isoformat() if note.due else None,
        "done_at": _spelled(note.done_at),
        "corrected_at": _spelled(note.corrected_at),
    }
    names = {"note_id": note.id, "person_id": note.person_id, "at": _spelled(note.at)}
    return to_wire({"pk": key[0], "sk": key[1], **names, **told, **dates, EXPIRES_AT: note.expires_at})


def note_from_item(item: WireItem) -> Note:
    """Return the note of an item."""
    told = from_wire(item)
    return Note(
        id=told["note_id"],
        slug=told["pk"].removeprefix(nation_holder("")),
        person_id=told["person_id"],
        text=told["text"],
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
        due=date.fromisoformat(told["due"]) if "due" in told else None,
        assignee=told.get("assignee", ""),
        done_at=datetime.fromisoformat(told["done_at"]) if "done_at" in told else None,
        corrected_at=datetime.fromisoformat(told["corrected_at"]) if "corrected_at" in told else None,
        revision=told["revision"],
        expires_at=told.get(EXPIRES_AT),
    )


def _spelled(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
