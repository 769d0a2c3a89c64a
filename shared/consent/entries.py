"""How the ledger is written down in the people table: `CONSENT#<person id>#<at>#<entry id>`.

Attributes beside the keys (absent where there is nothing): `purpose`, `controller`, `state`, `method`, `at`,
`wording` (hash), `language`, `version` N, `page`, `address` (truncated), `reason`, and `expires_at` N, epoch
seconds, while the person is not confirmed.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shared.consent.ledger import Entry, Method, State
from shared.consent.purposes import Controller, Purpose
from shared.kernel.items import from_wire, to_wire

if TYPE_CHECKING:
    from shared.kernel.items import Item, WireItem

_TEXTS = ("wording", "language", "page", "address", "reason")


def moment(at: datetime) -> str:
    """Return the moment as keys spell it: UTC, to the microsecond, so that texts sort as times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def entries_of(person_id: str) -> str:
    """Return how the keys of all entries of a person begin."""
    return f"CONSENT#{person_id}#"


def entry_key(entry: Entry) -> str:
    """Return the sort key of an entry."""
    return f"{entries_of(entry.person_id)}{moment(entry.at)}#{entry.entry_id}"


def entry_to_item(entry: Entry, *, expires_at: int | None = None) -> WireItem:
    """Return the item of an entry."""
    kept = {name: value for name, value in asdict(entry).items() if value not in ("", 0)}
    for name in ("holder", "person_id", "entry_id"):
        del kept[name]
    item = {**kept, "pk": entry.holder, "sk": entry_key(entry), "at": moment(entry.at), "expires_at": expires_at}
    return to_wire(item)


def entry_from_item(wire: WireItem) -> Entry:
    """Return the entry of an item."""
    item: Item = from_wire(wire)
    _, person_id, _, entry_id = item["sk"].split("#", 3)
    return Entry(
        holder=item["pk"],
        person_id=person_id,
        entry_id=entry_id,
        purpose=Purpose(item["purpose"]),
        controller=Controller(item["controller"]),
        state=State(item["state"]),
        method=Method(item["method"]),
        at=datetime.fromisoformat(item["at"]),
        version=item.get("version", 0),
        **{name: item.get(name, "") for name in _TEXTS},
    )
