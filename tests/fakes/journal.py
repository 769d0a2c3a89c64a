"""A journal of changes of people, kept in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class InMemoryJournal:
    """Remembers what it was told; `failure` is what it raises instead."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str, dict[str, str]]] = []
        self.failure: Exception | None = None

    def record(self, slug: str, what: str, about: Mapping[str, str]) -> None:
        if self.failure:
            raise self.failure
        self.entries.append((slug, what, dict(about)))
