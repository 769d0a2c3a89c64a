"""Events that take no more guests: full, called off, over, or never announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.actions.sentences import message_of
from shared.actions.verdict import Outcome
from shared.events.event import EventState
from shared.forms.form import FORMS, STAMP
from shared.kernel.errors import TransientError
from tests.builders import NOON
from tests.unit.forms.builders import a_post
from tests.unit.taking.builders import SLUG, STAMP_RULES, Door, an_event
from tests.unit.taking.test_answers import Inputs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.events.event import Event

AT_NOON_IN_PARIS = datetime(2027, 5, 11, 14)
EARLIER = AT_NOON_IN_PARIS - timedelta(hours=2)

CLOSED: Mapping[Outcome, Mapping[str, Any]] = {
    Outcome.CALLED_OFF: {"state": EventState.CANCELLED},
    Outcome.OVER: {"starts": EARLIER, "ends": AT_NOON_IN_PARIS},
}


def a_door(outcome: Outcome) -> tuple[Door, dict[str, str]]:
    """Return a door at which an event takes nobody for this reason, and what the post must say for it."""
    door = Door()
    match outcome:
        case Outcome.NO_EVENT:
            return door, {"target": "2027-06-01-never-announced-1f3a"}
        case Outcome.FULL:
            fill(door, guests=40)
        case _:
            door.announce(**CLOSED[outcome])
    return door, {}


def fill(door: Door, *, guests: int) -> None:
    """Have an event of forty places stand, to which so many said that they come."""
    door.announce(capacity=40)
    door.counts.counters[SLUG]["rsvps#spring"] = guests


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(Outcome.FULL, 409), (Outcome.CALLED_OFF, 410), (Outcome.OVER, 410), (Outcome.NO_EVENT, 410)],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_whom_an_event_does_not_take_is_told_why_and_nothing_is_recorded(
    outcome: Outcome, status: int, language: str
) -> None:
    door, typed = a_door(outcome)
    posted = door.post("rsvp", language=language, **typed)

    verdict, answer = door.serve(an_event("rsvp", posted=posted))

    assert (verdict.outcome, answer.status) == (outcome, status)
    assert message_of(verdict) in answer.body
    assert door.taken == []
    assert door.told("rsvp", posted=posted)[1]["outcome"] == outcome


@pytest.mark.parametrize(("guests", "outcome"), [(39, Outcome.ACCEPTED), (40, Outcome.FULL), (43, Outcome.FULL)])
def test_the_form_closes_once_as_many_said_that_they_come_as_there_are_places(guests: int, outcome: Outcome) -> None:
    door = Door()
    fill(door, guests=guests)

    assert door.judge("rsvp").outcome is outcome


def test_an_event_for_any_number_is_never_full() -> None:
    door = Door()
    door.counts.counters[SLUG]["rsvps#spring"] = 100_000

    assert door.judge("rsvp").outcome is Outcome.ACCEPTED


def test_guests_of_another_event_take_no_place() -> None:
    door = Door()
    door.announce(capacity=40)
    door.counts.counters[SLUG].update({"rsvps#spring-2": 40, "rsvps": 40, "attendances#spring": 40})

    assert door.judge("rsvp").outcome is Outcome.ACCEPTED


def test_a_place_that_becomes_free_is_taken_by_the_very_form_that_came_back() -> None:
    door = Door()
    fill(door, guests=40)
    posted = door.post("rsvp")
    again = Inputs(door.serve(an_event("rsvp", posted=posted))[1].body).sent
    door.counts.counters[SLUG]["rsvps#spring"] = 39

    assert again[STAMP] == posted[STAMP]
    assert {name: again[name] for name in a_post("rsvp")} == a_post("rsvp")
    assert door.judge("rsvp", posted=again).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("outcome", [Outcome.CALLED_OFF, Outcome.OVER, Outcome.NO_EVENT])
def test_what_never_takes_guests_again_is_not_sent_again(outcome: Outcome) -> None:
    door, typed = a_door(outcome)

    _, page = door.page("rsvp", posted=door.post("rsvp", page="events/spring", **typed))

    assert "<form" not in page
    assert ('href="../events/spring/"' in page) is (outcome is not Outcome.NO_EVENT)


def test_an_event_takes_guests_until_it_ends_by_the_clock_of_its_place() -> None:
    door = Door()
    door.announce(starts=EARLIER, ends=AT_NOON_IN_PARIS + timedelta(seconds=STAMP_RULES.wait + 1))

    posted = door.post("rsvp")
    assert door.judge("rsvp", posted=posted).outcome is Outcome.ACCEPTED

    door.clock.advance(timedelta(seconds=1))
    assert door.judge("rsvp", posted=posted).outcome is Outcome.OVER
    assert door.clock.now() == NOON + timedelta(seconds=STAMP_RULES.wait + 1)


class Throttled:
    """A table under load."""

    def get(self, slug: str, event_id: str) -> Event:
        raise TransientError("throttled")

    def read(self, slug: str) -> Mapping[str, int]:
        raise TransientError("throttled")


@pytest.mark.parametrize("out_of_reach", ["events", "counts"])
def test_a_table_under_load_turns_no_guest_away(out_of_reach: str) -> None:
    door = Door()
    fill(door, guests=40)
    admission = replace(door.reception.admission, **{out_of_reach: Throttled()})
    door.counter = replace(door.counter, reception=replace(door.reception, admission=admission))

    assert door.judge("rsvp").outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("action", sorted(FORMS.keys() - {"rsvp"}))
def test_no_other_form_asks_for_an_event(action: str) -> None:
    door = Door()
    door.events.events.clear()

    assert door.judge(action).outcome is Outcome.ACCEPTED
