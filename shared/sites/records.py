"""Frozen dataclasses read from plain data (TOML, DynamoDB items) and written back.

A record's annotations are its schema: text, whole numbers, enumerations of text,
other records, and tuples of these. What does not fit raises ContentError, which
names the place and the field but never the value: it may be somebody's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from shared.sites.errors import ContentError

Record = TypeVar("Record")

LONGEST_TEXT = 20_000
"""Characters in one field: about ten printed pages, and far below DynamoDB's 400 KB for an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    hint: Any
    required: bool


def read_record(kind: type[Record], data: object, *, place: str) -> Record:
    """Return the record that `data` spells; raises ContentError for a missing, unknown or unfit field."""
    if not isinstance(data, Mapping):
        raise ContentError(f"{place}: expected fields with names")
    hashable: Any = kind  # mypy knows no class as hashable
    schema = _schema(hashable)
    missing = [name for name, field in schema.items() if field.required and name not in data]
    if missing:
        raise ContentError(f"{place}: missing {', '.join(missing)}")
    if unknown := data.keys() - schema.keys():
        raise ContentError(f"{place}: unknown field {', '.join(sorted(map(str, unknown)))}")
    return kind(**{name: _read(schema[name], value, f"{place}, {name}") for name, value in data.items()})


def write_record(record: Any) -> dict[str, Any]:
    """Return the plain data that `read_record` reads back, without the fields left as they are by default."""
    values = ((field, getattr(record, field.name)) for field in fields(record))
    return {field.name: _write(value) for field, value in values if value != field.default}


@cache
def _schema(kind: Any) -> dict[str, _Field]:
    hints = get_type_hints(kind)
    return {
        field.name: _Field(
            hint=hints[field.name], required=field.default is MISSING and field.default_factory is MISSING
        )
        for field in fields(kind)
    }


def _read(field: _Field, value: object, place: str) -> Any:
    if field.hint is str and field.required and not str(value).strip():
        raise ContentError(f"{place}: is empty")
    return _read_value(field.hint, value, place)


def _read_value(hint: Any, value: object, place: str) -> Any:
    if get_origin(hint) is tuple:
        return _read_tuple(get_args(hint)[0], value, place)
    if isinstance(hint, type) and is_dataclass(hint):
        return read_record(hint, value, place=place)
    if hint is int:
        return _read_number(value, place)
    return _read_text(hint, value, place)


def _read_tuple(hint: Any, value: object, place: str) -> tuple[Any, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ContentError(f"{place}: expected a list")
    return tuple(_read_value(hint, item, f"{place} {number}") for number, item in enumerate(value, start=1))


def _read_number(value: object, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ContentError(f"{place}: expected a whole number")
    return int(value)


def _read_text(hint: Any, value: object, place: str) -> Any:
    if not isinstance(value, str):
        raise ContentError(f"{place}: expected text")
    if len(value) > LONGEST_TEXT:
        raise ContentError(f"{place}: longer than {LONGEST_TEXT} characters")
    if issubclass(hint, StrEnum) and value not in set(hint):
        raise ContentError(f"{place}: expected one of {', '.join(hint)}")
    return hint(value)


def _write(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_write(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return write_record(value) if is_dataclass(value) else value
