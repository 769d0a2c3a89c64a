"""All that the people table keeps of one person, written together or not at all.

Beside `PERSON#` stand a person's activity, consents, deeds and pending confirmations. Whoever changes
several of them does it in one transaction of `Step`s, each with what must be true for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import Conflict, TransientError
from shared.people.person import EXPIRES_AT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from shared.kernel.items import WireItem

ItemKey = tuple[str, str]
"""(pk, sk)."""

MOST_STEPS = 100
"""Steps of one transaction: DynamoDB's limit."""

MOST_CHANGED = 49
"""People changed in one transaction beside one more step: each brings a mark along (`shared.people.marks`)."""


MOST_KEYS = 100
"""Keys of one reading: DynamoDB's limit."""


class Deed(Enum):
    """What a step does."""

    PUT = "put"
    """Write the item, whatever was there."""
    DELETE = "delete"
    """Remove the item."""
    CHECK = "check"
    """Change nothing; only look whether what is wanted holds."""
    KEEP = "keep"
    """Take the item's date of expiry away."""
    EXPIRE = "expire"
    """Give the item the date of expiry `expires_at`."""


class Wanted(Enum):
    """What must be true of the item for the transaction to happen; a whole number means that revision."""

    NOTHING = "nothing"
    ABSENT = "absent"
    PRESENT = "present"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One write of a transaction; `item` is what PUT writes, `expires_at` what EXPIRE sets."""

    deed: Deed
    key: ItemKey
    wanted: Wanted | int = Wanted.NOTHING
    item: WireItem | None = None
    expires_at: int = 0


def put(item: WireItem, wanted: Wanted | int = Wanted.NOTHING) -> Step:
    """Return the step that writes an item, as DynamoDB spells it, with its keys."""
    return Step(deed=Deed.PUT, key=item_key(item), wanted=wanted, item=item)


def item_key(item: WireItem) -> ItemKey:
    """Return the key of an item as DynamoDB spells it."""
    return item["pk"]["S"], item["sk"]["S"]


def has_expired(item: WireItem, *, now: float) -> bool:
    """Tell whether an item's time is over: DynamoDB deletes it within days, until then it counts as gone."""
    return EXPIRES_AT in item and float(item[EXPIRES_AT]["N"]) <= now


class StepRefused(Conflict):
    """Something else is true than a transaction wants, so nothing was written; `keys` names of which items."""

    def __init__(self, keys: frozenset[ItemKey]) -> None:
        super().__init__("what a person's items should be has changed meanwhile")
        self.keys = keys


class WriteDisturbed(TransientError):  # noqa: N818 - the name states the fact, as the style asks
    """Somebody else was writing one of the items at the same moment, so nothing was written."""


class PeopleTable(Protocol):
    """The people table, item by item. Whatever another try may mend raises TransientError."""

    def read(self, keys: Collection[ItemKey]) -> Mapping[ItemKey, WireItem]:
        """Return those of the items that exist, as they are now; at most `MOST_KEYS`."""

    def below(self, pk: str, prefix: str, *, most: int | None = None, after: str = "") -> Iterator[WireItem]:
        """Yield the items of a partition whose `sk` begins with the prefix, in its order, as they are now.

        Where it says `most`, no more than that, and no more are read; where it says `after`, only those behind that
        `sk`, whether or not it is there.
        """

    def write(self, steps: Sequence[Step]) -> None:
        """Do all steps or none, each about another item; raises StepRefused, WriteDisturbed.

        Each nation's person whom they change is marked with them, so that a step may count twice; the steps and the
        marks are at most `MOST_STEPS`.
        """
