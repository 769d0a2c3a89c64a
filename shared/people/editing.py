"""Change what a nation knows of one person, and take that back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError, NotFound
from shared.people.again import until_undisturbed
from shared.people.edit import Edit, edit_from_item, edit_key, edit_to_item, edits_of, expiry
from shared.people.fields import Field
from shared.people.item import to_item
from shared.people.person import nation_holder
from shared.people.roll import person_of
from shared.people.table import Wanted, put

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.person import Person, Value
    from shared.people.table import PeopleTable

ID_BYTES = 4
EDITED, TAKEN_BACK = "edited-person", "undid-edit"


class EditUnknown(NotFound):
    """Nobody made such an edit, or it is too long ago."""


def edit_person(
    slug: str,
    person_id: str,
    values: Mapping[str, Value | None],
    *,
    by: str,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
    draw: Callable[[int], str] = token_hex,
) -> Edit | None:
    """Give fields of a person new values (see `read_edits`); return the edit, or None where nothing differs.

    Nothing that others write meanwhile is lost. The log tells the fields first, without their values. Raises
    PersonUnknown, and InputError for the number of somebody who is known by it alone.
    """
    at = clock.now()
    person = person_of(slug, person_id, people=people, now=at.timestamp())
    if Field.PHONE in values and Field.EMAIL not in person.values:
        raise InputError([_identity()])
    edit = Edit(
        id=f"{at:%Y%m%dT%H%M%S}-{draw(ID_BYTES)}",
        slug=slug,
        person_id=person_id,
        by=by,
        at=at,
        before={},
        after=dict(values),
        marked=frozenset(),
    )
    if not _differing(person, edit).after:
        return None
    journal.record(slug, EDITED, {"person": person_id, "edit": edit.id, "fields": ", ".join(sorted(values))})
    return until_undisturbed(partial(_edit, edit, people))


def undo_edit(
    slug: str, person_id: str, edit_id: str, *, people: PeopleTable, journal: Journal, clock: Clock
) -> Person:
    """Give the fields of an edit their values of before; return the person.

    Raises EditUnknown, PersonUnknown, and Conflict for an edit that is undone already, or of whose fields one was
    written anew since.
    """
    edit = edit_to_undo(slug, person_id, edit_id, people=people)
    journal.record(slug, TAKEN_BACK, {"person": person_id, "edit": edit_id})
    return until_undisturbed(partial(_take_back, replace(edit, undone_at=clock.now()), people))


def edit_to_undo(slug: str, person_id: str, edit_id: str, *, people: PeopleTable) -> Edit:
    """Return an edit that stands; raises EditUnknown, and Conflict for one that is undone already."""
    key = edit_key(slug, person_id, edit_id)
    item = people.read([key]).get(key)
    if item is None:
        raise EditUnknown(f"nation {slug} has no edit {edit_id} of this person")
    edit = edit_from_item(item)
    if edit.undone_at:
        raise Conflict(f"edit {edit_id} was undone on {edit.undone_at:%Y-%m-%d at %H:%M} UTC")
    return edit


def written_anew(edit: Edit, person: Person) -> list[str]:
    """Return the fields of an edit that a person has otherwise by now."""
    return sorted(name for name, value in edit.after.items() if person.values.get(name) != value)


def edits_made(slug: str, person_id: str, *, people: PeopleTable) -> list[Edit]:
    """Return the edits of a person that are kept, the oldest first."""
    return [edit_from_item(item) for item in people.below(nation_holder(slug), edits_of(person_id))]


def _edit(edit: Edit, people: PeopleTable) -> Edit:
    person = person_of(edit.slug, edit.person_id, people=people, now=edit.at.timestamp())
    made = _differing(person, edit)
    people.write([put(to_item(made.done(person)), person.revision), put(edit_to_item(made), Wanted.ABSENT)])
    return made


def _differing(person: Person, edit: Edit) -> Edit:
    """Return the edit without the fields that are so already, and with what the others were."""
    after = {name: value for name, value in edit.after.items() if person.values.get(name) != value}
    before = {name: person.values.get(name) for name in after}
    marked = frozenset(after) - person.edited_fields
    return replace(edit, before=before, after=after, marked=marked, expires_at=expiry(person, at=edit.at))


def _take_back(edit: Edit, people: PeopleTable) -> Person:
    now = (edit.undone_at or edit.at).timestamp()
    person = person_of(edit.slug, edit.person_id, people=people, now=now)
    if changed := written_anew(edit, person):
        raise Conflict(f"written anew since edit {edit.id}: {', '.join(changed)}")
    before = edit.taken_back(person)
    people.write([put(to_item(before), person.revision), put(edit_to_item(edit), edit.revision - 1)])
    return before


def _identity() -> Fault:
    remedy = "Add the person anew under the other number"
    return Fault(place=Field.PHONE, reason="this person is known by the number alone", remedy=remedy)
