"""Who had themselves erased, and so comes in with no file: what an import is told of them.

As JSON: `{"digests": base64 of 16 bytes a person, sorted, "returned": {person id: [slug, …]},
"within": {person id: [slug, …]}}`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from itertools import chain
from struct import iter_unpack
from typing import TYPE_CHECKING, Self

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_THEIR_REQUEST = "erased at their own request"
"""Why such a row is rejected."""

_DIGEST = "16s"
"""A person's id as bytes: 100,000 of them take 9 MB of a worker's memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """The ids of all who were erased, and the nations that some of them have signed up with since.

    `within` has who was erased in some nations alone: whom their teams erased.
    """

    digests: frozenset[bytes] = frozenset()
    returned: Mapping[str, frozenset[str]] = field(default_factory=dict)
    within: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many people were erased."""
        return len(self.digests) + len(self.within)

    def bars(self, person_id: str, slug: str | None) -> bool:
        """Tell whether no file may bring the person into the nation, or into headquarters' list (None)."""
        if bytes.fromhex(person_id) in self.digests:
            return slug not in self.returned.get(person_id, ())
        return slug in self.within.get(person_id, ())

    def to_json(self) -> bytes:
        """Return what `from_json` reads back; the same people come to the same bytes."""
        returned, within = (
            {person_id: sorted(nations[person_id]) for person_id in sorted(nations)}
            for nations in (self.returned, self.within)
        )
        digests = b64encode(b"".join(sorted(self.digests))).decode()
        return orjson.dumps({"digests": digests, "returned": returned, "within": within})

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read what `to_json` wrote."""
        document = orjson.loads(text)
        return cls(
            digests=frozenset(chain.from_iterable(iter_unpack(_DIGEST, b64decode(document["digests"])))),
            returned={person_id: frozenset(slugs) for person_id, slugs in document["returned"].items()},
            # A list that was written before nations erased somebody by themselves has none.
            within={person_id: frozenset(slugs) for person_id, slugs in document.get("within", {}).items()},
        )


NOBODY = Erased()
"""Nobody was erased."""
