"""Where imports, and changes of many people, are asked for, kept in a list."""

from __future__ import annotations


class ListedImportOrders:
    """Remembers which imports were asked for, each as often as it was."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def ask(self, slug: str, import_id: str) -> None:
        self.asked.append((slug, import_id))


class ListedChangeOrders:
    """Remembers which changes of many people were asked for, each as often as it was."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def ask(self, slug: str, change_id: str) -> None:
        self.asked.append((slug, change_id))
