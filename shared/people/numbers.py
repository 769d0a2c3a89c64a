"""Phone numbers of somebody, all of them, and the digests by which an index knows them."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from shared.people.fields import CUSTOM, CUSTOM_PREFIX, Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.kernel.items import WireItem
    from shared.people.person import Person

DIGEST_BYTES = 8
"""Of SHA-256. Two numbers may have one digest, and a digest is no secret: whoever finds by one looks at the person."""

_E164 = re.compile(r"\+\d{4,15}")


def numbers_of(person: Person) -> frozenset[str]:
    """Return all numbers of somebody in E.164: their phone, and others that a file or a merger kept beside it."""
    return _numbers(
        value for name, value in person.values.items() if name == Field.PHONE or name.startswith(CUSTOM_PREFIX)
    )


def digests_in(item: WireItem) -> frozenset[bytes]:
    """Return the digests of all numbers of a person's item."""
    kept = (item.get(Field.PHONE, {}), *item.get(CUSTOM, {"M": {}})["M"].values())
    return frozenset(map(digest_of, _numbers(attribute.get("S") for attribute in kept)))


def digest_of(number: str) -> bytes:
    """Return the digest of a number in E.164."""
    return sha256(number.encode()).digest()[:DIGEST_BYTES]


def _numbers(values: Iterable[object]) -> frozenset[str]:
    return frozenset(value for value in values if isinstance(value, str) and _E164.fullmatch(value))
