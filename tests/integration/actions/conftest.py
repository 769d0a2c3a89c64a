"""Both tables and a queue, in moto, and a client that can be killed, throttled or counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.aws import client
from tests.fakes.tables import create_network_table, create_people_table

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def dynamodb(aws: None) -> Any:
    """A client that sees the two tables, empty."""
    dynamodb = client("dynamodb")
    create_network_table(dynamodb)
    create_people_table(dynamodb)
    return dynamodb


class Killed(BaseException):
    """The worker was killed: no code of ours may catch it."""


class Disturbed:
    """A client of AWS that calls `disturb` with the number of each request, before and after it."""

    def __init__(self, client: Any, disturb: Callable[[int, str], None]) -> None:
        self._client = client
        self._disturb = disturb
        self.requests = 0

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, name)
        return self._disturbed(found) if callable(found) else found

    def _disturbed(self, operation: Any) -> Any:
        def request(**parameters: Any) -> Any:
            self.requests += 1
            number = self.requests
            self._disturb(number, "before")
            answer = operation(**parameters)
            self._disturb(number, "after")
            return answer

        return request


def killed_at(number: int, moment: str) -> Callable[[int, str], None]:
    """Return what kills the worker before or after its request of that number."""

    def disturb(at: int, when: str) -> None:
        if (at, when) == (number, moment):
            raise Killed

    return disturb
