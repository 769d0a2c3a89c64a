"""What the use cases of consent need of the world, beside the people table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.consent.wording import SaidWording


class WordingStore(Protocol):
    """Keeps the texts that people were shown, by their hash."""

    def keep(self, said: Iterable[SaidWording]) -> None:
        """Store the texts that are not there yet; none is ever changed."""

    def find(self, wording_hash: str) -> SaidWording | None:
        """Return the text of a hash, or None if it was never kept."""
