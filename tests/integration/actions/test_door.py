"""The door of an event: who said that they come, who came, who walked in; in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import pytest

from shared.actions.adding import NOTED, add_person
from shared.actions.cancelling import cancel_promise
from shared.actions.checking_in import CHECKED_IN, CHECKED_OUT, Door, check_in, check_out
from shared.actions.erasing import erase
from shared.actions.ground import Ground
from shared.actions.guests import GuestBook, guests_among, named, read_guest_book
from shared.actions.keys import ATTEND
from shared.actions.letting_go import let_go
from shared.actions.timeline import read_timeline
from shared.actions.walking_in import read_walk_in, walk_in
from shared.consent.links import Bond
from shared.consent.retention import Campaign
from shared.geography.atlases import atlas_of
from shared.kernel.errors import InputError
from shared.people.aliases import alias_item
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.item import to_item
from shared.people.person import Person, nation_holder, person_id
from shared.people.roll import PersonUnknown, person_of
from shared.people.table import put
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.journal import InMemoryJournal
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.actions.recorded import MARIE, SLUG, Room, an_action

if TYPE_CHECKING:
    from shared.people.table import PeopleTable

EVENT, ANOTHER = "2027-06-01-apero-1f3a", "2027-06-01-apero-1f3a2"
DOOR = Door(slug=SLUG, event_id=EVENT, by="member")
MARIES = person_id(MARIE)
LUC = {"given_name": " Luc ", "family_name": "Dupont", "email": "Luc@Example.org", "phone": "06 12 34 56 78"}


@dataclass(kw_only=True)
class Evening:
    """An event, and who stands at its door."""

    people: PeopleTable
    erasures: InMemoryErasures = field(default_factory=InMemoryErasures)
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def promise(self, email: str = MARIE, event: str = EVENT) -> None:
        room = Room(people=self.people, clock=self.clock)
        room.record(an_action("rsvp", email=email, target=event, at=NOON - timedelta(hours=1)))

    def let_in(self, who: str = MARIES) -> bool:
        return check_in(DOOR, who, people=self.people, journal=self.journal, clock=self.clock)

    def send_back(self, who: str = MARIES) -> bool:
        return check_out(DOOR, who, people=self.people, journal=self.journal, clock=self.clock)

    def walks_in(self, **typed: str) -> bool:
        newcomer = read_walk_in({**LUC, **typed}, event_id=EVENT, country="FR")
        ports: dict[str, Any] = {"people": self.people, "journal": self.journal, "clock": self.clock}
        seed, ground = a_nation(SLUG).seed, Ground(partial(atlas_of, "FR"), country="FR")
        add = partial(add_person, seed, ground=ground, erasures=self.erasures, draw=token_hex, **ports)
        return walk_in(DOOR, newcomer, add=add, **ports).is_new

    def book(self) -> GuestBook:
        return read_guest_book(SLUG, EVENT, people=self.people, now=self.clock.now().timestamp())

    def person(self, who: str = MARIES) -> Person:
        return person_of(SLUG, who, people=self.people, now=self.clock.now().timestamp())

    def did(self, who: str = MARIES) -> list[str]:
        told = read_timeline(SLUG, who, people=self.people, now=self.clock.now().timestamp())
        return [activity.action for activity in told]

    @property
    def told(self) -> list[str]:
        return [what for _, what, _ in self.journal.entries]


@pytest.fixture(params=["in-memory", "dynamodb"])
def evening(request: pytest.FixtureRequest) -> Evening:
    """An evening over people in memory, or in a table."""
    if request.param == "in-memory":
        return Evening(people=InMemoryPeopleTable())
    return Evening(people=DynamoPeopleTable(request.getfixturevalue("dynamodb"), "people"))


def test_the_guests_are_those_who_said_that_they_come_to_this_event(evening: Evening) -> None:
    evening.promise()
    evening.promise("ida@example.org", event=ANOTHER)

    book = evening.book()

    assert book.promised == book.missing == book.waiting == {MARIES}
    assert not book.came


def test_somebody_who_comes_is_checked_in_once_however_often_it_is_pressed(evening: Evening) -> None:
    evening.promise()

    assert [evening.let_in(), evening.let_in()] == [True, False]

    book = evening.book()
    assert (book.missing, book.walk_ins, book.came[MARIES].by) == (frozenset(), frozenset(), "member")
    assert book.came[MARIES].at == NOON
    assert evening.told == [CHECKED_IN]
    assert evening.person().deeds == (f"{ATTEND}:{EVENT}", f"rsvp:{EVENT}")
    assert f"2027-05-11 {ATTEND}:{EVENT}" in str(evening.person().values["deed_days"])
    assert evening.did() == [ATTEND, "rsvp"]


def test_a_check_in_is_taken_back_with_all_that_it_wrote(evening: Evening) -> None:
    evening.promise()
    before = evening.person()
    evening.let_in()

    assert [evening.send_back(), evening.send_back()] == [True, False]

    assert evening.book().missing == {MARIES}
    assert (evening.did(), evening.told) == (["rsvp"], [CHECKED_IN, CHECKED_OUT])
    assert evening.person().values == before.values


def test_checked_in_again_somebody_is_there_again(evening: Evening) -> None:
    evening.promise()
    evening.let_in()
    evening.send_back()

    assert evening.let_in()
    assert evening.book().came.keys() == {MARIES}


def test_nobody_unknown_is_checked_in(evening: Evening) -> None:
    with pytest.raises(PersonUnknown):
        evening.let_in("0" * 32)

    assert evening.told == []


def test_somebody_known_who_never_promised_walks_in_by_name(evening: Evening) -> None:
    evening.promise(event=ANOTHER)

    evening.let_in()

    assert evening.book().walk_ins == {MARIES}
    assert not evening.book().promised


def test_a_newcomer_is_written_down_and_checked_in_and_gets_no_mail(evening: Evening) -> None:
    assert [evening.walks_in(), evening.walks_in()] == [True, False]

    (who,) = evening.book().walk_ins
    values = {"given_name": "Luc", "family_name": "Dupont", "email": "luc@example.org", "phone": "+33612345678"}
    person = evening.person(who)
    assert (who, evening.told) == (person_id("luc@example.org"), [NOTED, CHECKED_IN])
    assert {name: person.values[name] for name in values} == values
    assert not person.mailable
    assert person.values["source"] == f"event {EVENT}"
    assert person.deeds == ("added", f"{ATTEND}:{EVENT}")


def test_a_walk_in_whom_the_nation_knows_stays_as_they_are(evening: Evening) -> None:
    evening.promise()

    assert not evening.walks_in(email=MARIE)

    assert "given_name" not in evening.person().values
    assert evening.book().came.keys() == {MARIES}


def test_who_was_merged_into_another_walks_in_as_that_one(evening: Evening) -> None:
    evening.promise()
    luc = person_id("luc@example.org")
    evening.people.write([put(alias_item(nation_holder(SLUG), luc, to=MARIES))])

    assert not evening.walks_in()

    assert evening.book().came.keys() == {MARIES}


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ({"given_name": "", "family_name": " "}, ["given_name"]),
        ({"email": "", "phone": ""}, ["email"]),
        ({"email": "luc@", "phone": "12"}, ["email", "phone"]),
        ({"family_name": "x" * 301}, ["family_name"]),
    ],
    ids=["no name", "nothing to be known by", "nothing that can be read", "too long"],
)
def test_what_a_walk_in_lacks_is_said_all_at_once(typed: dict[str, str], places: list[str]) -> None:
    with pytest.raises(InputError) as told:
        read_walk_in({**LUC, **typed}, event_id=EVENT, country="FR")

    assert [fault.place for fault in told.value.faults] == places
    assert "luc" not in str(told.value)


def test_who_had_themselves_erased_is_not_written_down_by_others(evening: Evening) -> None:
    evening.walks_in()
    (who,) = evening.book().walk_ins

    erase((nation_holder(SLUG), who), people=evening.people, erasures=evening.erasures, clock=evening.clock)

    assert evening.book().everybody == set()
    with pytest.raises(InputError, match="erased"):
        evening.walks_in()


def test_a_promise_taken_back_leaves_the_list(evening: Evening) -> None:
    evening.promise()
    bond = Bond(slug=SLUG, person_id=MARIES, action_id="0")

    cancel_promise(bond, EVENT, people=evening.people, clock=evening.clock)

    assert evening.book().everybody == set()


def test_whoever_never_confirms_leaves_the_list_with_all_they_did(evening: Evening) -> None:
    evening.promise()
    evening.let_in()
    evening.clock.moment = NOON + timedelta(days=8)

    assert evening.book().everybody == set()
    assert evening.walks_in(email=MARIE)
    assert evening.book().walk_ins == {MARIES}


def test_guests_among_those_whom_a_search_found_are_read_by_key(evening: Evening) -> None:
    evening.promise()
    evening.promise("ida@example.org")
    evening.let_in()

    found = guests_among(SLUG, EVENT, [MARIES, "0" * 32], people=evening.people, now=NOON.timestamp())

    assert found.promised == found.came.keys() == {MARIES}
    assert guests_among(SLUG, EVENT, [], people=evening.people, now=NOON.timestamp()).everybody == set()


def a_guest(number: int) -> Person:
    """Return somebody who is one of many."""
    values = {"email": f"luc{number}@example.org", "given_name": "Luc", "family_name": f"Dupont {number:03}"}
    return Person(holder=nation_holder(SLUG), person_id=person_id(values["email"]), values=values)


def test_guests_are_named_in_the_order_of_their_names_however_many(evening: Evening) -> None:
    guests = [a_guest(number) for number in range(103)]
    # Some at a time: DynamoDB in memory copies itself at each write.
    for start in range(0, len(guests), 40):
        evening.people.write([put(to_item(guest)) for guest in guests[start : start + 40]])

    found = named(SLUG, {guest.person_id for guest in guests}, people=evening.people, now=NOON.timestamp())

    assert [person.values["family_name"] for person in found] == [f"Dupont {number:03}" for number in range(103)]


def test_when_a_campaign_is_over_its_guest_lists_go_with_it(evening: Evening) -> None:
    evening.walks_in()
    over = Campaign(ends=NOON.date(), goes_at=NOON + timedelta(days=30))

    let_go(SLUG, over, people=evening.people, journal=InMemoryJournal(), now=NOON)

    evening.clock.moment = NOON + timedelta(days=31)
    assert evening.book().everybody == set()
