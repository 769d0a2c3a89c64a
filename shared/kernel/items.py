"""Between Python values and DynamoDB's items, for tables that are read by people more than by the million."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

_SERIALIZER = TypeSerializer()
_DESERIALIZER = TypeDeserializer()

Item = dict[str, Any]
"""An item as plain Python: strings, numbers, booleans, lists, mappings."""

WireItem = dict[str, Any]
"""The same as DynamoDB's low-level client wants it: `{"slug": {"S": "paris-6"}}`."""


def to_wire(item: Item) -> WireItem:
    """Return the item for the low-level client; keys whose value is None are left out."""
    return {key: _SERIALIZER.serialize(_writable(value)) for key, value in item.items() if value is not None}


def from_wire(item: WireItem) -> Item:
    """Return the plain item; whole numbers come back as int, others as float."""
    return {key: _readable(_DESERIALIZER.deserialize(value)) for key, value in item.items()}


def _writable(value: Any) -> Any:
    match value:
        case float():
            return Decimal(str(value))
        case list() | tuple():
            return [_writable(element) for element in value]
        case dict():
            return {key: _writable(element) for key, element in value.items() if element is not None}
        case _:
            return value


def _readable(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case list():
            return [_readable(element) for element in value]
        case dict():
            return {key: _readable(element) for key, element in value.items()}
        case _:
            return value
