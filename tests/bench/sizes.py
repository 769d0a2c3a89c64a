"""What an item weighs and costs in DynamoDB.

Sizes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    WireItem = Mapping[str, Mapping[str, Any]]

WRITE_UNIT = 1024
READ_UNIT = 4096
"""Bytes that one unit writes, and that one reads consistently."""

CONTAINER = 3
ELEMENT = 1
"""Bytes for a list or a mapping as such, and for each element in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A secondary index: its own keys, and what it copies; None for everything."""

    keys: tuple[str, ...]
    included: frozenset[str] | None

    def copied(self, item: WireItem) -> WireItem | None:
        """Return what the index holds of an item of the table, None if it lists it not."""
        if any(key not in item for key in self.keys):
            return None
        if self.included is None:
            return item
        kept = self.included.union(self.keys, ("pk", "sk"))
        return {name: value for name, value in item.items() if name in kept}


def item_size(item: WireItem) -> int:
    """Return the bytes of an item: its names and its values."""
    return sum(len(name.encode()) + value_size(value) for name, value in item.items())


def value_size(attribute: Mapping[str, Any]) -> int:
    """Return the bytes of a value."""
    ((kind, value),) = attribute.items()
    match kind:
        case "S":
            return len(value.encode())
        case "N":
            return number_size(value)
        case "SS":
            return sum(len(element.encode()) for element in value)
        case "L":
            return CONTAINER + sum(ELEMENT + value_size(element) for element in value)
        case "M":
            return CONTAINER + item_size(value) + ELEMENT * len(value)
        case "BOOL" | "NULL":
            return 1
        case _:
            raise ValueError(f"no item of ours has values of type {kind}")


def number_size(text: str) -> int:
    """Return the bytes of a number: one for two digits that tell, and one more."""
    digits = text.lstrip("-").replace(".", "").strip("0")
    return ceil(len(digits) / 2) + 1


def write_units(size: int) -> int:
    """Return the units that a write of so many bytes costs."""
    return max(1, ceil(size / WRITE_UNIT))


def units_with_index(item: WireItem, index: Index) -> tuple[int, int]:
    """Return the units of writing an item: the table's and the index's."""
    copied = index.copied(item)
    return write_units(item_size(item)), write_units(item_size(copied)) if copied is not None else 0
