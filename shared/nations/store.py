"""Nations in DynamoDB: the `network` table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.kernel.errors import Conflict
from shared.kernel.page import Page
from shared.kernel.table import ConditionFailed, Table
from shared.kernel.writes import put_request
from shared.nations.errors import NationUnknown, SlugTaken, ZoneTaken
from shared.nations.items import (
    KIND,
    PUBLISHED,
    claim_key,
    nation_from_item,
    nation_key,
    nation_to_item,
    unless_changed,
)
from shared.nations.nation import Nation, NationStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.kernel.items import Item
    from shared.kernel.writes import Request

LISTING = 500
"""Nations asked for at once where all are wanted; DynamoDB cuts a page at 1 MB by itself."""

MISSING = "attribute_not_exists(pk)"
UNEDITED = "attribute_not_exists(edited_at) OR edited_at = :nobody"
"""Conditions on what a write would replace."""


class DynamoNationStore:
    """Keeps nations in the `network` table; see `NationStore` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def found(self, nation: Nation) -> Nation:
        """Add the nation and its claims on its zones, or return the same nation as it stands."""
        founding = put_request(nation_to_item(nation), condition="attribute_not_exists(pk)")
        try:
            self._table.write_all_or_none([founding, *(_claim(zone, nation.slug) for zone in nation.seed.zones)])
        except ConditionFailed:
            return self._standing(nation)
        return nation

    def get(self, slug: str) -> Nation:
        """Return the nation; raises NationUnknown."""
        item = self._table.get(nation_key(slug), KIND)
        if item is None:
            raise NationUnknown(slug)
        return nation_from_item(item)

    def page(self, *, limit: int, cursor: str | None = None) -> Page[Nation]:
        """Return nations in the order of their slugs."""
        page = self._table.page_of_kind(KIND, limit=limit, cursor=cursor)
        return Page(elements=tuple(map(nation_from_item, page.elements)), cursor=page.cursor)

    def save(self, nation: Nation, *, after: Nation) -> None:
        """Replace `after` by `nation`; raises Conflict if somebody else changed it in between."""
        try:
            self._table.put(nation_to_item(nation), **unless_changed(after))
        except ConditionFailed as error:
            raise Conflict(f"nation {nation.slug} was changed by somebody else meanwhile: look again") from error

    def release_zones(self, nation: Nation) -> None:
        """Give up the nation's claims on its zones; a zone that another nation holds by now stays that one's."""
        for zone in nation.seed.zones:
            self._release(zone, nation.slug)

    def belongings(self, slug: str) -> Sequence[Item]:
        """Return all that is stored with the nation but its people and its publications."""
        return [item for item in self._table.query(nation_key(slug), below=PUBLISHED) if item["sk"] != KIND]

    def belonging_keys(self, slug: str) -> frozenset[str]:
        """Return the sort keys of the nation's belongings."""
        keys = self._table.query(nation_key(slug), below=PUBLISHED, ProjectionExpression="sk")
        return frozenset(item["sk"] for item in keys) - {KIND}

    def furnish(self, slug: str, items: Iterable[Item], *, is_open: bool) -> None:
        """Store items under the nation; in an open nation only those that are missing."""
        keyed = [{**item, "pk": nation_key(slug)} for item in items]
        if not is_open:
            self._table.write_batch(keyed)
            return
        for item in keyed:
            self._put_if(MISSING, item)

    def replace_unedited(self, slug: str, items: Iterable[Item]) -> None:
        """Store items under the nation in place of those that it has not edited itself, even a moment ago."""
        for item in items:
            self._put_if(UNEDITED, {**item, "pk": nation_key(slug)}, values={"nobody": ""})

    def claims(self) -> Mapping[str, str]:
        """Return who holds which zone."""
        standing = (nation for nation in self._all() if nation.status is not NationStatus.REMOVED)
        return {zone: nation.slug for nation in standing for zone in nation.seed.zones}

    def open_slugs(self) -> frozenset[str]:
        """Return the nations that are open to their teams."""
        return frozenset(nation.slug for nation in self._all() if nation.status.is_open)

    def _all(self) -> Iterator[Nation]:
        cursor: str | None = None
        while True:
            page = self.page(limit=LISTING, cursor=cursor)
            yield from page.elements
            cursor = page.cursor
            if cursor is None:
                return

    def _standing(self, nation: Nation) -> Nation:
        """Tell why `found` met a condition that does not hold: the same nation, another one, or a zone that is held."""
        item = self._table.get(nation_key(nation.slug), KIND)
        if item is None:
            raise self._zone_taken(nation)
        standing = nation_from_item(item)
        if standing.status is NationStatus.REMOVED:
            raise SlugTaken(nation.slug, "was removed and cannot be founded again")
        if set(standing.seed.zones) != set(nation.seed.zones):
            raise SlugTaken(nation.slug, "exists with other zones")
        return standing

    def _zone_taken(self, nation: Nation) -> ZoneTaken | SlugTaken:
        for zone in nation.seed.zones:
            claim = self._table.get(claim_key(zone), "CLAIM")
            if claim and claim["slug"] != nation.slug:
                return ZoneTaken(zone, claim["slug"])
        return SlugTaken(nation.slug, "is being founded by somebody else at this moment")

    def _put_if(self, condition: str, item: Item, **values: Any) -> None:
        try:
            self._table.put(item, condition=condition, **values)
        except ConditionFailed:
            return  # The nation has its own by now: that one stands.

    def _release(self, zone: str, slug: str) -> None:
        try:
            self._table.delete(claim_key(zone), "CLAIM", condition="slug = :slug", values={"slug": slug})
        except ConditionFailed:
            return  # Never claimed, or another nation's by now.


def _claim(zone: str, slug: str) -> Request:
    item = {"pk": claim_key(zone), "sk": "CLAIM", "slug": slug}
    return put_request(item, condition="attribute_not_exists(pk) OR slug = :slug", values={"slug": slug})
