from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.elections.calendars import calendar_of
from shared.elections.keeping import SilenceKept, keep_silence
from shared.elections.notices import PATIENCE, notice_of
from shared.kernel.errors import TransientError
from shared.nations.nation import NationStatus
from tests.builders import a_nation
from tests.fakes.elections import InMemoryNotices, ListedPublications
from tests.fakes.nations import InMemoryNationStore
from tests.unit.elections.builders import PARIS, a_calendar, a_round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.elections.calendar import Calendar
    from shared.nations.publications import PublicationOrder

MINUTE = timedelta(minutes=1)
FRIDAY = datetime(2027, 6, 11, 23, 59, tzinfo=PARIS)
MIDNIGHT = datetime(2027, 6, 12, 0, 0, tzinfo=PARIS)
CLOSED = datetime(2027, 6, 13, 20, 0, tzinfo=PARIS)


@dataclass
class Network:
    """A network in memory, with the worker that publishes what is asked for."""

    calendar: Calendar = field(default_factory=a_calendar)
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    notices: InMemoryNotices = field(default_factory=InMemoryNotices)
    publications: ListedPublications = field(default_factory=ListedPublications)

    def add(self, slug: str, zone: str = "constituency:75-06", status: NationStatus = NationStatus.READY) -> None:
        self.nations.found(a_nation(slug, zones=(zone,), status=status))

    def keep(self, now: datetime) -> SilenceKept:
        return keep_silence(
            now,
            nations=self.nations,
            notices=self.notices,
            calendar=self.calendar,
            publications=self.publications,
        )

    def publish(self, now: datetime) -> list[str]:
        """Publish what was asked for, and return whose sites that were."""
        slugs = [order.slug for order in self.publications.orders]
        for slug in slugs:
            zones = self.nations.get(slug).seed.zones
            self.notices.show(slug, notice_of(self.calendar.silence_at(zones, now)))
        self.publications.orders.clear()
        return slugs


@pytest.fixture
def network() -> Network:
    network = Network()
    network.add("paris-6")
    return network


def test_nothing_is_asked_for_before_the_silence(network: Network) -> None:
    assert network.keep(FRIDAY) == SilenceKept(silent=0, asked=0)


def test_a_nation_is_published_when_its_silence_begins(network: Network) -> None:
    assert network.keep(MIDNIGHT) == SilenceKept(silent=1, asked=1)

    (order,) = network.publications.orders
    assert (order.slug, order.at, order.override) == ("paris-6", MIDNIGHT, "electoral silence")


def test_a_nation_that_shows_its_notice_is_left_alone(network: Network) -> None:
    network.keep(MIDNIGHT)
    network.publish(MIDNIGHT)

    assert network.keep(MIDNIGHT + MINUTE) == SilenceKept(silent=1, asked=0)
    assert network.keep(CLOSED - MINUTE).asked == 0


def test_a_nation_is_published_when_its_silence_ends(network: Network) -> None:
    network.keep(MIDNIGHT)
    network.publish(MIDNIGHT)

    assert network.keep(CLOSED) == SilenceKept(silent=0, asked=1)


def test_runs_that_were_missed_are_made_good(network: Network) -> None:
    assert network.keep(MIDNIGHT + 90 * MINUTE).asked == 1
    network.publish(MIDNIGHT + 90 * MINUTE)

    assert network.keep(CLOSED + timedelta(days=2)).asked == 1


def test_a_publication_under_way_is_not_asked_for_again_until_patience_ends(network: Network) -> None:
    network.keep(MIDNIGHT)

    assert network.keep(MIDNIGHT + MINUTE).asked == 0
    assert network.keep(MIDNIGHT + PATIENCE).asked == 1


def test_an_end_that_comes_while_the_beginning_is_under_way_is_asked_for_at_once(network: Network) -> None:
    network.notices.show("paris-6", "first until some other time")
    network.keep(MIDNIGHT)

    assert network.keep(CLOSED).asked == 1


def test_a_beginning_still_under_way_when_the_silence_is_over_is_followed_by_another_order(network: Network) -> None:
    network.keep(MIDNIGHT)

    assert network.keep(CLOSED).asked == 1


def test_the_second_round_has_a_notice_of_its_own() -> None:
    rounds = (a_round("first"), a_round("second", votes=date(2027, 6, 14)))
    network = Network(calendar=a_calendar(*rounds))
    network.add("paris-6")
    network.keep(MIDNIGHT)
    network.publish(MIDNIGHT)

    assert network.keep(CLOSED) == SilenceKept(silent=1, asked=1)


def test_a_date_that_is_moved_changes_the_notice(network: Network) -> None:
    network.keep(MIDNIGHT)
    network.publish(MIDNIGHT)
    network.calendar = a_calendar(a_round("first", votes=date(2027, 6, 12)))

    assert network.keep(MIDNIGHT + MINUTE).asked == 1


