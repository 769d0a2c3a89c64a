"""What an action tells of the person who did it, as fields of a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.kernel.errors import PermanentError
from shared.people.fields import Field
from shared.people.full_name import split_full_name
from shared.people.person import GEO_TAGS, person_id
from shared.people.remembering import with_deed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from shared.actions.ground import Ground
    from shared.actions.taken import TakenAction
    from shared.nations.nation import NationSeed
    from shared.people.person import Person, Value

_TYPED = {
    name: name
    for name in (Field.EMAIL, Field.PHONE, Field.GIVEN_NAME, Field.FAMILY_NAME, Field.POSTCODE, Field.COMMUNE)
} | {"name": Field.FULL_NAME}
"""Fields of forms -> fields of a person; what else is typed stays in the activity."""

VOLUNTEERING = "volunteer"
TAG = "action:"
"""Before an action's name: the local tag of who did it."""


def identity_of(taken: TakenAction) -> str:
    """Return the id of the person, by the same identity as the import: e-mail, else phone."""
    identity = taken.said.get(Field.EMAIL) or taken.said.get(Field.PHONE)
    if not identity:
        raise PermanentError(f"action {taken.action_id} names nobody: neither e-mail nor phone")
    return person_id(str(identity))


def values_typed(
    said: Mapping[str, Any], *, action: str, language: str, seed: NationSeed, ground: Ground
) -> dict[str, Value]:
    """Return the fields of a person that a form's answers fill."""
    values: dict[str, Value] = {field: said[name] for name, field in _TYPED.items() if said.get(name)}
    split_full_name(values)
    values[Field.LANGUAGE] = language
    if action == VOLUNTEERING:
        values[Field.VOLUNTEER] = True
    if tags := ground.tags(seed, values):
        values[GEO_TAGS] = tags
    return values


def with_action(person: Person, *, action: str, deed: str, on: date) -> Person:
    """Return the person with the action's tag, its deed, and the day on which it was done."""
    tags = person.values.get(Field.TAGS)
    own = tags if isinstance(tags, list) else []
    tagged: dict[str, Value] = {**person.values, Field.TAGS: sorted({*own, TAG + action})}
    return with_deed(replace(person, values=tagged), deed, on=on)
