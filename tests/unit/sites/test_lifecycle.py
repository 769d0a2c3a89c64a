"""What becomes of a nation: its record, its log, and its site, made as the record says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from shared.elections.calendars import calendar_of
from shared.elections.gate import Gate
from shared.geography.france import france
from shared.kernel.errors import InputError, TransientError
from shared.nations.errors import IllegalTransition
from shared.nations.nation import NationStatus
from shared.nations.publications import PublicationOrder
from shared.sites.banner import default_banner
from shared.sites.kit import load_kit
from shared.sites.lifecycle import (
    MENDABLE,
    Helm,
    archive_nation,
    close_nation,
    keep_nation,
    plan_removal,
    remove_nation,
    remove_those_due,
    resume_nation,
    suspend_nation,
)
from shared.sites.nation_site import SiteMaker
from shared.sites.orders import OrderOutcome, carry_out
from shared.sites.publication import Press
from shared.sites.render import SiteRenderer
from tests.builders import HOUR, NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.elections import InMemoryNotices, InMemoryOverrideLog, ListedPublications
from tests.fakes.journal import InMemoryJournal
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.sites import InMemorySiteBucket, InMemoryVersionStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.nations.nation import Nation

SLUG = "paris-6"
WHY = "the candidate withdrew"
CLOSED, OVER = "Ce site est fermé", "est terminée. Merci"

VERBS: dict[str, Callable[[str, Helm], Nation]] = {
    "suspended": lambda slug, helm: suspend_nation(slug, reason=WHY, helm=helm),
    "closed": lambda slug, helm: close_nation(slug, reason=WHY, helm=helm),
    "archived": lambda slug, helm: archive_nation(slug, reason=WHY, helm=helm),
    "leaving": lambda slug, helm: plan_removal(slug, reason=WHY, helm=helm),
    "removed": lambda slug, helm: remove_nation(slug, reason=WHY, helm=helm),
}


@cache
def a_maker() -> SiteMaker:
    return SiteMaker(banner=default_banner(), atlas=france(), renderer=SiteRenderer())


@dataclass
class Network:
    """One open nation, and all that it is steered and published with."""

    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    site: InMemorySiteBucket = field(default_factory=InMemorySiteBucket)
    versions: InMemoryVersionStore = field(default_factory=InMemoryVersionStore)
    publications: ListedPublications = field(default_factory=ListedPublications)
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def __post_init__(self) -> None:
        self.nations.found(a_nation(SLUG, status=NationStatus.READY))
        self.nations.furnish(SLUG, load_kit().page_items(), is_open=False)

    @property
    def status(self) -> NationStatus:
        return self.nations.get(SLUG).status

    def helm(self, now: datetime = NOON) -> Helm:
        return Helm(
            nations=self.nations,
            publications=self.publications,
            journal=self.journal,
            calendar=calendar_of("FR"),
            by="hq",
            now=now,
        )

    def press(self) -> Press:
        gate = Gate(calendar=calendar_of("FR"), overrides=InMemoryOverrideLog(), clock=self.clock)
        return Press(
            nations=self.nations,
            site=self.site,
            versions=self.versions,
            maker=a_maker(),
            gate=gate,
            clock=self.clock,
        )

    def carry_out(self, order: PublicationOrder | None = None, **changes: Any) -> OrderOutcome:
        """Carry an order out, the last one that was given unless it is named."""
        press = replace(self.press(), **changes)
        return carry_out(order or self.publications.orders[-1], press=press, notices=InMemoryNotices())

    def home(self) -> str:
        return self.site.files[SLUG]["index.html"].decode()


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.mark.parametrize("status", VERBS)
def test_each_state_is_on_record_in_the_log_and_asked_of_the_site(status: str, network: Network) -> None:
    nation = VERBS[status](SLUG, network.helm())

    assert nation == network.nations.get(SLUG)
    assert (nation.status, nation.reason, nation.changed_at) == (status, WHY, NOON)
    ((slug, _, about),) = network.journal.entries
    assert (slug, about["reason"]) == (SLUG, WHY)
    assert [order.slug for order in network.publications.orders] == [SLUG]


@pytest.mark.parametrize("status", VERBS)
def test_what_was_killed_before_its_order_is_simply_given_again(status: str, network: Network) -> None:
    VERBS[status](SLUG, network.helm())
    network.publications.orders.clear()

    VERBS[status](SLUG, network.helm(NOON + HOUR))

    assert network.nations.get(SLUG).changed_at == NOON
    assert len(network.journal.entries) == 1
    assert len(network.publications.orders) == 1


@pytest.mark.parametrize(
    ("status", "outcome", "says"),
    [
        ("suspended", OrderOutcome.CLOSED, CLOSED),
        ("leaving", OrderOutcome.CLOSED, CLOSED),
        ("closed", OrderOutcome.THANKED, OVER),
        ("archived", OrderOutcome.THANKED, OVER),
    ],
)
def test_the_site_says_what_the_record_says(status: str, outcome: OrderOutcome, says: str, network: Network) -> None:
    network.carry_out(PublicationOrder(slug=SLUG, by="hq", at=NOON))
    VERBS[status](SLUG, network.helm())

    assert network.carry_out() is outcome

    assert says in network.home()
    assert b"<form" not in b"".join(network.site.files[SLUG].values())


def test_a_site_that_opens_again_is_as_its_pages_are_now(network: Network) -> None:
    suspend_nation(SLUG, reason=WHY, helm=network.helm())
    network.carry_out()

    resume_nation(SLUG, helm=network.helm())

    assert network.carry_out() is OrderOutcome.PUBLISHED
    assert CLOSED not in network.home()
    assert network.versions.history(SLUG)[0].reason == "resumed"


def test_a_removed_nation_leaves_no_file_and_holds_no_zone(network: Network) -> None:
    network.carry_out(PublicationOrder(slug=SLUG, by="hq", at=NOON))
    remove_nation(SLUG, reason=WHY, helm=network.helm())

    assert network.carry_out() is OrderOutcome.TAKEN_DOWN

    assert SLUG not in network.site.files
    assert network.nations.holders == {}


def test_a_site_that_is_not_made_yet_is_left_to_its_rollout(network: Network) -> None:
    network.nations.found(a_nation("lyon-3", zones=("constituency:69-03",)))

    assert network.carry_out(PublicationOrder(slug="lyon-3", by="hq", at=NOON)) is OrderOutcome.UNMADE


class ChangedMeanwhile(InMemorySiteBucket):
    """A bucket whose nation is steered elsewhere while its site is closed, `times` times."""

    def __init__(self, network: Network, times: int) -> None:
        super().__init__()
        self.network, self.times = network, times

    def retire(self, slug: str, files: Any) -> Any:
        done = super().retire(slug, files)
        if self.times:
            self.times -= 1
            nation = self.network.nations.get(slug)
            status = NationStatus.READY if self.times == 0 else self._other(nation.status)
            self.network.nations.save(replace(nation, status=status), after=nation)
        return done

    @staticmethod
    def _other(status: NationStatus) -> NationStatus:
        return NationStatus.CLOSED if status is NationStatus.SUSPENDED else NationStatus.SUSPENDED


def test_a_slow_worker_never_leaves_an_older_state_behind(network: Network) -> None:
    suspend_nation(SLUG, reason=WHY, helm=network.helm())
    network.site = ChangedMeanwhile(network, times=1)

    assert network.carry_out() is OrderOutcome.PUBLISHED
    assert CLOSED not in network.home()


class ReadBefore(InMemoryNationStore):
    """Nations as a slow worker sees them: once it has read the record, `meanwhile` comes to pass elsewhere."""

    def __init__(self, nations: InMemoryNationStore, meanwhile: Callable[[], object]) -> None:
        self.__dict__.update(vars(nations))
        self.meanwhile: Callable[[], object] | None = meanwhile

    def get(self, slug: str) -> Nation:
        nation, meanwhile = super().get(slug), self.meanwhile
        self.meanwhile = None
        if meanwhile:
            meanwhile()
        return nation


def replaced(network: Network, name: str) -> None:
    """Have another candidate stand in the nation."""
    nation = network.nations.get(SLUG)
    network.nations.save(replace(nation, seed=replace(nation.seed, candidate=name)), after=nation)


def test_a_worker_that_read_the_record_before_another_published_puts_no_older_facts_over_newer(
    network: Network,
) -> None:
    order = PublicationOrder(slug=SLUG, by="hq", at=NOON)
    network.carry_out(order)

    def overtaken() -> None:
        replaced(network, "Paule Durand")
        network.carry_out(order)

    network.carry_out(order, nations=ReadBefore(network.nations, overtaken))

    assert "Paule Durand" in network.home()
    newest, *_ = network.versions.history(SLUG)
    assert newest.number == 2


def test_a_page_that_says_closed_is_made_of_the_record_as_it_is_by_now(network: Network) -> None:
    suspend_nation(SLUG, reason=WHY, helm=network.helm())

    network.carry_out(nations=ReadBefore(network.nations, lambda: replaced(network, "Paule Durand")))

    assert "Paule Durand" in network.home()


def test_a_record_that_never_rests_is_left_to_the_next_delivery(network: Network) -> None:
    suspend_nation(SLUG, reason=WHY, helm=network.helm())
    network.site = ChangedMeanwhile(network, times=99)

    with pytest.raises(TransientError, match="changes faster than its site can be made"):
        network.carry_out()


def test_a_nation_that_leaves_goes_when_its_grace_is_over_and_not_before(network: Network) -> None:
    plan_removal(SLUG, reason=WHY, grace=timedelta(days=2), helm=network.helm())

    assert list(remove_those_due(network.helm(NOON + timedelta(days=2) - HOUR))) == []
    (gone,) = remove_those_due(network.helm(NOON + timedelta(days=2)))

    assert (gone.status, gone.reason, gone.last_day) == (NationStatus.REMOVED, WHY, (NOON + timedelta(days=2)).date())
    assert network.carry_out() is OrderOutcome.TAKEN_DOWN
    assert list(remove_those_due(network.helm(NOON + timedelta(days=9)))) == []


def test_a_nation_that_is_had_back_stays_and_opens_again(network: Network) -> None:
    plan_removal(SLUG, reason=WHY, grace=timedelta(days=2), helm=network.helm())
    network.carry_out()

    keep_nation(SLUG, helm=network.helm())

    assert list(remove_those_due(network.helm(NOON + timedelta(days=9)))) == []
    assert network.carry_out() is OrderOutcome.PUBLISHED
    assert CLOSED not in network.home()


def test_the_last_day_is_told_by_the_clock_of_the_nations_ground(network: Network) -> None:
    late_in_paris = NOON.replace(hour=22, minute=30)

    assert close_nation(SLUG, reason=WHY, helm=network.helm(late_in_paris)).last_day == late_in_paris.date() + (
        timedelta(days=1) + MENDABLE
    )


@pytest.mark.parametrize("reason", ["", "  ", "x" * 401])
def test_a_reason_is_given_and_can_be_read(reason: str, network: Network) -> None:
    with pytest.raises(InputError):
        suspend_nation(SLUG, reason=reason, helm=network.helm())

    assert (network.status, network.journal.entries) == (NationStatus.READY, [])


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_grace_is_of_a_day_to_a_year(days: int, network: Network) -> None:
    with pytest.raises(InputError, match="grace"):
        plan_removal(SLUG, reason=WHY, grace=timedelta(days=days), helm=network.helm())


def test_a_campaign_that_was_ended_by_mistake_opens_again_for_two_days(network: Network) -> None:
    close_nation(SLUG, reason=WHY, helm=network.helm())

    with pytest.raises(IllegalTransition):
        resume_nation(SLUG, helm=network.helm(NOON + MENDABLE + timedelta(days=1)))
    assert resume_nation(SLUG, helm=network.helm(NOON + MENDABLE)).status is NationStatus.READY


def test_what_the_state_does_not_allow_is_neither_done_nor_told(network: Network) -> None:
    remove_nation(SLUG, reason=WHY, helm=network.helm())

    for verb in ("suspended", "closed", "archived", "leaving"):
        with pytest.raises(IllegalTransition):
            VERBS[verb](SLUG, network.helm())

    assert len(network.journal.entries) == 1
