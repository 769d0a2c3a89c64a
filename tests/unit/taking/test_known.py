"""Nations remembered for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.actions.known import KEPT, KEPT_SHUT, MOST, KnownNations
from shared.elections.calendars import NONE
from shared.kernel.errors import TransientError
from shared.nations.nation import Nation, NationStatus
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.nations import InMemoryNationStore

SECOND = timedelta(seconds=1)


class CountingStore(InMemoryNationStore):
    """Counts how often it is asked."""

    def __init__(self, *nations: Nation) -> None:
        super().__init__()
        self.nations = {nation.slug: nation for nation in nations}
        self.asked = 0
        self.is_throttled = False

    def get(self, slug: str) -> Nation:
        self.asked += 1
        if self.is_throttled:
            raise TransientError("table network is throttled")
        return super().get(slug)


def test_an_open_nation_is_asked_for_once_a_minute() -> None:
    clock, store = FixedClock(NOON), CountingStore(a_nation("paris-6", status=NationStatus.READY))
    known = KnownNations(store, calendar=NONE, clock=clock)

    for _ in range(3):
        known.get("paris-6")
    clock.advance(KEPT - SECOND)
    known.get("paris-6")
    assert store.asked == 1

    clock.advance(SECOND)
    known.get("paris-6")
    assert store.asked == 2


def test_a_nation_that_opens_is_known_soon() -> None:
    clock, store = FixedClock(NOON), CountingStore()
    known = KnownNations(store, calendar=NONE, clock=clock)
    assert known.get("paris-6") is None

    store.nations["paris-6"] = a_nation("paris-6", status=NationStatus.READY)
    assert known.get("paris-6") is None

    clock.advance(KEPT_SHUT)
    assert known.get("paris-6") is not None


def test_a_nation_met_before_stays_known_while_the_table_is_throttled() -> None:
    clock, store = FixedClock(NOON), CountingStore(a_nation("paris-6", status=NationStatus.READY))
    known = KnownNations(store, calendar=NONE, clock=clock)
    before = known.get("paris-6")
    clock.advance(KEPT)

    store.is_throttled = True
    assert known.get("paris-6") == before
    with pytest.raises(TransientError):
        known.get("lyon-1")

    store.is_throttled = False
    store.nations["paris-6"] = a_nation("paris-6", status=NationStatus.SUSPENDED)
    told = known.get("paris-6")
    assert told is not None
    assert not told.is_open


def test_invented_names_do_not_fill_the_memory() -> None:
    store = CountingStore(a_nation("paris-6", status=NationStatus.READY))
    known = KnownNations(store, calendar=NONE, clock=FixedClock(NOON))
    known.get("first")
    for number in range(MOST):
        known.get(f"invented-{number}")

    known.get("first")

    assert store.asked == MOST + 2
    assert len(known._known) == MOST


def test_what_is_no_slug_is_not_asked_for() -> None:
    store = CountingStore()

    for slug in ("", "Paris", "a_b", "a" * 64, "-a", "é", "a/b", "network#x"):
        assert KnownNations(store, calendar=NONE, clock=FixedClock(NOON)).get(slug) is None

    assert store.asked == 0
