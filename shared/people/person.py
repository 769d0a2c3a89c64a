"""A person as a nation, or HQ's own list, holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.people.consent import Consents

Value = str | int | bool | list[str]
"""What a field of a person may hold."""

PersonKey = tuple[str, str]
"""(holder, person id)."""

HQ_LISTS = 16
"""Partition keys of HQ's own list: one key takes 1,000 writes a second."""

GEO_TAGS = "geo_tags"
"""The field of the shared geographic tags (`geo:<kind>:<code>`): set by the import, read-only to nations."""

EXPIRES_AT = "expires_at"
"""The field that says when DynamoDB may delete somebody who has not confirmed their address: epoch seconds."""

DEEDS = "deeds"
"""The field of what somebody did on the nation's site: `join`, `sign:<petition>`."""

CHANGE_IDS = "change_ids"
"""The field of the latest changes of many (`shared.people.change`) that made somebody different."""

DEED_DAYS = "deed_days"
"""The field of the days on which they did it: `2027-05-11 sign:<petition>`, each day of a deed once."""

REASON = "reason"
"""On HQ's list only: why the person's nation could not be told."""

CANDIDATES = "candidates"
"""On HQ's list only: the nations it may be."""


PERSON_ID_CHARACTERS = 32


def person_id(identity: str) -> str:
    """Return the id of a person from a normalised e-mail address or, without one, an E.164 phone number.

    128 bits of SHA-256 in hexadecimal: no two people of the world will share one.
    """
    return sha256(identity.encode()).hexdigest()[:PERSON_ID_CHARACTERS]


def is_person_id(text: str) -> bool:
    """Tell whether a text has the form of a person's id."""
    return len(text) == PERSON_ID_CHARACTERS and set(text) <= set("0123456789abcdef")


def nation_holder(slug: str) -> str:
    """Return the partition key of a nation's people."""
    return f"NATION#{slug}"


def hq_holder(person: str) -> str:
    """Return the partition key on HQ's own list of the person with that id."""
    return f"UNASSIGNED#{int(person[:8], 16) % HQ_LISTS}"


def hq_holders() -> list[str]:
    """Return all partition keys of HQ's own list."""
    return [f"UNASSIGNED#{number}" for number in range(HQ_LISTS)]


def slug_of(holder: str) -> str | None:
    """Return the nation that a holder is, or None for HQ's own list."""
    kind, _, slug = holder.partition("#")
    return slug if kind == "NATION" else None


def shard_of(person: str, *, shards: int) -> int:
    """Return which of `shards` a person belongs to, whatever its nation: one worker owns all its rows."""
    return int(person[-12:], 16) % shards


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What the rows of one import came to for one person."""

    rollout_id: str
    created: int = 0
    merged: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person; `values` holds its fields by name, custom ones under `custom.<name>`.

    `edited_fields` names the fields that the nation itself wrote: imports leave them alone.
    `imported` is what the last import that wrote the person made of it.
    """

    holder: str
    person_id: str
    values: Mapping[str, Value]
    consents: Consents = field(default_factory=dict)
    revision: int = 1
    edited_fields: frozenset[str] = frozenset()
    imported: ImportOutcome | None = None

    @property
    def key(self) -> PersonKey:
        """What the person is found by."""
        return self.holder, self.person_id

    @property
    def hq_key(self) -> PersonKey:
        """What they are found by on headquarters' own list, which knows people by what they are reached at now."""
        identity = self.values.get("email") or self.values.get("phone")
        known = person_id(str(identity)) if identity else self.person_id
        return hq_holder(known), known

    @property
    def deeds(self) -> tuple[str, ...]:
        """What the person did on the nation's site."""
        found = self.values.get(DEEDS)
        return tuple(found) if isinstance(found, list) else ()

    @property
    def mailable(self) -> bool:
        """Whether the person may be sent mailings: an address, and a recorded consent that was not withdrawn."""
        return "email" in self.values and self.consents.get("email", {}).get("given", False)
