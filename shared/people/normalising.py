"""From the cells of a row to a person's fields, or to the reason why the row is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.people import words
from shared.people.consent_columns import CONSENT_FIELDS, ConsentReader
from shared.people.fields import IGNORE, Field
from shared.people.full_name import split_full_name
from shared.people.person import CANDIDATES, GEO_TAGS, REASON, person_id
from shared.people.readers import reader
from shared.people.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.people.consent import Consents
    from shared.people.person import Value
    from shared.people.placing import Placement
    from shared.people.plan import PeoplePlan
    from shared.people.readers import Reader

    Placer = Callable[[str | None, str | None, str | None, str | None], Placement]

_PLACE_CHARACTERS = 100
"""Of a code or a commune's name: the longest in France has 45, and what is looked up is remembered."""


class Row(NamedTuple):
    """A row that names a person: who, what is known, which consents, and to which nation it goes."""

    person_id: str
    values: dict[str, Value]
    consents: Consents
    placement: Placement


class _Step(NamedTuple):
    position: int
    field: str
    read: Reader
    spare_field: str


class RowNormaliser:
    """Reads the rows of one file; call it with the cells of one."""

    def __init__(self, plan: PeoplePlan, *, place: Placer) -> None:
        columns = list(enumerate(plan.survey.columns))
        self._steps = [
            _Step(
                index,
                column.field,
                reader(column.field, country=plan.country, by_nation=plan.by_nation),
                column.spare_field,
            )
            for index, column in sorted(columns, key=lambda numbered: numbered[1].rank)
            if column.field not in CONSENT_FIELDS and column.field != IGNORE
        ]
        self._hear = ConsentReader(plan.survey.columns, statement=plan.consent)
        self._contact_columns = [(index, column) for index, column in columns if column.field in _CONTACTS]
        self._plan = plan
        self._place = place

    def __call__(self, cells: Sequence[str]) -> Row | str:
        """Return the row, or why it is rejected."""
        values = self._values(cells)
        identity = values.get(Field.EMAIL) or values.get(Field.PHONE)
        if not identity:
            return self._no_identity(cells)
        split_full_name(values)
        values.setdefault(Field.SOURCE, self._plan.source)
        placement = self._place_row(values)
        return Row(person_id(str(identity)), values, self._hear(cells), placement)

    def _values(self, cells: Sequence[str]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for index, field, read, spare_field in self._steps:
            text = cells[index]
            if not text:
                continue
            value = read(text)
            if value is None:
                _keep(values, spare_field, clean_text(text))
            elif field in values:
                _keep_another(values, field, value, spare_field)
            elif value != "":
                values[field] = value
        return values

    def _no_identity(self, cells: Sequence[str]) -> str:
        """What is filled in but of no use is named, so that the row can be mended."""
        invalid = dict.fromkeys(
            _CONTACTS[column.field] for index, column in self._contact_columns if cells[index].strip()
        )
        return f"invalid {' and '.join(invalid)}, so nobody to reach" if invalid else "neither e-mail nor phone"

    def _place_row(self, values: dict[str, Value]) -> Placement:
        """Set the shared tags, or the reason why no nation can be told."""
        home = self._plan.country
        country = values.get(Field.COUNTRY, home)
        if country == home:
            values.pop(Field.COUNTRY, None)
            if home == "FR":
                _restore_zeros(values)
        placement = self._place(
            _text(values, Field.CONSTITUENCY),
            _text(values, Field.COMMUNE_CODE) or _text(values, Field.COMMUNE),
            _text(values, Field.POSTCODE),
            str(country)[:_PLACE_CHARACTERS],
        )
        if placement.slug is None:
            values[REASON], values[CANDIDATES] = placement.reason, placement.candidates
            return placement
        # The tags say the same, in one spelling.
        values.pop(Field.CONSTITUENCY, None)
        values.pop(Field.COMMUNE_CODE, None)
        values[GEO_TAGS] = placement.geo_tags
        return placement


_CONTACTS: dict[str, str] = {Field.EMAIL: "e-mail", Field.PHONE: "phone"}


def _text(values: dict[str, Value], field: str) -> str | None:
    value = values.get(field)
    return value[:_PLACE_CHARACTERS] if isinstance(value, str) else None


def _keep(values: dict[str, Value], field: str, value: Value) -> None:
    if value != "":
        values[field] = value


def _keep_another(values: dict[str, Value], field: str, value: Value, spare_field: str) -> None:
    """Join addresses and tags of several columns; keep a differing second value of any other field as a custom one."""
    first = values[field]
    if isinstance(first, list) and isinstance(value, list):
        values[field] = sorted({*first, *value})
    elif field == Field.ADDRESS and value:
        values[field] = f"{first}, {value}"
    elif value != first:
        _keep(values, spare_field, value if isinstance(value, str) else str(value))


def _restore_zeros(values: dict[str, Value]) -> None:
    for field in (Field.POSTCODE, Field.COMMUNE_CODE):
        if code := values.get(field):
            values[field] = words.french_code(str(code))
