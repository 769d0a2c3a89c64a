"""A deed: that one person joined, signed or comes; as long as its item stands, it counts for one.

Keys in the `people` table: `DEED#<counter>#<target>#<person id>`, with `-` for no target.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.nations.items import nation_key

if TYPE_CHECKING:
    from typing import Self

DEED = "DEED#"
COUNTED = "COUNTED#"
"""Beginning of a mark's sort key: a deed and its mark differ in nothing else."""

NO_TARGET = "-"

NATION = nation_key("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is counted: `counter` is a form's (`signatures`), `target` what it was done to, empty for the nation."""

    slug: str
    counter: str
    target: str
    person_id: str

    @property
    def name(self) -> str:
        """The counter's name among the nation's: `supporters`, `signatures#petition`."""
        return f"{self.counter}#{self.target}" if self.target else self.counter

    @property
    def partition(self) -> str:
        """The partition key of the deed and its mark."""
        return nation_key(self.slug)

    @property
    def sort_key(self) -> str:
        """The sort key of the deed."""
        return f"{DEED}{self._rest}"

    @property
    def mark_key(self) -> str:
        """The sort key of the mark that says whether the deed is counted."""
        return f"{COUNTED}{self._rest}"

    @property
    def _rest(self) -> str:
        return f"{self.counter}#{self.target or NO_TARGET}#{self.person_id}"

    @classmethod
    def read(cls, partition: str, sort_key: str) -> Self | None:
        """Return the deed that the keys of a deed or of a mark tell, None if they are no such keys."""
        _, _, rest = sort_key.partition("#")
        counter, _, rest = rest.partition("#")
        target, _, person_id = rest.rpartition("#")
        slug = partition.removeprefix(NATION)
        if not (sort_key.startswith((DEED, COUNTED)) and slug != partition and all((slug, counter, target, person_id))):
            return None
        return cls(slug=slug, counter=counter, target="" if target == NO_TARGET else target, person_id=person_id)
