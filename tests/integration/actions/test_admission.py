"""Events close by the counters as the stream keeps them, both tables on AWS in memory."""

from __future__ import annotations

from typing import Any

from shared.actions.admission import Admission
from shared.actions.verdict import Outcome
from shared.counters.store import DynamoCounterStore, NetworkCounters
from shared.events.store import DynamoEventStore
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.unit.counters.builders import a_deed, a_record, changes
from tests.unit.events.builders import an_event


def test_a_place_is_taken_by_whoever_says_they_come_and_given_back_by_whoever_does_not(dynamodb: Any) -> None:
    event = an_event(capacity=2)
    events = DynamoEventStore(dynamodb, "network")
    events.add(event)
    admission = Admission(events=events, counts=NetworkCounters(dynamodb, "network"))
    counters = DynamoCounterStore(dynamodb, network_table="network", people_table="people", clock=FixedClock(NOON))
    anna, luc = (a_deed(who, "rsvps", event.event_id) for who in ("anna", "luc"))

    def refusal(event_id: str = event.event_id) -> Outcome | None:
        return admission.refusal("paris-6", event_id, NOON)

    counters.count("paris-6", changes(a_record(anna)))
    assert refusal() is None

    counters.count("paris-6", changes(a_record(luc)))
    assert refusal() is Outcome.FULL

    counters.count("paris-6", changes(a_record(anna, "REMOVE", 2)))
    assert refusal() is None
    assert refusal("never-announced") is Outcome.NO_EVENT
