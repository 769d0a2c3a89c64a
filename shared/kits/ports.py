"""What the kit needs from the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shared.kits.draft import KitDraft
    from shared.kits.edition import EditionHead, KitEdition


class KitStore(Protocol):
    """Keeps the kit's editions, which never change, and the one draft of the next."""

    def latest(self) -> KitEdition | None:
        """Return the edition of the highest number: that is the network's; None while there is only the bundled one."""

    def get(self, number: int) -> KitEdition:
        """Return an edition; raises EditionUnknown."""

    def history(self) -> tuple[EditionHead, ...]:
        """Return the heads of all editions, the latest first."""

    def add(self, edition: KitEdition, *, draft: KitDraft | None = None) -> None:
        """Keep an edition, and let go of the draft it was made from, both or neither; raises KitChanged."""

    def draft(self) -> KitDraft | None:
        """Return the draft, if there is one."""

    def save_draft(self, draft: KitDraft) -> KitDraft:
        """Keep a draft in the place of its revision, or begin it where that is 0; return it with its new revision.

        Revisions go on counting over drafts that were let go of. Raises KitChanged if another one stands there.
        """

    def drop_draft(self, draft: KitDraft) -> None:
        """Let go of the draft; raises KitChanged if another one stands there."""
