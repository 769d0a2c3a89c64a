"""Between Python values and DynamoDB's items, for tables that are read by people more than by the million.

Our own rather than boto3's, whose import takes as long as all the rest of a handler's.
"""

from __future__ import annotations

from typing import Any

Item = dict[str, Any]
"""An item as plain Python: strings, numbers, booleans, lists, mappings."""

WireItem = dict[str, Any]
"""The same as DynamoDB's low-level client wants it: `{"slug": {"S": "paris-6"}}`."""


def to_wire(item: Item) -> WireItem:
    """Return the item for the low-level client; keys whose value is None are left out, at every depth."""
    return {key: _written(value) for key, value in item.items() if value is not None}


def from_wire(item: WireItem) -> Item:
    """Return the plain item; whole numbers come back as int, others as float."""
    return {key: _read(value) for key, value in item.items()}


def _written(value: Any) -> dict[str, Any]:
    match value:
        case None:
            return {"NULL": True}
        case str():
            return {"S": value}
        case bool():
            return {"BOOL": value}
        case int() | float():
            return {"N": str(value)}
        case list() | tuple():
            return {"L": [_written(element) for element in value]}
        case dict():
            return {"M": to_wire(value)}
        case _:
            raise TypeError(f"DynamoDB has no type for {type(value).__name__}")


def _read(attribute: dict[str, Any]) -> Any:
    ((kind, value),) = attribute.items()
    match kind:
        case "N":
            return _number(value)
        case "L":
            return [_read(element) for element in value]
        case "M":
            return from_wire(value)
        case "NULL":
            return None
        case _:
            return value


def _number(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        number = float(text)
        return int(number) if number.is_integer() else number
