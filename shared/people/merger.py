"""Two people of a nation who are one, kept to be undone: `MERGER#<kept person id>#<merger id>`.

Attributes: `gone_id`, `by`, `at`, `kept` M, `gone` M and `united` M (the people as items: before, before, after),
`items` L (what the nation kept of whom is gone, as it was), `undone_at`, `revision`, `expires_at` (epoch seconds).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shared.kernel.items import from_wire, to_wire
from shared.people.change import KEPT
from shared.people.item import from_item, to_item
from shared.people.person import EXPIRES_AT, nation_holder

if TYPE_CHECKING:
    from shared.kernel.items import WireItem
    from shared.people.person import Person
    from shared.people.table import ItemKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """One merger: both people as they were, the one they became, and the items that the other had, in their order."""

    id: str
    slug: str
    by: str
    at: datetime
    kept: Person
    gone: Person
    united: Person
    items: tuple[WireItem, ...] = ()
    undone_at: datetime | None = None

    @property
    def key(self) -> ItemKey:
        """Where it is kept."""
        return merger_key(self.slug, self.kept.person_id, self.id)

    @property
    def revision(self) -> int:
        """1 while it stands, 2 once it is undone."""
        return 2 if self.undone_at else 1


def mergers_of(person_id: str) -> str:
    """Return how the keys of all mergers that a person was kept in begin."""
    return f"MERGER#{person_id}#"


def merger_key(slug: str, person_id: str, merger_id: str) -> ItemKey:
    """Return the key of a merger."""
    return nation_holder(slug), f"{mergers_of(person_id)}{merger_id}"


def merger_to_item(merger: Merger) -> WireItem:
    """Return the item of a merger."""
    pk, sk = merger.key
    undone_at = merger.undone_at.isoformat() if merger.undone_at else None
    told = {"merger_id": merger.id, "gone_id": merger.gone.person_id, "by": merger.by, "at": merger.at.isoformat()}
    until = int((merger.at + KEPT).timestamp())
    kept = to_wire({"pk": pk, "sk": sk, **told, "undone_at": undone_at, "revision": merger.revision, EXPIRES_AT: until})
    people = {name: {"M": to_item(getattr(merger, name))} for name in ("kept", "gone", "united")}
    return {**kept, **people, "items": {"L": [{"M": item} for item in merger.items]}}


def merger_from_item(item: WireItem) -> Merger:
    """Return the merger of an item."""
    told = from_wire({name: value for name, value in item.items() if name not in {"kept", "gone", "united", "items"}})
    return Merger(
        id=told["merger_id"],
        slug=told["pk"].removeprefix(nation_holder("")),
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
        kept=from_item(item["kept"]["M"]),
        gone=from_item(item["gone"]["M"]),
        united=from_item(item["united"]["M"]),
        items=tuple(each["M"] for each in item["items"]["L"]),
        undone_at=datetime.fromisoformat(told["undone_at"]) if "undone_at" in told else None,
    )
