"""Two people side by side, field by field, for whoever decides whether they are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.console.profile import FIELDS
from shared.people.fields import CUSTOM_PREFIX, Field
from shared.people.uniting import ADDED_UP, TOGETHER

if TYPE_CHECKING:
    from shared.people.person import Person, Value

COMPARED = (Field.GIVEN_NAME, Field.FAMILY_NAME, *FIELDS, Field.TAGS)
"""The fields with a name of their own in the catalogue (`field_<name>`), in their order; custom ones follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of both; `is_open` where both have something else and one of the two is to be chosen."""

    name: str
    is_ours: bool
    kept: Value | None
    gone: Value | None
    is_open: bool


def rows_of(kept: Person, gone: Person) -> list[Row]:
    """Return the fields that either of the two has."""
    names = {*kept.values, *gone.values}
    custom = sorted(name for name in names if name.startswith(CUSTOM_PREFIX))
    return [_row(name, kept, gone) for name in (*COMPARED, *custom) if name in names]


def _row(name: str, kept: Person, gone: Person) -> Row:
    one, other = kept.values.get(name), gone.values.get(name)
    differ = one is not None and other is not None and one != other
    return Row(
        name=name.removeprefix(CUSTOM_PREFIX),
        is_ours=not name.startswith(CUSTOM_PREFIX),
        kept=one,
        gone=other,
        is_open=_differ_together(name, kept, gone) if _is_chosen_together(name) else differ and name not in ADDED_UP,
    )


def _is_chosen_together(name: str) -> bool:
    return any(name in part for part in TOGETHER)


def _differ_together(name: str, kept: Person, gone: Person) -> bool:
    """Tell whether a group of fields differs, at the first of them that either has: its choice is the group's."""
    part = next(part for part in TOGETHER if name in part)
    first = next((each for each in COMPARED if each in part and each in {*kept.values, *gone.values}), None)
    both = [{each: person.values[each] for each in part & person.values.keys()} for person in (kept, gone)]
    return name == first and all(both) and both[0] != both[1]
