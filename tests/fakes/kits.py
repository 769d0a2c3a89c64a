"""The kit's editions in memory, with the promises of `KitStore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kits.errors import EditionUnknown, KitChanged

if TYPE_CHECKING:
    from shared.kits.draft import KitDraft
    from shared.kits.edition import EditionHead, KitEdition


class InMemoryKitStore:
    """Keeps editions in a dictionary."""

    def __init__(self) -> None:
        self.editions: dict[int, KitEdition] = {}
        self.drafted: KitDraft | None = None

    def latest(self) -> KitEdition | None:
        return self.editions[max(self.editions)] if self.editions else None

    def get(self, number: int) -> KitEdition:
        if number not in self.editions:
            raise EditionUnknown(number)
        return self.editions[number]

    def history(self) -> tuple[EditionHead, ...]:
        return tuple(self.editions[number].head for number in sorted(self.editions, reverse=True))

    def add(self, edition: KitEdition, *, draft: KitDraft | None = None) -> None:
        if edition.number in self.editions or (draft and self._revision() != draft.revision):
            raise KitChanged
        self.editions[edition.number] = edition
        if draft:
            self.drafted = None

    def draft(self) -> KitDraft | None:
        return self.drafted

    def save_draft(self, draft: KitDraft) -> None:
        if self._revision() != draft.revision - 1:
            raise KitChanged
        self.drafted = draft

    def drop_draft(self, draft: KitDraft) -> None:
        if self._revision() != draft.revision:
            raise KitChanged
        self.drafted = None

    def _revision(self) -> int:
        return self.drafted.revision if self.drafted else 0
