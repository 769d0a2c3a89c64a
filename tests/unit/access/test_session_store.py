from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.access.session import LIFE
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


def test_a_session_goes_on_under_another_token_and_is_good_under_both(sessions: SessionStore) -> None:
    sessions.add("one", a_session())

    assert sessions.succeed("one", by="two", session=a_session(former="one", is_used=False))

    assert sessions.get("one") == a_session(successor="two")
    assert sessions.get("two") == a_session(former="one", is_used=False)


def test_it_goes_on_once_however_many_would_have_it(sessions: SessionStore) -> None:
    sessions.add("one", a_session())
    sessions.succeed("one", by="two", session=a_session(csrf="first"))

    assert not sessions.succeed("one", by="two", session=a_session(csrf="second"))
    assert not sessions.succeed("one", by="three", session=a_session(csrf="third"))

    assert sessions.get("two") == a_session(csrf="first")
    assert sessions.get("three") is None


def test_a_session_that_was_ended_goes_on_under_no_other_token(sessions: SessionStore) -> None:
    sessions.add("one", a_session())
    sessions.end("one")

    assert not sessions.succeed("one", by="two", session=a_session())
    assert sessions.get("two") is None


def test_the_token_of_before_is_good_for_a_while_and_no_longer_than_it_was(sessions: SessionStore) -> None:
    sessions.add("one", a_session())
    sessions.succeed("one", by="two", session=a_session(former="one", is_used=False))

    sessions.retire("one", by="two", until=NOON + HOUR)
    sessions.retire("one", by="two", until=NOON + LIFE + HOUR)

    assert sessions.get("one") == a_session(successor="two", expires_at=NOON + HOUR)
    assert sessions.get("two") == a_session(former="one", is_used=True)


def test_nothing_is_retired_into_being(sessions: SessionStore) -> None:
    sessions.retire("one", by="two", until=NOON + HOUR)

    assert (sessions.get("one"), sessions.get("two")) == (None, None)
