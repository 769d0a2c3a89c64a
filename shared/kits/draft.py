"""The kit's next edition, while HQ writes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kits.edition import KitContent, KitEdition

UNPUBLISHED = "draft"
"""What the pages of a draft have in the place of a version."""


MOST_SAVES = 1_000_000
"""Saves of one draft: more than anybody's pauses in typing come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDraft:
    """What the next edition shall say; `number` is that of the edition it began from, `revision` counts its saves."""

    number: int
    at: datetime
    by: str
    content: KitContent = field(repr=False)
    revision: int = 1

    @classmethod
    def begun(cls, edition: KitEdition, *, by: str, at: datetime) -> KitDraft:
        """Return a draft that says what an edition says; it is not kept yet."""
        return cls(number=edition.number, at=at, by=by, content=edition.content, revision=0)

    @property
    def mark(self) -> int:
        """What tells this state of a draft from those of drafts that began from other editions; 0 if it is none."""
        return self.number * MOST_SAVES + self.revision if self.revision else 0

    def saying(self, content: KitContent, *, by: str, at: datetime) -> KitDraft:
        """Return the draft's next revision."""
        return replace(self, content=content.stamped(UNPUBLISHED), by=by, at=at, revision=self.revision + 1)
