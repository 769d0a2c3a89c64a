from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from shared.elections.errors import HeldBySilence
from shared.elections.gate import Gate
from shared.events.errors import EventCancelled, EventChanged, EventUnknown
from shared.events.event import EventState
from shared.events.scheduling import EventDesk, Wish, cancel_event, change_event, create_event
from shared.kernel.errors import InputError
from shared.nations.errors import NationUnknown
from shared.nations.nation import NationStatus
from tests.builders import HOUR, NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.elections import InMemoryOverrideLog, ListedPublications
from tests.fakes.events import InMemoryEventStore
from tests.fakes.nations import InMemoryNationStore
from tests.unit.elections.builders import PARIS, a_calendar
from tests.unit.events.builders import details

if TYPE_CHECKING:
    from shared.events.event import Event

SILENT = datetime(2027, 6, 12, 12, tzinfo=PARIS)
AFTER: dict[str, Any] = {"starts": datetime(2027, 6, 15, 19), "ends": datetime(2027, 6, 15, 21)}


@dataclass
class Campaign:
    """One nation, and the desk at which its events are made."""

    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    events: InMemoryEventStore = field(default_factory=InMemoryEventStore)
    overrides: InMemoryOverrideLog = field(default_factory=InMemoryOverrideLog)
    publications: ListedPublications = field(default_factory=ListedPublications)

    def __post_init__(self) -> None:
        self.nations.found(a_nation(status=NationStatus.READY))

    @property
    def desk(self) -> EventDesk:
        gate = Gate(calendar=a_calendar(), overrides=self.overrides, clock=self.clock)
        return EventDesk(
            nations=self.nations, events=self.events, gate=gate, publications=self.publications, clock=self.clock
        )

    def create(self, override: str = "", **changes: Any) -> Event:
        return create_event("paris-6", details(**changes), wish=Wish(by="hq", override=override), desk=self.desk)

    def change(self, event: Event, *, override: str = "", revision: int | None = None, **changes: Any) -> Event:
        wish = Wish(by="hq", override=override)
        return change_event("paris-6", event.event_id, changes, revision=revision, wish=wish, desk=self.desk)

    def cancel(self, event: Event, override: str = "") -> Event:
        return cancel_event("paris-6", event.event_id, wish=Wish(by="hq", override=override), desk=self.desk)


@pytest.fixture
def campaign() -> Campaign:
    return Campaign()


def test_an_announced_event_is_kept_and_published(campaign: Campaign) -> None:
    event = campaign.create(capacity=40)

    assert campaign.events.get("paris-6", event.event_id) == event
    assert (event.title, event.capacity, event.revision, event.changed_at) == ("Apéro citoyen", 40, 0, NOON)
    assert [(order.slug, order.by, order.override) for order in campaign.publications.orders] == [("paris-6", "hq", "")]


def test_an_event_announced_twice_is_one(campaign: Campaign) -> None:
    first = campaign.create()
    campaign.clock.advance(HOUR)

    assert campaign.create() == first
    assert list(campaign.events.of_nation("paris-6")) == [first]


def test_an_event_of_a_nation_that_does_not_exist_is_refused(campaign: Campaign) -> None:
    with pytest.raises(NationUnknown):
        create_event("atlantis", details(), wish=Wish(by="hq"), desk=campaign.desk)


def test_an_event_that_is_over_is_refused(campaign: Campaign) -> None:
    campaign.clock.moment = datetime(2027, 6, 1, 21, tzinfo=PARIS)

    with pytest.raises(InputError, match="ends: the event is over"):
        campaign.create()
    assert campaign.publications.orders == []


def test_a_change_counts_up_and_is_published(campaign: Campaign) -> None:
    event = campaign.create()
    campaign.clock.advance(HOUR)

    moved = campaign.change(event, venue="Mairie", capacity=10)

    assert (moved.venue, moved.capacity, moved.revision, moved.changed_at) == ("Mairie", 10, 1, NOON + HOUR)
    assert moved.event_id == event.event_id
    assert len(campaign.publications.orders) == 2


def test_a_change_that_changes_nothing_is_no_revision(campaign: Campaign) -> None:
    event = campaign.create()
    campaign.clock.advance(HOUR)

    assert campaign.change(event, venue=event.venue) == event


