"""The kit's next edition, while HQ writes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kits.edition import KitContent, KitEdition

UNPUBLISHED = "draft"
"""What the pages of a draft have in the place of a version."""


LAST_REVISION = 999_999_999
"""More than all pauses in typing come to: what is larger was never anybody's to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDraft:
    """What the next edition shall say; `number` is that of the edition it began from.

    `revision` counts the saves of all drafts that there ever were: no other state of this one has it, and no draft that
    was there before. It is 0 for one that was never kept.
    """

    number: int
    at: datetime
    by: str
    content: KitContent = field(repr=False)
    revision: int = 0

    @classmethod
    def begun(cls, edition: KitEdition, *, by: str, at: datetime) -> KitDraft:
        """Return a draft that says what an edition says; it is not kept yet."""
        return cls(number=edition.number, at=at, by=by, content=edition.content)

    def saying(self, content: KitContent, *, by: str, at: datetime) -> KitDraft:
        """Return what the draft shall say in the place of this revision."""
        return replace(self, content=content.stamped(UNPUBLISHED), by=by, at=at)
