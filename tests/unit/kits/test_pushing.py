"""An edition on its way to all nations: in waves, whatever is killed, repeated or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import Conflict, PermanentError
from shared.kits.pushing import Push
from shared.kits.run import Standing, progress_of
from shared.nations.nation import NationStatus
from shared.nations.publications import PublicationOrder
from shared.sites.orders import OrderOutcome
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.elections import ListedPublications
from tests.fakes.kits import InMemoryRunStore
from tests.unit.kits.builders import an_edition
from tests.unit.kits.test_following import World

if TYPE_CHECKING:
    from shared.kits.run import KitRun, Progress
    from tests.fakes.journal import InMemoryJournal

SLUGS = [f"nation-{number}" for number in range(1, 5)]


@dataclass
class Network:
    """Four nations under the bundled kit, a new edition, and the queue in between."""

    world: World = field(default_factory=World)
    queue: ListedPublications = field(default_factory=ListedPublications)
    runs: InMemoryRunStore = field(default_factory=InMemoryRunStore)
    published: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    told_by: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.world.nations.nations.clear()
        for slug in SLUGS:
            self.world.open(a_nation(slug, status=NationStatus.READY))
        self.edition = self.world.publish(an_edition())
        self.push = Push(
            kits=self.world.kits,
            runs=self.runs,
            nations=self.world.nations,
            holdings=self.world.holdings,
            publications=self.queue,
            clock=FixedClock(NOON),
        )

    def begin(self) -> KitRun:
        return self.push.begin(by="anne", canaries=2)

    def run(self) -> KitRun:
        run = self.runs.get(self.edition.version)
        assert run is not None
        return run

    def progress(self) -> Progress:
        return progress_of(self.run(), self.runs.settled(self.edition.version))

    def work(self, orders: int | None = None) -> None:
        """Carry out what the queue holds, or so many orders of it; what fails is left to a later delivery."""
        while self.queue.orders and orders != 0:
            self.deliver(self.queue.orders.pop(0))
            orders = None if orders is None else orders - 1

    def deliver(self, order: PublicationOrder) -> None:
        try:
            self.push.carry(order, publish=self.publish, journal_of=self.journal_of)
        except PermanentError:
            return

    def journal_of(self, who: str) -> InMemoryJournal:
        self.told_by.add(who)
        return self.world.journal

    def publish(self, order: PublicationOrder) -> OrderOutcome:
        if order.slug in self.broken:
            raise PermanentError("the page cannot be shown")
        self.published.append(order.slug)
        return OrderOutcome.PUBLISHED

    def versions(self) -> list[str | None]:
        return [self.world.nations.get(slug).kit_version for slug in SLUGS]


@pytest.fixture
def network() -> Network:
    return Network()


def test_the_first_wave_goes_first_and_the_rest_follows_by_itself(network: Network) -> None:
    network.begin()
    assert [order.slug for order in network.queue.orders] == SLUGS[:2]

    network.work(orders=1)
    assert [order.slug for order in network.queue.orders] == SLUGS[1:2]

    network.work()
    assert network.versions() == [network.edition.version] * 4
    assert network.published == SLUGS
    assert (network.progress().standing, network.progress().waves) == (Standing.DONE, ((2, 2), (2, 2)))


def test_a_nation_that_fails_holds_the_next_wave_until_somebody_says_go_on(network: Network) -> None:
    network.broken = {"nation-1"}
    network.begin()
    network.work()

    assert network.progress().standing is Standing.WAITING
    assert [(each.slug, each.failure) for each in network.progress().failed] == [
        ("nation-1", "the page cannot be shown")
    ]
    assert network.published == ["nation-2"]

    network.push.go_on(network.run(), by="anne")
    network.work()
    assert network.published == ["nation-2", "nation-3", "nation-4"]
    assert network.progress().standing is Standing.WAITING


def test_what_failed_is_asked_for_again_and_then_the_next_wave_follows(network: Network) -> None:
    network.broken = {"nation-1"}
    network.begin()
    network.work()
    network.broken = set()

    network.begin()
    network.work()

    assert network.published == ["nation-2", "nation-1", "nation-3", "nation-4"]
    assert network.progress().standing is Standing.DONE


def test_the_log_of_each_nation_is_told_in_the_name_of_who_pushes(network: Network) -> None:
    network.begin()
    network.work()

    assert network.told_by == {"anne"}
    assert sorted(slug for slug, what, _ in network.world.journal.entries if what == "followed-kit") == SLUGS


def test_every_message_may_come_twice(network: Network) -> None:
    network.begin()
    seen = list(network.queue.orders)
    network.work()

    for order in [*seen, *seen]:
        network.deliver(order)
    network.work()

    assert network.versions() == [network.edition.version] * 4
    assert network.progress().standing is Standing.DONE
    assert network.queue.orders == []


def test_beginning_twice_is_beginning_once(network: Network) -> None:
    network.begin()
    network.begin()
    network.work()

    assert network.progress().standing is Standing.DONE
    assert network.versions() == [network.edition.version] * 4


def test_a_run_that_was_killed_before_it_asked_goes_on_when_it_is_begun_again(network: Network) -> None:
    network.begin()
    network.queue.orders.clear()

    network.begin()
    network.work()

    assert network.progress().standing is Standing.DONE


def test_a_worker_killed_before_the_next_wave_began_begins_it_when_its_message_comes_again(network: Network) -> None:
    network.begin()
    first, last = network.run(), network.queue.orders[-1]
    network.work(orders=2)
    network.runs.runs[network.edition.version] = first
    network.queue.orders.clear()

    network.deliver(last)
    network.work()

    assert network.progress().standing is Standing.DONE


def test_a_run_that_is_stopped_leaves_nations_as_they_are_and_goes_on_when_told(network: Network) -> None:
    network.begin()
    network.work(orders=1)
    network.push.stop(network.run())
    network.work()

    assert (network.progress().standing, network.progress().done) == (Standing.STOPPED, 1)

    network.begin()
    network.work()
    assert network.progress().standing is Standing.DONE


def test_a_later_edition_is_never_undone_by_an_earlier_run(network: Network) -> None:
    network.begin()
    late = list(network.queue.orders)
    newer = network.world.publish(an_edition(3))
    network.queue.orders.clear()
    network.begin()
    network.work()

    for order in late:
        network.deliver(order)

    assert network.versions() == [newer.version] * 4


def test_where_no_nation_is_open_there_is_nothing_to_push(network: Network) -> None:
    network.world.nations.nations.clear()

    with pytest.raises(Conflict, match="no nation is open yet"):
        network.begin()


def test_after_the_last_wave_there_is_none_to_go_on_with(network: Network) -> None:
    network.push.begin(by="anne", canaries=9)

    with pytest.raises(Conflict, match="the last wave has begun already"):
        network.push.go_on(network.run(), by="anne")


def test_an_order_of_the_queue_names_its_edition() -> None:
    order = PublicationOrder(slug="paris-6", by="anne", at=NOON, kit="v2+000000000002")

    assert PublicationOrder.from_json(order.to_json()) == order
