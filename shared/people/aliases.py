"""Where somebody went who was merged into another person of their nation: `ALIAS#<person id>`.

Attribute: `person_id`, whom they are now. `pk` is NATION#<slug>. The other person names all that lead to them in the
field `aliases`. An alias leads to a person at once, never to another alias.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.items import from_wire, to_wire
from shared.people.person import nation_holder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import WireItem
    from shared.people.person import Person
    from shared.people.table import ItemKey, PeopleTable

ALIASES = "aliases"
"""The field of the ids that lead to a person since they were merged into them."""

ALIAS = "ALIAS#"


def alias_key(holder: str, person_id: str) -> ItemKey:
    """Return the key of what tells where somebody went."""
    return holder, ALIAS + person_id


def alias_item(holder: str, person_id: str, *, to: str) -> WireItem:
    """Return the item that leads from one person id to another."""
    pk, sk = alias_key(holder, person_id)
    return to_wire({"pk": pk, "sk": sk, "person_id": to})


def leads_to(item: WireItem) -> str:
    """Return the id of the person to whom an alias leads."""
    return str(item["person_id"]["S"])


def aliases_of(person: Person) -> tuple[str, ...]:
    """Return the ids that lead to a person."""
    found = person.values.get(ALIASES)
    return tuple(found) if isinstance(found, list) else ()


def standing_id(slug: str, person_id: str, *, people: PeopleTable) -> str:
    """Return the id under which a nation keeps somebody: their own, or that of whom they were merged into."""
    key = alias_key(nation_holder(slug), person_id)
    item = people.read([key]).get(key)
    return leads_to(item) if item else person_id


def every_alias(slug: str, *, people: PeopleTable) -> Mapping[str, str]:
    """Return all person ids of a nation that lead to another, with that other."""
    items = map(from_wire, people.below(nation_holder(slug), ALIAS))
    return {item["sk"].removeprefix(ALIAS): item["person_id"] for item in items}
