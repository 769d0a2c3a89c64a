"""Where exports are asked for, kept in a list."""

from __future__ import annotations


class ListedExports:
    """Remembers which exports were asked for; with a `failure` it takes no order."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.failure: Exception | None = None

    def ask(self, slug: str, export_id: str) -> None:
        if self.failure:
            raise self.failure
        self.asked.append((slug, export_id))
