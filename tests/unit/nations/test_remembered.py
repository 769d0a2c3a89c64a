"""Nations remembered for a minute."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.nations.errors import NationUnknown
from shared.nations.remembered import KEPT, MOST, RememberedNations
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from shared.nations.nation import Nation


class Counting:
    """Nations of any name but `atlantis`, and how often they were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, slug: str) -> Nation:
        self.asked.append(slug)
        if slug == "atlantis":
            raise NationUnknown(slug)
        return a_nation(slug)


def test_a_nation_is_asked_for_once_a_minute() -> None:
    nations, clock = Counting(), FixedClock(NOON)
    remembered = RememberedNations(nations, clock)

    remembered.get("paris-6")
    clock.advance(KEPT - timedelta(seconds=1))
    assert remembered.get("paris-6").slug == "paris-6"
    assert nations.asked == ["paris-6"]

    clock.advance(timedelta(seconds=1))
    remembered.get("paris-6")
    assert nations.asked == ["paris-6"] * 2


def test_a_nation_that_is_none_may_be_one_the_next_time() -> None:
    nations = Counting()
    remembered = RememberedNations(nations, FixedClock(NOON))

    for _ in range(2):
        with pytest.raises(NationUnknown):
            remembered.get("atlantis")

    assert nations.asked == ["atlantis"] * 2


def test_what_is_remembered_is_bounded() -> None:
    nations = Counting()
    remembered = RememberedNations(nations, FixedClock(NOON))

    for number in range(MOST + 1):
        remembered.get(f"n-{number}")
    remembered.get("n-0")

    assert len(nations.asked) == MOST + 2
