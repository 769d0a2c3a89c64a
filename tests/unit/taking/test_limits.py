"""Limits: the fake and the table keep the same promises."""

from __future__ import annotations

from datetime import timedelta
from operator import itemgetter
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from shared.actions.limit_store import KEPT_SECONDS, DynamoLimitStore
from shared.actions.limits import UNASKED, Count, LimitRules, Limits, LimitStore, place
from shared.kernel.errors import TransientError
from shared.kernel.items import from_wire
from tests.builders import NOON
from tests.fakes.actions import InMemoryLimitStore

RULES = LimitRules(address=2, nation=5, seconds=60)
ENDS = int(NOON.timestamp()) + 60


def a_count(sender: str = "a1", *, slug: str = "paris-6", ends: int = ENDS) -> Count:
    return Count(slug=slug, sender=sender, ends=ends)


@pytest.fixture(params=["in-memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> LimitStore:
    if request.param == "in-memory":
        return InMemoryLimitStore()
    return DynamoLimitStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def passing(limits: Limits, count: Count, *, times: int) -> int:
    """Return how many of so many actions are let pass."""
    return sum(limits.let_pass(count) for _ in range(times))


def test_a_sender_is_counted_up_to_its_limit(store: LimitStore) -> None:
    limits = Limits(store, RULES)

    assert [limits.let_pass(a_count()) for _ in range(4)] == [True, True, False, False]


def test_the_nation_s_limit_holds_for_all_senders_together(store: LimitStore) -> None:
    limits = Limits(store, RULES)

    assert [limits.let_pass(a_count(f"b{n}")) for n in range(7)] == [True] * 5 + [False] * 2


def test_what_an_address_is_refused_is_not_counted_for_its_nation(store: LimitStore) -> None:
    limits = Limits(store, RULES)
    passing(limits, a_count(), times=9)

    assert limits.let_pass(a_count("a2"))


@pytest.mark.parametrize("other", [{"slug": "lyon-1"}, {"ends": ENDS + 60}])
def test_another_nation_or_window_counts_by_itself(store: LimitStore, other: dict[str, Any]) -> None:
    limits = Limits(store, RULES)
    passing(limits, a_count(), times=3)

    assert limits.let_pass(a_count(**other))


def test_small_limits_are_exact_however_many_processes_count(store: LimitStore) -> None:
    processes = [Limits(store, RULES) for _ in range(4)]

    assert sum(limits.let_pass(a_count()) for limits in processes * 2) == RULES.address


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_each_process_but_one_lets_a_tenth_of_a_limit_too_much_pass_at_most(store: LimitStore, processes: int) -> None:
    rules = LimitRules(address=30, nation=10_000, seconds=60)
    every = [Limits(store, rules) for _ in range(processes)]

    passed = sum(limits.let_pass(a_count()) for _ in range(40) for limits in every)

    assert rules.address <= passed <= rules.address + (processes - 1) * rules.address // UNASKED


def test_who_sends_little_is_not_asked_about() -> None:
    store = InMemoryLimitStore()
    limits = Limits(store, LimitRules(address=30, nation=300, seconds=60))

    assert passing(limits, a_count(), times=3) == 3
    assert not store.counts
    assert passing(limits, a_count(), times=1) == 1
    assert store.counts == {a_count(): 4}


def test_a_limit_that_is_used_up_is_not_asked_again_until_the_window_ends() -> None:
    store = InMemoryLimitStore()
    limits = Limits(store, RULES)
    passing(limits, a_count(), times=3)
    store.broken = True

    assert not limits.let_pass(a_count())
    store.broken = False
    assert limits.let_pass(a_count(ends=ENDS + 60))


def test_what_the_table_did_not_take_it_is_told_the_next_time() -> None:
    store = InMemoryLimitStore()
    limits = Limits(store, RULES)
    store.broken = True
    with pytest.raises(TransientError):
        limits.let_pass(a_count())

    store.broken = False
    limits.let_pass(a_count())

    assert store.counts[a_count()] == 2


def test_counts_expire_and_hold_no_address(dynamodb: Any, network_table: str) -> None:
    count = place("paris-6", "203.0.113.7", secret=b"one", rules=RULES, now=NOON)

    Limits(DynamoLimitStore(dynamodb, network_table), RULES).let_pass(count)

    items = [from_wire(item) for item in dynamodb.scan(TableName=network_table)["Items"]]
    kept = {"pk": f"LIMIT#paris-6#{ENDS}", "number": 1, "expires_at": ENDS + KEPT_SECONDS}
    assert sorted(items, key=itemgetter("sk")) == [kept | {"sk": "ALL"}, kept | {"sk": f"SENDER#{count.sender}"}]
    assert "203" not in count.sender


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
        DynamoLimitStore(broken, "network").add(a_count(), 1, most=2)


def test_a_window_ends_when_the_clock_says() -> None:
    first, later = (
        place("paris-6", "203.0.113.7", secret=b"one", rules=RULES, now=NOON + timedelta(seconds=seconds))
        for seconds in (0, 59)
    )

    assert first == later
    assert first.ends == ENDS
    assert place("paris-6", "203.0.113.7", secret=b"one", rules=RULES, now=NOON + timedelta(seconds=60)) != first
