"""Deeds of before days were kept get the days on which they were done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from shared.actions.cancelling import cancel_promise
from shared.actions.dating import date_deeds
from shared.people.item import to_item
from shared.people.person import DEED_DAYS
from shared.people.table import Deed, Step, put
from tests.builders import NOON
from tests.unit.actions.recorded import MARIE, SLUG, Room, an_action

DAY = timedelta(days=1)


def forget_days(room: Room) -> None:
    """Keep Marie as she was kept before days were."""
    person = room.person()
    values = {name: value for name, value in person.values.items() if name != DEED_DAYS}
    room.people.write([put(to_item(replace(person, values=values)))])


def test_everything_that_somebody_did_is_dated_and_dated_once() -> None:
    room = Room()
    room.record(an_action())
    room.record(an_action("sign", target="schools", at=NOON + DAY))
    room.record(an_action("sign", target="schools", stamp="two", at=NOON + 2 * DAY))
    before = room.person()
    forget_days(room)

    assert date_deeds(SLUG, people=room.people, ground=room.ground) == 1

    assert room.person().values == before.values
    assert date_deeds(SLUG, people=room.people, ground=room.ground) == 0


def test_what_was_taken_back_is_not_dated_and_whoever_is_gone_stays_so() -> None:
    room = Room()
    bond = room.record_and_ask(an_action("rsvp", target="e1"))
    room.confirm(bond)
    cancel_promise(bond, "e1", people=room.people, clock=room.clock)
    room.record(an_action("join", email="gone@example.org"))
    gone = next(item for item in room.kept("PERSON#") if item.get("email") == "gone@example.org")
    room.people.write([Step(deed=Deed.DELETE, key=(gone["pk"], gone["sk"]))])

    assert date_deeds(SLUG, people=room.people, ground=room.ground) == 0
    assert room.person(MARIE).deeds == ()


def test_one_who_did_something_since_has_all_their_days() -> None:
    room = Room()
    room.record(an_action())
    forget_days(room)
    room.record(an_action("contact", at=NOON + DAY))

    date_deeds(SLUG, people=room.people, ground=room.ground)

    assert room.person().values[DEED_DAYS] == ["2027-05-11 join", "2027-05-12 contact"]
