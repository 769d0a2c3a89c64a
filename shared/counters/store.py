"""Counters in the `network` table, and the marks of counted deeds in the `people` table, beside the deeds."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.counters.days import day_steps, days_kind, days_sort, month_of, read_days
from shared.counters.deed import COUNTED, DEED, Deed
from shared.counters.marks import mark_request, settled_mark_request
from shared.counters.rounds import rounds_of
from shared.kernel.aws import error_code
from shared.kernel.errors import TransientError
from shared.kernel.items import to_wire
from shared.kernel.table import THROTTLES, ConditionFailed, Table
from shared.nations.items import nation_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.counters.change import Change
    from shared.counters.days import DayCounts
    from shared.kernel.clock import Clock
    from shared.kernel.items import Item

COUNTERS = "COUNTERS"
"""Sort key of a nation's counters in the `network` table."""

NOT_COUNTERS = frozenset({"pk", "sk", "revision", "kind_pk", "kind_sk"})
"""What else that item has; `revision` counts its changes. The last two list the counters of all nations together."""

LISTED = 1000
"""Items asked for at once where those of all nations are wanted; DynamoDB cuts a page at 1 MB by itself."""

TRIES = 5
"""How often counters are added up that change meanwhile."""

REFUSED = "ConditionalCheckFailed"
"""DynamoDB's word for an action of a transaction whose condition does not hold."""


class NetworkCounters:
    """Reads counters, for whoever may read the `network` table and not the people; see `CounterReader`."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def read(self, slug: str) -> Mapping[str, int]:
        """Return the nation's counters by name."""
        return _counts(self._table.get(nation_key(slug), COUNTERS) or {})

    def read_all(self) -> Mapping[str, Mapping[str, int]]:
        """Return the counters of every nation that has any, by slug, as they stood a moment ago."""
        return {item["kind_sk"]: _counts(item) for item in self._of_kind(COUNTERS)}

    def days(self, slug: str, month: str) -> DayCounts:
        """Return how a nation's counters moved on the days of a month."""
        item = self._table.get(nation_key(slug), days_sort(month))
        return read_days(item) if item else {}

    def days_of_all(self, month: str) -> Mapping[str, DayCounts]:
        """Return how the counters of all nations moved on the days of a month, by slug."""
        return {item["kind_sk"]: read_days(item) for item in self._of_kind(days_kind(month))}

    def _of_kind(self, kind: str) -> Iterator[Item]:
        cursor: str | None = None
        while True:
            page = self._table.page_of_kind(kind, limit=LISTED, cursor=cursor)
            yield from page.elements
            if (cursor := page.cursor) is None:
                return


