"""Notices, overrides and publications in memory, with the promises of their ports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.elections.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from shared.elections.overrides import Override
    from shared.nations.publications import PublicationOrder


class InMemoryNotices:
    """Keeps notices in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Notice] = {}

    def all(self) -> Mapping[str, Notice]:
        return dict(self.kept)

    def ask(self, slug: str, notice: str, *, at: datetime) -> None:
        self.kept[slug] = replace(self.kept.get(slug, Notice()), asked=notice, asked_at=at)

    def show(self, slug: str, notice: str, *, until: datetime | None = None) -> None:
        self.kept[slug] = replace(self.kept.get(slug, Notice()), shown=notice, until=until)


class InMemoryOverrideLog:
    """Keeps overrides in a list."""

    def __init__(self) -> None:
        self.kept: list[Override] = []

    def add(self, override: Override) -> None:
        self.kept.append(override)

    def of_nation(self, slug: str) -> Sequence[Override]:
        return sorted((each for each in self.kept if each.slug == slug), key=lambda override: override.at)


class ListedPublications:
    """Lists the orders it takes."""

    def __init__(self) -> None:
        self.orders: list[PublicationOrder] = []

    def ask(self, orders: Sequence[PublicationOrder]) -> None:
        self.orders.extend(orders)
