"""Where indexes are asked for, kept in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ListedIndexing:
    """Remembers for which nations an index was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, slugs: Iterable[str]) -> None:
        self.asked += slugs
