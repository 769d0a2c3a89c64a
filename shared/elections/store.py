"""Notices and overrides in DynamoDB: the `network` table, with their nations."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shared.elections.notices import Notice
from shared.elections.overrides import PREFIX, override_from_item, override_to_item
from shared.kernel.errors import TransientError
from shared.kernel.table import ConditionFailed, Table
from shared.nations.items import nation_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.elections.overrides import Override
    from shared.kernel.items import Item

KIND = "SILENCE"
"""Partition of the `by_kind` index that lists what is kept of all notices, by slug."""

LISTING = 500


class DynamoNotices:
    """Keeps notices in the `network` table; see `Notices` for what each method promises.

    What is asked for and what is shown are items apart: two functions write them, neither waits for the other.
    """

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def all(self) -> Mapping[str, Notice]:
        """Return the notices by slug."""
        found: dict[str, Notice] = {}
        for item in self._items():
            slug = item["slug"]
            found[slug] = replace(found.get(slug, Notice()), **_told(item))
        return found

    def ask(self, slug: str, notice: str, *, at: datetime) -> None:
        """Note that the pages were asked to show the notice."""
        self._put(slug, "asked", {"notice": notice, "at": at.isoformat()})

    def show(self, slug: str, notice: str, *, until: datetime | None = None) -> None:
        """Note that the pages show the notice, and until when they hold."""
        holds = {"until": until.astimezone(UTC).isoformat()} if until else {}
        self._put(slug, "shown", {"notice": notice, **holds})

    def _put(self, slug: str, what: str, said: Mapping[str, str]) -> None:
        keys = {"pk": nation_key(slug), "sk": f"{KIND}#{what}", "kind_pk": KIND, "kind_sk": f"{slug}#{what}"}
        self._table.put({**keys, "slug": slug, "what": what, **said})

    def _items(self) -> Iterator[Item]:
        cursor: str | None = None
        while True:
            page = self._table.page_of_kind(KIND, limit=LISTING, cursor=cursor)
            yield from page.elements
            cursor = page.cursor
            if cursor is None:
                return


class DynamoOverrideLog:
    """Keeps overrides in the `network` table; see `OverrideLog` for what each method promises."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def add(self, override: Override) -> None:
        """Keep the override; raises TransientError if another one was made at the very same moment."""
        try:
            self._table.put(override_to_item(override), condition="attribute_not_exists(pk)")
        except ConditionFailed as error:
            raise TransientError("somebody else overrides this silence at this very moment: try again") from error

    def of_nation(self, slug: str) -> Sequence[Override]:
        """Return all overrides of a nation, the oldest first."""
        return [override_from_item(item) for item in self._table.query(nation_key(slug), PREFIX)]


def _told(item: Item) -> dict[str, Any]:
    if item["what"] == "shown":
        return {"shown": item["notice"], "until": datetime.fromisoformat(item["until"]) if "until" in item else None}
    return {"asked": item["notice"], "asked_at": datetime.fromisoformat(item["at"])}
