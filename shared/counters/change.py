"""A change of a deed as DynamoDB's stream tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.counters.deed import Deed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DIGITS = 40
"""Of the longest sequence number (API reference of DynamoDB Streams, StreamRecord); its numbers hold only 38."""

_EFFECTS = {"INSERT": True, "REMOVE": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A deed that came to be (`stands`) or ceased to be.

    `sequence` orders the changes of one deed: texts of equal length, that compare as their numbers do.
    """

    deed: Deed
    stands: bool
    sequence: str

    @property
    def step(self) -> int:
        """What it adds to its counter."""
        return 1 if self.stands else -1


def changes_of(records: Iterable[dict[str, Any]]) -> Sequence[Change]:
    """Return the changes of deeds among records of the `people` table's stream, in their order."""
    return [change for record in records if (change := _change(record)) is not None]


def _change(record: dict[str, Any]) -> Change | None:
    stands, told = _EFFECTS.get(record["eventName"]), record["dynamodb"]
    deed = Deed.read(told["Keys"]["pk"]["S"], told["Keys"]["sk"]["S"])
    if stands is None or deed is None:
        return None
    return Change(deed=deed, stands=stands, sequence=told["SequenceNumber"].zfill(DIGITS))
