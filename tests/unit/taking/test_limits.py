"""Limits: the fake and the table keep the same promises."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from shared.actions.limit_store import KEPT_SECONDS, DynamoLimitStore
from shared.actions.limits import SHARDS, Count, LimitRules, LimitStore, place
from shared.kernel.errors import TransientError
from shared.kernel.items import from_wire
from tests.builders import NOON
from tests.fakes.actions import InMemoryLimitStore

RULES = LimitRules(address=2, nation=3 * SHARDS, seconds=60)
ENDS = int(NOON.timestamp()) + 60


def a_count(sender: str = "a1", *, slug: str = "paris-6", shard: int = 1, ends: int = ENDS) -> Count:
    return Count(slug=slug, shard=shard, sender=sender, ends=ends)


@pytest.fixture(params=["in-memory", "dynamodb"])
def limits(request: pytest.FixtureRequest) -> LimitStore:
    if request.param == "in-memory":
        return InMemoryLimitStore()
    return DynamoLimitStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def test_a_sender_is_counted_up_to_its_limit(limits: LimitStore) -> None:
    assert [limits.count(a_count(), RULES) for _ in range(4)] == [True, True, False, False]


def test_the_nation_s_share_holds_for_all_senders_together(limits: LimitStore) -> None:
    assert [limits.count(a_count(f"b{n}"), RULES) for n in range(5)] == [True, True, True, False, False]


def test_what_is_refused_is_not_counted(limits: LimitStore) -> None:
    for _ in range(9):
        limits.count(a_count(), RULES)

    assert limits.count(a_count("a2"), RULES)


@pytest.mark.parametrize("other", [{"slug": "lyon-1"}, {"shard": 2}, {"ends": ENDS + 60}])
def test_another_nation_shard_or_window_counts_by_itself(limits: LimitStore, other: dict[str, Any]) -> None:
    for _ in range(3):
        limits.count(a_count(), RULES)

    assert limits.count(a_count(**other), RULES)


def test_a_count_expires_and_holds_no_address(dynamodb: Any, network_table: str) -> None:
    count = place("paris-6", "203.0.113.7", secret=b"one", rules=RULES, now=NOON)

    DynamoLimitStore(dynamodb, network_table).count(count, RULES)

    (item,) = map(from_wire, dynamodb.scan(TableName=network_table)["Items"])
    assert item == {
        "pk": f"LIMIT#paris-6#{count.shard}#{count.ends}",
        "sk": "COUNT",
        "all": 1,
        count.sender: 1,
        "expires_at": count.ends + KEPT_SECONDS,
    }
    assert "203" not in str(item).replace(str(count.ends), "")


class BrokenClient:
    """A client whose calls all fail alike."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def update_item(self, **_: object) -> None:
        raise self._error


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "UpdateItem"),
        ReadTimeoutError(endpoint_url="https://dynamodb"),
    ],
)
def test_a_table_under_load_is_worth_another_try(error: Exception) -> None:
    broken: Any = BrokenClient(error)

    with pytest.raises(TransientError, match="network"):
        DynamoLimitStore(broken, "network").count(a_count(), RULES)


def test_a_window_ends_when_the_clock_says() -> None:
    first, later = (
        place("paris-6", "203.0.113.7", secret=b"one", rules=RULES, now=NOON + timedelta(seconds=seconds))
        for seconds in (0, 59)
    )

    assert first == later
    assert first.ends == ENDS
    assert place("paris-6", "203.0.113.7", secret=b"one", rules=RULES, now=NOON + timedelta(seconds=60)) != first


def test_senders_are_spread_over_all_shards() -> None:
    counts = [place("paris-6", f"203.0.113.{n}", secret=b"one", rules=RULES, now=NOON) for n in range(200)]

    assert {count.shard for count in counts} == set(range(SHARDS))


def test_a_share_is_rounded_up() -> None:
    assert LimitRules(address=1, nation=1, seconds=60).share == 1
    assert LimitRules(address=1, nation=SHARDS + 1, seconds=60).share == 2
