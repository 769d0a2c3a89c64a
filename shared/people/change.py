"""A change of many people at once, kept so that it can be undone.

    CHANGE#<change id>                 {kind, tag, by, at, undone_at?, revision}
    CHANGED#<change id>#<number>       {people SS: ids of those whom the change made different}

Both have `pk` NATION#<slug> and go after `KEPT`; what follows is in one transaction with the people it names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound
from shared.kernel.items import from_wire, to_wire
from shared.people.person import EXPIRES_AT, nation_holder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, PeopleTable

KEPT = timedelta(days=30)
"""How long a change can be undone."""


class ChangeKind(StrEnum):
    """What was done to people."""

    TAG = "tagged-people"
    UNTAG = "untagged-people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: its id tells when it was made; `by` is a member's id or the operator."""

    id: str
    slug: str
    kind: ChangeKind
    tag: str
    by: str
    at: datetime
    undone_at: datetime | None = None

    @property
    def key(self) -> ItemKey:
        """Where it is kept."""
        return nation_holder(self.slug), f"CHANGE#{self.id}"

    @property
    def revision(self) -> int:
        """1 while it stands, 2 once it is undone."""
        return 2 if self.undone_at else 1

    @property
    def expires_at(self) -> int:
        """When it is forgotten, in epoch seconds."""
        return int((self.at + KEPT).timestamp())


class ChangeUnknown(NotFound):
    """A nation made no such change, or it is too long ago."""


def change_to_item(change: Change) -> WireItem:
    """Return the item of a change."""
    pk, sk = change.key
    undone_at = change.undone_at.isoformat() if change.undone_at else None
    told = {"kind": change.kind.value, "tag": change.tag, "by": change.by, "at": change.at.isoformat()}
    dated = {"undone_at": undone_at, "revision": change.revision, EXPIRES_AT: change.expires_at}
    return to_wire({"pk": pk, "sk": sk, **told, **dated})


def change_from_item(item: WireItem) -> Change:
    """Return the change of an item."""
    told = from_wire(item)
    return Change(
        id=told["sk"].removeprefix("CHANGE#"),
        slug=told["pk"].removeprefix(nation_holder("")),
        kind=ChangeKind(told["kind"]),
        tag=told["tag"],
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
        undone_at=datetime.fromisoformat(told["undone_at"]) if "undone_at" in told else None,
    )


def read_change(slug: str, change_id: str, *, people: PeopleTable) -> Change:
    """Return a change of a nation; raises ChangeUnknown."""
    key = (nation_holder(slug), f"CHANGE#{change_id}")
    item = people.read([key]).get(key)
    if item is None:
        raise ChangeUnknown(f"nation {slug} made no change {change_id} in the last {KEPT.days} days")
    return change_from_item(item)


def portion_item(change: Change, number: int, person_ids: Sequence[str]) -> WireItem:
    """Return the item of some people whom a change made different."""
    sk = f"CHANGED#{change.id}#{number:06}"
    kept = to_wire({"pk": change.key[0], "sk": sk, EXPIRES_AT: change.expires_at})
    return {**kept, "people": {"SS": sorted(person_ids)}}


def portions_of(change: Change, *, people: PeopleTable) -> Iterator[list[str]]:
    """Yield the ids of all whom a change made different, some at a time."""
    for item in people.below(change.key[0], f"CHANGED#{change.id}#"):
        yield item["people"]["SS"]
