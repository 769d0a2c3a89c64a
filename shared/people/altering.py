"""What a change of many people makes of one of them, and what taking it back does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from shared.people.change import ChangeKind
from shared.people.editable import ASSIGNEE
from shared.people.fields import Field
from shared.people.person import CHANGE_IDS

if TYPE_CHECKING:
    from shared.people.change import Change
    from shared.people.person import Person, Value

MOST_BORNE = 20
"""Changes whose ids somebody bears, the latest: 500 bytes, and one reading for the profile."""


def altered(change: Change, person: Person) -> Person | None:
    """Return what the change makes of somebody, with their next revision; None for whom it has so already.

    They bear its id from then on, by which their profile tells of it.
    """
    made = _made(change, person)
    if made is None:
        return None
    borne = made.values.get(CHANGE_IDS)
    latest = sorted({*(borne if isinstance(borne, list) else ()), change.id})[-MOST_BORNE:]
    return replace(made, values={**made.values, CHANGE_IDS: latest})


def replaced(change: Change, person: Person) -> str:
    """Return what the change would replace of somebody, or nothing.

    That is the member who looks after them; and the new name of a tag, where they have it beside the old one.
    """
    if change.kind is ChangeKind.ASSIGN:
        return str(person.values.get(ASSIGNEE, ""))
    return change.to if change.to in _tags(person) else ""


def has_already(change: Change, person: Person) -> bool:
    """Tell whether somebody has what the change gives, so that they would have it without anybody merged into them."""
    match change.kind:
        case ChangeKind.TAG:
            return change.what in _tags(person)
        case ChangeKind.UNTAG:
            return False
        case ChangeKind.ASSIGN:
            return person.values.get(ASSIGNEE, "") == change.what
        case ChangeKind.RENAME:
            return change.to in _tags(person)
        case _:
            assert_never(change.kind)


def put_back(change: Change, person: Person, before: str) -> Person | None:
    """Return somebody whom the change made different as they were; None where that was changed since, or is so."""
    match change.kind:
        case ChangeKind.TAG | ChangeKind.UNTAG:
            return _tagged(change, person, gives=change.kind is ChangeKind.UNTAG)
        case ChangeKind.ASSIGN:
            # Whoever was given to somebody else since stays with them.
            return _assigned(person, before) if person.values.get(ASSIGNEE, "") == change.what else None
        case ChangeKind.RENAME:
            return _called_as_before(change, person, before)
        case _:
            assert_never(change.kind)


def _made(change: Change, person: Person) -> Person | None:
    match change.kind:
        case ChangeKind.TAG | ChangeKind.UNTAG:
            return _tagged(change, person, gives=change.kind is ChangeKind.TAG)
        case ChangeKind.ASSIGN:
            return _assigned(person, change.what)
        case ChangeKind.RENAME:
            return _renamed(change, person)
        case _:
            assert_never(change.kind)


def _tagged(change: Change, person: Person, *, gives: bool) -> Person | None:
    """Give somebody the tag, or take it.

    Where the change took a tag, the nation has edited the person's tags, and no later import brings it back.
    """
    before = _tags(person)
    after = before | {change.what} if gives else before - {change.what}
    return _having(person, after, is_edited=change.kind is ChangeKind.UNTAG) if after != before else None


def _renamed(change: Change, person: Person) -> Person | None:
    """Give somebody the new name of a tag in place of the old one; a later import leaves their tags alone."""
    before = _tags(person)
    if change.what not in before:
        return None
    return _having(person, before - {change.what} | {change.to}, is_edited=True)


def _called_as_before(change: Change, person: Person, before: str) -> Person | None:
    """Give somebody a tag's old name back, beside the new one if they had both; who lost it since lacks it still."""
    tags = _tags(person)
    if change.to not in tags:
        return None
    return _having(person, (tags if before else tags - {change.to}) | {change.what}, is_edited=False)


def _tags(person: Person) -> frozenset[str]:
    tags = person.values.get(Field.TAGS)
    return frozenset(tags) if isinstance(tags, list) else frozenset()


def _having(person: Person, tags: frozenset[str], *, is_edited: bool) -> Person:
    """Return somebody with these tags, and their next revision."""
    values: dict[str, Value] = {**person.values, Field.TAGS: sorted(tags)}
    edited = person.edited_fields | ({Field.TAGS} if is_edited else set())
    return replace(person, values=values, edited_fields=edited, revision=person.revision + 1)


def _assigned(person: Person, member: str) -> Person | None:
    """Have a member look after somebody, or nobody; no file has that field."""
    if person.values.get(ASSIGNEE, "") == member:
        return None
    values = {name: value for name, value in person.values.items() if name != ASSIGNEE}
    return replace(person, values=values | ({ASSIGNEE: member} if member else {}), revision=person.revision + 1)