class DynamoCounterStore(NetworkCounters):
    """Keeps counters in DynamoDB; see `CounterStore` for what each method promises."""

    def __init__(
        self, client: DynamoDBClient, *, network_table: str, people_table: str, clock: Clock, timezone: tzinfo = UTC
    ) -> None:
        """Take a client of DynamoDB, and the time zone whose days figures are told by."""
        super().__init__(client, network_table)
        self._timezone = timezone
        self._client: Any = client
        self._people = Table(client, people_table)
        self._clock = clock

    def count(self, slug: str, changes: Sequence[Change]) -> int:
        """Count the changes of one nation that are not counted yet; return how many those were."""
        return sum(self._count_round(slug, together) for together in rounds_of(changes))

    def uncounted(self, slug: str) -> Sequence[Deed]:
        """Return the deeds that stand but are not counted."""
        counted = set(self._counted(slug))
        return [deed for deed in self._standing(slug) if deed not in counted]

    def overcounted(self, slug: str) -> Sequence[Deed]:
        """Return the deeds that are counted but do not stand."""
        standing = set(self._standing(slug))
        return [deed for deed in self._counted(slug) if deed not in standing]

    def settle(self, deed: Deed) -> bool:
        """Count a deed if it stands at this moment, and only then."""
        stands = self._people.get(deed.partition, deed.sort_key) is not None
        mark = settled_mark_request(deed, stands=stands, now=self._clock.now())
        look = {
            "Key": to_wire({"pk": deed.partition, "sk": deed.sort_key}),
            "ConditionExpression": "attribute_exists(pk)" if stands else "attribute_not_exists(pk)",
        }
        return not self._transact(
            [
                {"ConditionCheck": {"TableName": self._people.name, **look}},
                {"Update": {"TableName": self._people.name, **mark}},
                self._counters_update(deed.slug, {deed.name: 1 if stands else -1}),
            ]
        )

    def add_up(self, slug: str) -> Mapping[str, int]:
        """Set the nation's counters to the sums of what is counted, and return them."""
        for _ in range(TRIES):
            revision = (self._table.get(nation_key(slug), COUNTERS) or {}).get("revision", 0)
            sums = Counter(deed.name for deed in self._counted(slug))
            listed = {"kind_pk": COUNTERS, "kind_sk": slug}
            item = {**sums, "pk": nation_key(slug), "sk": COUNTERS, "revision": revision + 1, **listed}
            condition = "revision = :revision OR (:revision = :none AND attribute_not_exists(revision))"
            try:
                self._table.put(item, condition=condition, values={"revision": revision, "none": 0})
            except ConditionFailed:
                continue  # Something was counted between the two readings: they do not fit each other.
            return dict(sums)
        raise TransientError(f"the counters of {slug} change too fast to be added up: try again in a quieter minute")

    def _count_round(self, slug: str, changes: Sequence[Change]) -> int:
        """Count changes of deeds that all differ; those that are counted already drop out."""
        pending = list(changes)
        while pending:
            counted = [self._counters_update(slug, _sums(pending)), *self._day_update(slug, pending)]
            refused = self._transact([*map(self._mark, pending), *counted])
            if not refused:
                break
            pending = [change for place, change in enumerate(pending) if place not in refused]
        return len(pending)

    def _mark(self, change: Change) -> dict[str, Any]:
        return {"Update": {"TableName": self._people.name, **mark_request(change, now=self._clock.now())}}

    def _counters_update(self, slug: str, steps: Mapping[str, int]) -> dict[str, Any]:
        return self._addition(slug, COUNTERS, COUNTERS, {"revision": 1, **steps})

    def _day_update(self, slug: str, changes: Sequence[Change]) -> list[dict[str, Any]]:
        today = self._clock.now().astimezone(self._timezone).date()
        month, steps = month_of(today), day_steps(changes, day=today)
        return [self._addition(slug, days_sort(month), days_kind(month), steps)] if steps else []

    def _addition(self, slug: str, sort: str, kind: str, steps: Mapping[str, int]) -> dict[str, Any]:
        """Return the request that adds to a nation's item, which is listed as that kind."""
        places = range(len(steps))
        added = ", ".join(f"#{place} :{place}" for place in places)
        values = {f":{place}": step for place, step in zip(places, steps.values(), strict=True)}
        return {
            "Update": {
                "TableName": self._table.name,
                "Key": to_wire({"pk": nation_key(slug), "sk": sort}),
                "UpdateExpression": f"SET kind_pk = :kind, kind_sk = :slug ADD {added}",
                "ExpressionAttributeNames": {f"#{place}": name for place, name in zip(places, steps, strict=True)},
                "ExpressionAttributeValues": to_wire({":kind": kind, ":slug": slug, **values}),
            }
        }

    def _standing(self, slug: str) -> list[Deed]:
        items = self._people.query(nation_key(slug), DEED, ProjectionExpression="sk")
        return [deed for item in items if (deed := Deed.read(nation_key(slug), item["sk"]))]

    def _counted(self, slug: str) -> list[Deed]:
        items = self._people.query(nation_key(slug), COUNTED, ProjectionExpression="sk, stands")
        return [deed for item in items if item["stands"] and (deed := Deed.read(nation_key(slug), item["sk"]))]

    def _transact(self, actions: list[dict[str, Any]]) -> frozenset[int]:
        """Do all the actions or none; return the places of those whose conditions do not hold, none if all is done."""
        try:
            self._client.transact_write_items(TransactItems=actions)
        except ClientError as error:
            return _refused(error)
        return frozenset()


def _counts(item: Item) -> Mapping[str, int]:
    return {name: count for name, count in item.items() if name not in NOT_COUNTERS}


def _sums(changes: Sequence[Change]) -> Mapping[str, int]:
    sums: Counter[str] = Counter()
    for change in changes:
        sums[change.deed.name] += change.step
    return sums


def _refused(error: ClientError) -> frozenset[int]:
    if error_code(error) in THROTTLES:
        raise TransientError("the tables of counters are throttled") from error
    if error_code(error) != "TransactionCanceledException":
        raise error
    reasons: Any = error.response.get("CancellationReasons", [])
    refused = frozenset(place for place, reason in enumerate(reasons) if reason.get("Code") == REFUSED)
    if not refused or any(reason.get("Code", "None") not in {"None", REFUSED} for reason in reasons):
        raise TransientError("somebody else counts for the same nation at this very moment") from error
    return refused