def test_a_capacity_can_be_lifted(campaign: Campaign) -> None:
    assert campaign.change(campaign.create(capacity=4), capacity=None).capacity is None


def test_a_change_that_makes_no_sense_changes_nothing(campaign: Campaign) -> None:
    event = campaign.create()

    with pytest.raises(InputError, match="ends: it is not after the beginning"):
        campaign.change(event, ends=event.starts)
    assert campaign.events.get("paris-6", event.event_id) == event


@pytest.mark.parametrize(
    "into_the_past",
    [
        {"starts": datetime(2027, 5, 11, 12), "ends": datetime(2027, 5, 11, 14)},
        {"ends": datetime(2027, 5, 11, 23), "starts": datetime(2027, 5, 11, 22), "timezone": "Asia/Tokyo"},
    ],
    ids=["an earlier day", "another time zone"],
)
def test_no_change_moves_an_event_into_the_past(campaign: Campaign, into_the_past: dict[str, Any]) -> None:
    campaign.clock.moment = datetime(2027, 5, 11, 16, tzinfo=PARIS)
    event = campaign.create()

    with pytest.raises(InputError, match="ends: the event is over"):
        campaign.change(event, **into_the_past)
    assert campaign.events.get("paris-6", event.event_id) == event
    assert len(campaign.publications.orders) == 1


def test_an_event_that_is_over_can_still_be_told_better_and_be_moved_to_a_day_to_come(campaign: Campaign) -> None:
    event = campaign.create()
    campaign.clock.moment = datetime(2027, 6, 2, 12, tzinfo=PARIS)

    told = campaign.change(event, body="Merci à toutes et tous !")
    assert (told.body, told.ends) == ("Merci à toutes et tous !", event.ends)

    assert campaign.change(event, starts=AFTER["starts"], ends=AFTER["ends"]).ends == AFTER["ends"]


def test_a_change_of_an_older_revision_is_refused(campaign: Campaign) -> None:
    event = campaign.create()
    campaign.change(event, venue="Mairie", revision=0)

    with pytest.raises(EventChanged):
        campaign.change(event, venue="École", revision=0)


def test_changing_an_unknown_event_is_refused(campaign: Campaign) -> None:
    event = campaign.create()
    campaign.events.events.clear()

    with pytest.raises(EventUnknown):
        campaign.change(event, venue="Mairie")


def test_an_event_called_off_stays_as_such(campaign: Campaign) -> None:
    cancelled = campaign.cancel(campaign.create())

    assert (cancelled.state, cancelled.revision) == (EventState.CANCELLED, 1)
    assert campaign.cancel(cancelled) == cancelled
    with pytest.raises(EventCancelled, match="announce a new one"):
        campaign.change(cancelled, venue="Mairie")


def test_during_silence_events_are_held(campaign: Campaign) -> None:
    event = campaign.create(**AFTER)
    campaign.clock.moment = SILENT

    with pytest.raises(HeldBySilence, match="announcing an event is held"):
        campaign.create(**AFTER, title="Victoire")
    with pytest.raises(HeldBySilence, match="changing an event is held"):
        campaign.change(event, venue="Mairie")
    with pytest.raises(HeldBySilence, match="calling an event off is held"):
        campaign.cancel(event)

    assert list(campaign.events.of_nation("paris-6")) == [event]
    assert len(campaign.publications.orders) == 1


def test_a_reason_lets_an_event_through_to_its_publication_and_is_kept(campaign: Campaign) -> None:
    event = campaign.create(**AFTER)
    campaign.clock.moment = SILENT

    campaign.cancel(event, override="the hall burnt down")

    assert campaign.events.get("paris-6", event.event_id).is_cancelled
    assert campaign.publications.orders[-1].override == "the hall burnt down"
    assert [override.what for override in campaign.overrides.kept] == ["calling an event off"]


def test_until_the_last_minute_before_silence_nothing_is_held(campaign: Campaign) -> None:
    campaign.clock.moment = SILENT.replace(day=11, hour=23, minute=59)

    assert campaign.create(**AFTER).revision == 0
