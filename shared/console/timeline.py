"""A person's timeline: what they did and agreed to, what was noted about them and changed, the latest first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.actions.mergers import mergers_made
from shared.actions.timeline import read_timeline
from shared.consent.entries import entries_of, entry_from_item
from shared.people.change import ChangeKind, changes_about
from shared.people.editing import edits_made
from shared.people.full_name import full_name
from shared.people.noting import read_notes
from shared.people.person import nation_holder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from shared.actions.timeline import Activity
    from shared.consent.ledger import Entry
    from shared.people.change import Change
    from shared.people.edit import Edit
    from shared.people.merger import Merger
    from shared.people.note import Note
    from shared.people.person import Value
    from shared.people.table import PeopleTable

SHOWN = 200
"""Happenings on a profile, the latest: whoever did more is still read."""


class Kind(StrEnum):
    """What a happening is."""

    DID = "did"
    AGREED = "agreed"
    NOTED = "noted"
    EDITED = "edited"
    MERGED = "merged"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of a timeline.

    `what` is the action that was done, the state of a consent, or the id of a note, an edit, a merger or a change
    of many; `about` its petition, event or purpose, the words of a note, or the name of who was merged into the person;
    `by` a member's id. `is_over` tells that a note was seen to, or what was changed undone. `changed` has what fields
    were and became, `activity` what was said by what was done, `change` what was done to many, this person among them.
    """

    kind: Kind
    at: datetime
    what: str
    about: str = ""
    by: str = ""
    due: date | None = None
    assignee: str = ""
    is_over: bool = False
    activity: Activity | None = None
    change: Change | None = None
    changed: Mapping[str, tuple[Value | None, Value | None]] = field(default_factory=dict)


def timeline_of(slug: str, person_id: str, *, people: PeopleTable, now: datetime) -> list[Happening]:
    """Return the latest `SHOWN` happenings around a person of a nation."""
    ledger = people.below(nation_holder(slug), entries_of(person_id))
    found = [
        *map(_did, read_timeline(slug, person_id, people=people, now=now.timestamp())),
        *map(_agreed, map(entry_from_item, ledger)),
        *map(_noted, read_notes(slug, person_id, people=people)),
        *map(_edited, edits_made(slug, person_id, people=people)),
        *map(_merged, mergers_made(slug, person_id, people=people)),
        *map(_changed, changes_about(slug, person_id, people=people, now=now)),
    ]
    return sorted(found, key=lambda happening: happening.at.astimezone(UTC), reverse=True)[:SHOWN]


def _did(activity: Activity) -> Happening:
    return Happening(kind=Kind.DID, at=activity.at, what=activity.action, about=activity.target, activity=activity)


def _agreed(entry: Entry) -> Happening:
    return Happening(kind=Kind.AGREED, at=entry.at, what=entry.state.value, about=entry.purpose.value)


def _noted(note: Note) -> Happening:
    return Happening(
        kind=Kind.NOTED,
        at=note.at,
        what=note.id,
        about=note.text,
        by=note.by,
        due=note.due,
        assignee=note.assignee,
        is_over=note.done_at is not None,
    )


def _edited(edit: Edit) -> Happening:
    changed = {name: (edit.before[name], edit.after[name]) for name in edit.after}
    return Happening(
        kind=Kind.EDITED, at=edit.at, what=edit.id, by=edit.by, is_over=edit.undone_at is not None, changed=changed
    )


def _merged(merger: Merger) -> Happening:
    return Happening(
        kind=Kind.MERGED,
        at=merger.at,
        what=merger.id,
        about=full_name(merger.gone),
        by=merger.by,
        is_over=merger.undone_at is not None,
    )


def _changed(change: Change) -> Happening:
    return Happening(
        kind=Kind.CHANGED,
        at=change.at,
        what=change.id,
        by=change.by,
        assignee=change.what if change.kind is ChangeKind.ASSIGN else "",
        is_over=change.undone_at is not None,
        change=change,
    )
