"""Givers and carriers of proxies of one nation, from what they last said in the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.actions.proxies import Round, Voter
from shared.geography.names import name_key
from shared.kernel.items import from_wire
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.person import EXPIRES_AT, GEO_TAGS, nation_holder
from shared.people.table import MOST_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shared.kernel.items import Item
    from shared.nations.nation import NationSeed
    from shared.people.person import Person
    from shared.people.table import PeopleTable

CONSTITUENCY = "constituency:"


class Role(StrEnum):
    """What somebody offers or needs, as the form's field `role` spells it."""

    GIVES = "gives"
    CARRIES = "carries"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyEntry:
    """Somebody who gives or carries, with all that they said: contact and polling place."""

    role: Role
    voter: Voter
    said: Mapping[str, str]


def proxies_of(seed: NationSeed, *, people: PeopleTable) -> tuple[ProxyEntry, ...]:
    """Return who gives and who carries in a nation, in the order in which they said so; confirmed addresses only.

    Who said both, or said it twice, is in it as they said last.
    """
    holder = nation_holder(seed.slug)
    said = {
        item["sk"].split("#")[1]: item for item in map(from_wire, people.below(holder, "ACTIVITY#")) if _is_ours(item)
    }
    confirmed = _confirmed(holder, list(said), people)
    entries = (_entry(item, confirmed[person_id], seed) for person_id, item in said.items() if person_id in confirmed)
    return tuple(sorted(entries, key=lambda entry: entry.voter.since))


def _is_ours(item: Item) -> bool:
    return bool(item["action"] == "proxy")


def _confirmed(holder: str, ids: list[str], people: PeopleTable) -> dict[str, Person]:
    found: Iterator[Person] = (
        from_item(item)
        for start in range(0, len(ids), MOST_KEYS)
        for item in people.read([(holder, PERSON_PREFIX + each) for each in ids[start : start + MOST_KEYS]]).values()
    )
    return {person.person_id: person for person in found if EXPIRES_AT not in person.values}


def _entry(item: Item, person: Person, seed: NationSeed) -> ProxyEntry:
    said = item["said"]
    rounds = frozenset({Round(said["round"])}) if said.get("round") in set(Round) else frozenset(Round)
    voter = Voter(
        person_id=person.person_id,
        commune=name_key(said["commune"]),
        constituency=_constituency(person, seed),
        rounds=rounds,
        since=datetime.fromisoformat(item["sk"].split("#")[2]),
    )
    return ProxyEntry(role=Role(said["role"]), voter=voter, said=said)


def _constituency(person: Person, seed: NationSeed) -> str:
    """Return the constituency of a person; the nation's, where it has but one."""
    tags = person.values.get(GEO_TAGS)
    own = [tag for tag in tags if tag.startswith(f"geo:{CONSTITUENCY}")] if isinstance(tags, list) else []
    if own:
        return own[0].removeprefix("geo:")
    return seed.zones[0] if len(seed.zones) == 1 and seed.zones[0].startswith(CONSTITUENCY) else ""
