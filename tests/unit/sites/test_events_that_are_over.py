"""Sites whose events are over: each publication tells until when it holds, and the clock asks for the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from shared.elections.notices import Due
from shared.events.items import event_to_item
from shared.nations.publications import PublicationOrder
from shared.sites.orders import LOOK_AGAIN, OrderOutcome, carry_out
from tests.builders import NOON
from tests.fakes.elections import InMemoryNotices
from tests.unit.events.builders import an_event
from tests.unit.sites.test_lifecycle import SLUG, Network

EVENT = an_event()
LATER = an_event(
    "2027-06-03-marche-2b4c",
    title="Marché",
    starts=EVENT.starts + timedelta(days=2),
    ends=EVENT.ends + timedelta(days=2),
)
BY_ANNE = PublicationOrder(slug=SLUG, by="anne", at=NOON)


@dataclass
class Evenings:
    """A nation with two evenings to come, and what is noted of its pages."""

    network: Network = field(default_factory=Network)
    notices: InMemoryNotices = field(default_factory=InMemoryNotices)

    def __post_init__(self) -> None:
        self.network.nations.furnish(SLUG, [*map(event_to_item, (EVENT, LATER))], is_open=False)

    def publish(self, order: PublicationOrder = BY_ANNE) -> OrderOutcome:
        return carry_out(order, press=self.network.press(), notices=self.notices)

    def is_over(self) -> OrderOutcome:
        """Have the first evening be over, and the clock ask for what must be read then."""
        self.network.clock.moment = EVENT.ends_at
        return self.publish(PublicationOrder(slug=SLUG, by=Due.OVER, at=EVENT.ends_at))

    def page(self, name: str) -> str:
        return self.network.site.files[SLUG][f"{name}/index.html"].decode()


@pytest.fixture
def evenings() -> Evenings:
    return Evenings()


def test_a_publication_holds_until_the_first_event_to_come_is_over(evenings: Evenings) -> None:
    evenings.publish()
    assert evenings.notices.all()[SLUG].until == EVENT.ends_at

    assert evenings.is_over() is OrderOutcome.PUBLISHED
    assert evenings.notices.all()[SLUG].until == LATER.ends_at

    evenings.network.clock.moment = LATER.ends_at
    evenings.publish()
    assert evenings.notices.all()[SLUG].until is None


def test_an_event_that_is_over_leaves_what_is_to_come_and_takes_its_form_along(evenings: Evenings) -> None:
    evenings.publish()
    own = f"events/{EVENT.event_id}"
    assert own in evenings.page("events")
    assert "api/rsvp" in evenings.page(own)

    evenings.is_over()

    assert own not in evenings.page("events")
    assert LATER.event_id in evenings.page("events")
    assert "api/rsvp" not in evenings.page(own)


def test_an_event_that_is_over_does_not_undo_a_way_back(evenings: Evenings) -> None:
    evenings.publish()
    evenings.network.nations.furnish(SLUG, [event_to_item(an_event(venue="Ailleurs"))], is_open=False)
    evenings.publish()
    evenings.publish(PublicationOrder(slug=SLUG, by="anne", at=NOON, version=1))

    assert evenings.is_over() is OrderOutcome.LEFT

    assert "Ailleurs" not in evenings.page(f"events/{EVENT.event_id}")
    assert evenings.notices.all()[SLUG].until == EVENT.ends_at + LOOK_AGAIN
