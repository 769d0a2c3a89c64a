"""Nations in memory, with the promises of `NationStore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict
from shared.kernel.page import Page, read_cursor, write_cursor
from shared.nations.errors import NationUnknown, SlugTaken, ZoneTaken
from shared.nations.nation import NationStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.kernel.items import Item
    from shared.nations.nation import Nation


class InMemoryNationStore:
    """Keeps nations in dictionaries."""

    def __init__(self) -> None:
        self.nations: dict[str, Nation] = {}
        self.items: dict[str, dict[str, Item]] = {}
        self.holders: dict[str, str] = {}

    def found(self, nation: Nation) -> Nation:
        standing = self.nations.get(nation.slug)
        if standing and standing.status is NationStatus.REMOVED:
            raise SlugTaken(nation.slug, "was removed and cannot be founded again")
        if standing and set(standing.seed.zones) != set(nation.seed.zones):
            raise SlugTaken(nation.slug, "exists with other zones")
        if standing:
            return standing
        for zone in nation.seed.zones:
            if self.holders.get(zone, nation.slug) != nation.slug:
                raise ZoneTaken(zone, self.holders[zone])
        self.nations[nation.slug] = nation
        self.holders |= dict.fromkeys(nation.seed.zones, nation.slug)
        return nation

    def get(self, slug: str) -> Nation:
        if slug not in self.nations:
            raise NationUnknown(slug)
        return self.nations[slug]

    def page(self, *, limit: int, cursor: str | None = None) -> Page[Nation]:
        start = (read_cursor(cursor) or {"slug": ""})["slug"]
        slugs = sorted(slug for slug in self.nations if slug > start)
        more = len(slugs) > limit
        elements = tuple(self.nations[slug] for slug in slugs[:limit])
        return Page(elements=elements, cursor=write_cursor({"slug": slugs[limit - 1]}) if more else None)

    def save(self, nation: Nation, *, after: Nation) -> None:
        if self.nations.get(nation.slug) != after:
            raise Conflict(f"nation {nation.slug} was changed by somebody else meanwhile: look again")
        self.nations[nation.slug] = nation

    def release_zones(self, nation: Nation) -> None:
        for zone in nation.seed.zones:
            if self.holders.get(zone) == nation.slug:
                del self.holders[zone]

    def belongings(self, slug: str) -> Sequence[Item]:
        return [item for _, item in sorted(self.items.get(slug, {}).items())]

    def belonging_keys(self, slug: str) -> frozenset[str]:
        return frozenset(self.items.get(slug, {}))

    def furnish(self, slug: str, items: Iterable[Item], *, is_open: bool) -> None:
        kept = self.items.setdefault(slug, {})
        for item in items:
            if not is_open or item["sk"] not in kept:
                kept[item["sk"]] = {**item, "pk": f"NATION#{slug}"}

    def replace_unedited(self, slug: str, items: Iterable[Item]) -> None:
        kept = self.items.setdefault(slug, {})
        for item in items:
            if not kept.get(item["sk"], {}).get("edited_at"):
                kept[item["sk"]] = {**item, "pk": f"NATION#{slug}"}

    def claims(self) -> Mapping[str, str]:
        standing = [nation for nation in self.nations.values() if nation.status is not NationStatus.REMOVED]
        return {zone: nation.slug for nation in standing for zone in nation.seed.zones}

    def open_slugs(self) -> frozenset[str]:
        return frozenset(slug for slug, nation in self.nations.items() if nation.status.is_open)
