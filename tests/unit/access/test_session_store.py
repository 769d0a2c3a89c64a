from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.access.session_store import DynamoSessionStore
from tests.builders import HOUR, NOON
from tests.fakes.access import InMemorySessionStore
from tests.unit.access.builders import a_session

if TYPE_CHECKING:
    from shared.access.ports import SessionStore


@pytest.fixture(params=["in-memory", "dynamodb"])
def sessions(request: pytest.FixtureRequest) -> SessionStore:
    if request.param == "in-memory":
        return InMemorySessionStore()
    return DynamoSessionStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def test_a_session_comes_back_as_it_was_opened(sessions: SessionStore) -> None:
    session = a_session(second_factor_at=NOON)

    sessions.add("digest", session)

    assert sessions.get("digest") == session
    assert sessions.get("another") is None


def test_the_last_use_is_written_down(sessions: SessionStore) -> None:
    sessions.add("digest", a_session())

    sessions.see("digest", NOON + HOUR)

    assert sessions.get("digest") == a_session(seen_at=NOON + HOUR)


def test_a_session_that_was_ended_does_not_come_back_by_being_seen(sessions: SessionStore) -> None:
    sessions.add("digest", a_session())
    sessions.end("digest")
    sessions.end("digest")

    sessions.see("digest", NOON + HOUR)

    assert sessions.get("digest") is None
