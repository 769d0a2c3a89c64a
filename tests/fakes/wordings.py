"""Texts that were shown, in memory, with the promises of `WordingStore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.consent.wording import SaidWording


class InMemoryWordingStore:
    """Keeps texts in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, SaidWording] = {}

    def keep(self, said: Iterable[SaidWording]) -> None:
        for text in said:
            self.kept.setdefault(text.hash, text)

    def find(self, wording_hash: str) -> SaidWording | None:
        return self.kept.get(wording_hash)
