from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from shared.access.tries_store import DynamoTries
from shared.kernel.errors import TransientError
from tests.builders import NOON
from tests.fakes.access import InMemoryTries

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.ports import Tries

MINUTE = timedelta(minutes=1)
WINDOW = 15 * MINUTE


@pytest.fixture(params=["in-memory", "dynamodb"])
def tries(request: pytest.FixtureRequest) -> Tries:
    if request.param == "in-memory":
        return InMemoryTries()
    return DynamoTries(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def hold(number: int) -> timedelta:
    """From the third try on as many minutes as there were tries."""
    return number * MINUTE if number >= 3 else timedelta()


def take(tries: Tries, now: datetime = NOON, key: str = "key") -> datetime | None:
    return tries.take(key, now=now, window=WINDOW, hold=hold)


def test_tries_below_the_limit_are_all_taken(tries: Tries) -> None:
    assert [take(tries) for _ in range(3)] == [None] * 3


def test_the_last_of_them_holds_those_after_it(tries: Tries) -> None:
    for _ in range(3):
        take(tries)

    assert take(tries) == NOON + 3 * MINUTE
    assert take(tries, NOON + 2 * MINUTE) == NOON + 3 * MINUTE


def test_tries_that_are_held_are_not_counted_and_the_next_hold_is_longer(tries: Tries) -> None:
    for _ in range(9):
        take(tries)

    assert take(tries, NOON + 3 * MINUTE) is None
    assert take(tries, NOON + 3 * MINUTE) == NOON + 7 * MINUTE


def test_a_count_is_forgotten_a_window_after_it_began(tries: Tries) -> None:
    for _ in range(2):
        take(tries)

    assert [take(tries, NOON + WINDOW) for _ in range(3)] == [None] * 3


def test_a_hold_is_remembered_for_a_window_after_it_is_over(tries: Tries) -> None:
    for _ in range(3):
        take(tries)

    take(tries, NOON + 17 * MINUTE)

    assert take(tries, NOON + 17 * MINUTE) == NOON + 21 * MINUTE


def test_names_are_counted_each_by_itself(tries: Tries) -> None:
    for _ in range(3):
        take(tries)

    assert take(tries, key="another") is None


def test_a_try_given_back_was_none(tries: Tries) -> None:
    for _ in range(9):
        assert take(tries) is None
        tries.give_back("key")

    tries.give_back("nobody")
    assert take(tries, key="nobody") is None


def test_forgetting_ends_the_hold(tries: Tries) -> None:
    for _ in range(3):
        take(tries)

    tries.forget("key")

    assert [take(tries) for _ in range(3)] == [None] * 3


def test_of_many_tries_at_the_edge_of_the_limit_one_is_taken(dynamodb: Any, network_table: str) -> None:
    """Both count before either holds: what two at one moment do."""
    tries = DynamoTries(dynamodb, network_table)
    for _ in range(2):
        take(tries)
    outcomes: list[datetime | None] = []

    def slow(number: int) -> timedelta:
        if number == 3:
            outcomes.append(take(tries))
        return hold(number)

    outcomes.append(tries.take("key", now=NOON, window=WINDOW, hold=slow))

    assert sorted(outcomes, key=bool) == [None, NOON + 4 * MINUTE]


def test_a_table_that_does_not_count_lets_nobody_try(dynamodb: Any, network_table: str) -> None:
    class Throttled:
        def update_item(self, **_: Any) -> None:
            raise ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, "UpdateItem")

    tries = DynamoTries(dynamodb, network_table)
    tries._client = Throttled()  # type: ignore[assignment]  # throttles as moto never does

    with pytest.raises(TransientError, match="does not count: ThrottlingException"):
        take(tries)
