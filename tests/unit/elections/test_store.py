from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.elections.notices import Notice
from shared.elections.overrides import Override, standing
from shared.elections.store import DynamoNotices, DynamoOverrideLog
from shared.kernel.errors import TransientError
from tests.builders import HOUR, NOON
from tests.fakes.elections import InMemoryNotices, InMemoryOverrideLog

if TYPE_CHECKING:
    from typing import Any

    from shared.elections.notices import Notices
    from shared.elections.overrides import OverrideLog


@pytest.fixture(params=["in-memory", "dynamodb"])
def notices(request: pytest.FixtureRequest) -> Notices:
    if request.param == "in-memory":
        return InMemoryNotices()
    return DynamoNotices(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


@pytest.fixture(params=["in-memory", "dynamodb"])
def log(request: pytest.FixtureRequest) -> OverrideLog:
    if request.param == "in-memory":
        return InMemoryOverrideLog()
    return DynamoOverrideLog(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def an_override(at: int = 0, **changes: Any) -> Override:
    facts: dict[str, Any] = {"by": "hq", "reason": "judge's order", "what": "everything"}
    return Override(slug="paris-6", at=NOON + at * HOUR, until=NOON + (at + 2) * HOUR, **facts | changes)


def test_nobody_has_a_notice_at_first(notices: Notices) -> None:
    assert notices.all() == {}


def test_what_is_asked_for_and_what_is_shown_are_kept_apart(notices: Notices) -> None:
    notices.ask("paris-6", "first", at=NOON)
    notices.show("paris-6", "")
    notices.show("ain-1", "first")

    assert notices.all() == {
        "paris-6": Notice(shown="", asked="first", asked_at=NOON),
        "ain-1": Notice(shown="first"),
    }


def test_until_when_the_pages_hold_is_known_as_of_their_last_publication(notices: Notices) -> None:
    notices.show("paris-6", "", until=NOON + HOUR)
    assert notices.all() == {"paris-6": Notice(until=NOON + HOUR)}

    notices.ask("paris-6", "", at=NOON)
    assert notices.all()["paris-6"].until == NOON + HOUR

    notices.show("paris-6", "")
    assert notices.all()["paris-6"].until is None


def test_the_last_word_counts(notices: Notices) -> None:
    notices.ask("paris-6", "first", at=NOON)
    notices.show("paris-6", "first")
    notices.ask("paris-6", "", at=NOON + HOUR)
    notices.show("paris-6", "")

    assert notices.all() == {"paris-6": Notice(shown="", asked="", asked_at=NOON + HOUR)}


def test_overrides_are_kept_for_their_nation_the_oldest_first(log: OverrideLog) -> None:
    late, early = an_override(3), an_override(0)
    log.add(late)
    log.add(early)

    assert list(log.of_nation("paris-6")) == [early, late]
    assert list(log.of_nation("paris-7")) == []


def test_an_override_stands_from_its_beginning_until_its_end(log: OverrideLog) -> None:
    log.add(an_override())

    kept = log.of_nation("paris-6")

    assert standing(kept, NOON) == an_override()
    assert standing(kept, NOON + 2 * HOUR) is None


def test_an_override_never_replaces_another_of_the_same_moment(dynamodb: Any, network_table: str) -> None:
    log = DynamoOverrideLog(dynamodb, network_table)
    log.add(an_override())

    with pytest.raises(TransientError, match="try again"):
        log.add(an_override(reason="another"))

    assert [override.reason for override in log.of_nation("paris-6")] == ["judge's order"]
