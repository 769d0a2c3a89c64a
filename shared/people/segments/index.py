"""The index of a nation's people by facets, as items of the people table beside the people.

    INDEX#HEAD                     {build, built_at, people N, digits N, shared N, revision N, facets B}
    INDEX#<build>#FACET#<hash>     {bits B}    who has the facet: a set of ordinals (`bitmap.packed`)
    INDEX#<build>#IDS#<number>     {ids B}     16 bytes for each of `CHUNK` people, in the order of their ordinals
    INDEX#<build>#WHERE#<digits>   {found B}   16 bytes and an ordinal of 4 for each person whose id begins so
    INDEX#<build>#NUMBER#<digits>  {found B}   8 bytes of a phone number's digest, which begins so, and 16 of its owner
    INDEX#<build>#SHARED#<digits>  {found B}   the same of numbers that several have: the first `MOST_COMPARED` of each

All have `pk` NATION#<slug>. Ordinals count people from 0 in the order of their names, as they were when it was built.
`facets` are the numbers of people by facet, JSON under zlib. A build has items of its own; the head says which counts,
and is changed by one write. Where everybody of a nation goes by some day, the index goes with the last of them.

    expires:<hour>                 a facet of the index alone: whose date of expiry lies in that hour since the epoch
    day:<what>:<span>:<number>     another: who did that in a block of days (`shared.people.segments.period`)
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from shared.kernel.items import to_wire
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.segments.facet import hour_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, PeopleTable

INDEX = "INDEX#"
CHUNK = 1024
"""People whose ids are one item of 16 KB."""

ID_BYTES = 16
ORDINAL_BYTES = 4
BUCKET = 256
"""People of one item of `WHERE`, about: 5 KB."""

MOST_OF_A_NUMBER = 1000
"""People whom the index names for one number: an item holds 400 KB, and a number of so many is nobody's own."""

MOST_COMPARED = 8
"""People of one number who are compared as duplicates: more of them are an office."""

EXPIRING = "expires:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the index of a nation is: which build, as of when, of how many people, and how many have each facet.

    `digits` of an id say where its ordinal is found, and of a number's digest whose it is. `shared` counts the entries
    of numbers that several have; None for an index from before numbers were in it.
    """

    slug: str
    build: str
    built_at: datetime
    people: int
    digits: int
    facets: Mapping[str, int]
    revision: int = 1
    shared: int | None = None

    def facet_key(self, facet: str) -> ItemKey:
        """Return where it is kept who has a facet; what nobody has is kept nowhere."""
        return self._key(f"FACET#{sha256(facet.encode()).hexdigest()[:32]}")

    def ids_key(self, ordinal: int) -> ItemKey:
        """Return where the id of the person with that ordinal is kept."""
        return self._key(f"IDS#{ordinal // CHUNK:06}")

    def where_key(self, person_id: str) -> ItemKey:
        """Return where a person's ordinal is kept."""
        return self._key(f"WHERE#{person_id[: self.digits]}")

    def number_key(self, digest: bytes) -> ItemKey:
        """Return where it is kept whose a number is."""
        return self._key(f"NUMBER#{digest.hex()[: self.digits]}")

    def shared_key(self, digest: bytes) -> ItemKey:
        """Return where it is kept who shares a number."""
        return self._key(f"SHARED#{digest.hex()[: digits_for(self.shared or 0)]}")

    def _key(self, rest: str) -> ItemKey:
        return nation_holder(self.slug), f"{INDEX}{self.build}#{rest}"


def head_key(slug: str) -> ItemKey:
    """Return where a nation's head is kept."""
    return nation_holder(slug), f"{INDEX}HEAD"


def head_to_item(head: Head, *, expires_at: int | None) -> WireItem:
    """Return the item of a head."""
    pk, sk = head_key(head.slug)
    told = {"build": head.build, "built_at": head.built_at.isoformat(), "people": head.people, "digits": head.digits}
    counted = {"shared": head.shared, "revision": head.revision}
    item = to_wire({"pk": pk, "sk": sk, **told, **counted, EXPIRES_AT: expires_at})
    return {**item, "facets": {"B": zlib.compress(json.dumps(dict(head.facets)).encode())}}


def read_head(slug: str, *, people: PeopleTable) -> Head | None:
    """Return the head of a nation's index, or None where it has none yet."""
    item = people.read([head_key(slug)]).get(head_key(slug))
    if item is None:
        return None
    return Head(
        slug=slug,
        build=item["build"]["S"],
        built_at=datetime.fromisoformat(item["built_at"]["S"]),
        people=int(item["people"]["N"]),
        digits=int(item["digits"]["N"]),
        revision=int(item["revision"]["N"]),
        facets=json.loads(zlib.decompress(item["facets"]["B"])),
        shared=int(item["shared"]["N"]) if "shared" in item else None,
    )


def digits_for(people: int) -> int:
    """Return how many hexadecimal digits part so many people into items of about `BUCKET`."""
    digits = 0
    while people > BUCKET * 16**digits:
        digits += 1
    return digits


def is_over(facet: str, now: datetime) -> bool:
    """Tell whether a facet is of those whose date of expiry has come."""
    return facet.startswith(EXPIRING) and int(facet.removeprefix(EXPIRING)) <= hour_of(now.timestamp())
