"""What is kept of a visitor, in both tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.consent.wording_store import TEXT, wording_key
from shared.kernel.items import from_wire
from shared.people.person import person_id
from tests.scenarios.network import await_that

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.kernel.items import Item
    from tests.scenarios.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A person, what they did, and the entries of the ledger of consents."""

    person: Item
    activities: tuple[Item, ...]
    entries: tuple[Item, ...]


def kept_of(network: Network, slug: str, email: str) -> Kept:
    """Return what a nation keeps of who has this address, as soon as it keeps anything."""
    who = person_id(email)
    await_that(lambda: f"PERSON#{who}" in network.people_of(slug))
    items = {sk: from_wire(item) for sk, item in network.people_of(slug).items()}

    def below(kind: str) -> tuple[Item, ...]:
        return tuple(item for sk, item in items.items() if sk.startswith(f"{kind}#{who}#"))

    return Kept(person=items[f"PERSON#{who}"], activities=below("ACTIVITY"), entries=below("CONSENT"))


def texts_of(network: Network, hashes: Iterable[str]) -> dict[str, str]:
    """Return the texts that consents name by their hashes, as they are kept; a text that is not is a KeyError."""
    table, dynamodb = network.directory.network_table, network.client("dynamodb")
    keys = {one: {"pk": {"S": wording_key(one)}, "sk": {"S": TEXT}} for one in hashes}
    return {one: dynamodb.get_item(TableName=table, Key=key)["Item"]["text"]["S"] for one, key in keys.items()}
