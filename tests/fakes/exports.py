"""Where exports are asked for, kept in a list."""

from __future__ import annotations


class ListedExports:
    """Remembers which exports were asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def ask(self, slug: str, export_id: str) -> None:
        self.asked.append((slug, export_id))
