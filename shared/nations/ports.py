"""What the use cases of nations need from the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.kernel.items import Item
    from shared.kernel.page import Page
    from shared.nations.nation import Nation


class NationStore(Protocol):
    """Keeps nations, the zones they hold and what is theirs (pages, mail templates, tags)."""

    def found(self, nation: Nation) -> Nation:
        """Add the nation and its claims on its zones, all or nothing; return the one that then stands.

        That is `nation` itself if it was added; one of the same slug and zones that was there stands as it is.
        Raises ZoneTaken and SlugTaken.
        """

    def get(self, slug: str) -> Nation:
        """Return the nation; raises NationUnknown."""

    def page(self, *, limit: int, cursor: str | None = None) -> Page[Nation]:
        """Return nations in the order of their slugs."""

    def save(self, nation: Nation, *, after: Nation) -> None:
        """Replace `after` by `nation`; raises Conflict if somebody else changed it in between."""

    def release_zones(self, nation: Nation) -> None:
        """Give up the nation's claims on its zones."""

    def belongings(self, slug: str) -> Sequence[Item]:
        """Return what the nation's site and mails are made of, each item with its `sk` (`PAGE#home`)."""

    def belonging_keys(self, slug: str) -> frozenset[str]:
        """Return the `sk` of each item that `belongings` returns, at a fraction of its cost."""

    def furnish(self, slug: str, items: Iterable[Item], *, is_open: bool) -> None:
        """Store items under the nation, each with its `sk`; in an open nation only those that are missing."""

    def replace_unedited(self, slug: str, items: Iterable[Item]) -> None:
        """Store items under the nation in place of those that it has not edited itself, by `edited_at`."""

    def claims(self) -> Mapping[str, str]:
        """Return who holds which zone: zone id to slug, over the whole network."""

    def open_slugs(self) -> frozenset[str]:
        """Return the nations that are open to their teams."""