@pytest.mark.parametrize("status", [NationStatus.PROVISIONING, NationStatus.SUSPENDED, NationStatus.REMOVED])
def test_only_open_sites_are_published(network: Network, status: NationStatus) -> None:
    network.add("paris-7", "constituency:75-07", status)

    network.keep(MIDNIGHT)

    assert [order.slug for order in network.publications.orders] == ["paris-6"]


EVENT_ENDS = datetime(2027, 6, 1, 21, 0, tzinfo=PARIS)


def test_a_nation_is_published_when_the_next_of_its_events_is_over(network: Network) -> None:
    network.notices.show("paris-6", "", until=EVENT_ENDS)

    assert network.keep(EVENT_ENDS - MINUTE).asked == 0
    assert network.keep(EVENT_ENDS) == SilenceKept(silent=0, asked=1, over=1)

    (order,) = network.publications.orders
    assert (order.slug, order.by, order.at, order.override) == ("paris-6", "an event that is over", EVENT_ENDS, "")


def test_an_event_that_is_over_is_asked_for_again_only_after_patience_and_until_the_pages_hold(
    network: Network,
) -> None:
    network.notices.show("paris-6", "", until=EVENT_ENDS)
    network.keep(EVENT_ENDS)

    assert network.keep(EVENT_ENDS + MINUTE).asked == 0
    assert network.keep(EVENT_ENDS + PATIENCE).over == 1

    network.notices.show("paris-6", "", until=None)
    assert network.keep(EVENT_ENDS + 2 * PATIENCE).asked == 0


def test_an_event_that_ends_in_a_silence_waits_for_the_end_of_it(network: Network) -> None:
    silence = network.calendar.silence_at(("constituency:75-06",), MIDNIGHT)
    network.keep(MIDNIGHT)
    network.notices.show("paris-6", notice_of(silence), until=MIDNIGHT + timedelta(hours=1))

    assert network.keep(MIDNIGHT + timedelta(hours=2)).asked == 0
    assert network.keep(CLOSED) == SilenceKept(silent=0, asked=1)


def test_one_run_asks_for_a_bounded_number_and_the_next_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.elections.keeping.MOST", 2)
    network = Network()
    for number in range(5):
        network.add(f"ain-{number}", f"constituency:01-0{number}")

    asked = [network.keep(MIDNIGHT + number * MINUTE).asked for number in range(4)]

    assert asked == [2, 2, 1, 0]


def test_a_run_killed_before_it_noted_what_it_asked_for_asks_again(network: Network) -> None:
    class Refusing(ListedPublications):
        def ask(self, orders: Sequence[PublicationOrder]) -> None:
            raise TransientError("down")

    with pytest.raises(TransientError):
        keep_silence(
            MIDNIGHT,
            nations=network.nations,
            notices=network.notices,
            calendar=network.calendar,
            publications=Refusing(),
        )

    assert network.keep(MIDNIGHT + MINUTE).asked == 1


def test_a_whole_election_passes_over_france_by_the_clocks_of_its_zones() -> None:
    zones = {"paris": "75-06", "reunion": "974-02", "tahiti": "987-01", "guadeloupe": "971-01", "abroad": "99-11"}
    network = Network(calendar=calendar_of("FR"))
    for slug, code in zones.items():
        network.add(slug, f"constituency:{code}")
    changes: list[tuple[str, str]] = []
    now = datetime.fromisoformat("2027-06-03T00:00:30Z")

    while now < datetime.fromisoformat("2027-06-22T00:00Z"):
        network.keep(now)
        changes += [(slug, f"{now:%d %H:%M}") for slug in network.publish(now)]
        now += timedelta(minutes=30)

    assert changes == [
        ("tahiti", "04 09:00"),
        ("abroad", "04 12:00"),
        ("tahiti", "06 06:00"),
        ("abroad", "06 17:00"),
        ("guadeloupe", "11 04:00"),
        ("reunion", "11 20:00"),
        ("paris", "11 22:00"),
        ("guadeloupe", "13 00:00"),
        ("reunion", "13 16:00"),
        ("paris", "13 18:00"),
        ("guadeloupe", "18 04:00"),
        ("tahiti", "18 09:00"),
        ("abroad", "18 12:00"),
        ("reunion", "18 20:00"),
        ("paris", "18 22:00"),
        ("guadeloupe", "20 00:00"),
        ("tahiti", "20 06:00"),
        ("reunion", "20 16:00"),
        ("abroad", "20 17:00"),
        ("paris", "20 18:00"),
    ]


@given(st.lists(st.integers(0, 3 * 24 * 60), min_size=1, max_size=30).map(sorted))
def test_whenever_runs_come_the_pages_are_right_after_each(minutes: list[int]) -> None:
    network = Network()
    network.add("paris-6")

    for minute in minutes:
        now = FRIDAY + minute * MINUTE
        network.keep(now)
        network.publish(now)
        shown = network.notices.all()["paris-6"].shown if "paris-6" in network.notices.all() else ""
        assert bool(shown) == (MIDNIGHT <= now < CLOSED)
