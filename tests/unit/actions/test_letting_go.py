"""The end of a campaign: who goes when, whom the party keeps, and erasure on demand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.actions.belongings import belongings_of
from shared.actions.erasing import erase
from shared.actions.letting_go import Departure, campaign_of, let_go, let_go_of_all, preview_departure
from shared.consent.purposes import Controller, Purpose
from shared.elections.calendars import NONE
from shared.kernel.errors import TransientError
from shared.people.item import to_item
from shared.people.person import hq_holder, person_id
from shared.people.table import put
from tests.builders import a_nation
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.journal import InMemoryJournal
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.actions.recorded import MAIL, MARIE, SHARING, SLUG, Room, a_consent, an_action
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from shared.consent.retention import Campaign
    from shared.kernel.items import Item
    from shared.nations.nation import NationSeed

PARTY_MAIL = (Purpose.MAIL, Controller.PARTY)
AFTER = datetime(2027, 6, 21, 1, tzinfo=UTC)


def over() -> Campaign:
    found = campaign_of(a_seed_that_ends(), calendar=NONE, days=60)
    assert found
    return found


def a_seed_that_ends() -> NationSeed:
    return replace(a_nation(SLUG).seed, facts={"end_date": "2027-06-20"})


@pytest.mark.parametrize(
    ("said", "last_day", "ends"),
    [
        ("2027-06-20", None, date(2027, 6, 20)),
        ("2027-06-20", date(2027, 6, 13), date(2027, 6, 13)),
        ("2027-06-20", date(2027, 7, 1), date(2027, 6, 20)),
        ("", date(2027, 6, 13), date(2027, 6, 13)),
    ],
)
def test_a_campaign_that_was_ended_ends_no_later_than_that_day(said: str, last_day: date | None, ends: date) -> None:
    seed = replace(a_nation(SLUG).seed, facts={"end_date": said})

    found = campaign_of(seed, calendar=NONE, days=60, last_day=last_day)

    assert found
    assert (found.ends, found.goes_at.date() - ends) == (ends, timedelta(days=61))


def a_campaign_over() -> Room:
    """A nation at its end: Marie shares with the party, Paul came with an import, Zoé never confirmed."""
    room = Room()
    room.confirm(room.record_and_ask(an_action(consents=(a_consent(MAIL), a_consent(SHARING), a_consent(PARTY_MAIL)))))
    room.people.write([put(to_item(a_person(email="paul@example.org")))])
    room.clock.moment = AFTER - timedelta(days=1)
    room.record(an_action(email="zoe@example.org", at=room.clock.now()))
    room.clock.moment = AFTER
    return room


def of_people(room: Room) -> list[Item]:
    return [item for item in room.kept("") if not item["sk"].startswith(("ACTION#", "STALE#"))]


def test_a_preview_counts_and_writes_nothing() -> None:
    room = a_campaign_over()
    assert isinstance(room.people, InMemoryPeopleTable)
    before = room.people.writes

    departure = preview_departure(SLUG, over(), people=room.people, now=AFTER)

    assert departure == Departure(people=3, sooner=1, party=1, going=2)
    assert room.people.writes == before


def test_everything_of_a_campaign_that_is_over_has_a_date() -> None:
    room = a_campaign_over()

    let_go(SLUG, over(), people=room.people, journal=InMemoryJournal(), now=AFTER)

    latest = int(over().goes_at.timestamp())
    assert all(item["expires_at"] <= latest for item in of_people(room))
    assert room.person("paul@example.org").values["expires_at"] == latest


def test_the_party_keeps_its_own_copy_with_what_proves_it() -> None:
    room = a_campaign_over()

    let_go(SLUG, over(), people=room.people, journal=InMemoryJournal(), now=AFTER)

    holder = hq_holder(person_id(MARIE))
    (copy,) = room.people.below(holder, "PERSON#")
    assert copy["mailable"] == {"BOOL": True}
    assert "expires_at" not in copy
    proofs = list(room.people.below(holder, "CONSENT#"))
    assert len(proofs) == 4
    assert not any("expires_at" in proof for proof in proofs)


def test_letting_go_twice_dates_nothing_more() -> None:
    room = a_campaign_over()
    journal = InMemoryJournal()
    first = let_go(SLUG, over(), people=room.people, journal=journal, now=AFTER)
    assert isinstance(room.people, InMemoryPeopleTable)
    before = {key: dict(item) for key, item in room.people.items.items()}

    again = let_go(SLUG, over(), people=room.people, journal=journal, now=AFTER + timedelta(days=1))

    assert first > 0
    assert again == 0
    assert room.people.items == before
    assert journal.entries == [(SLUG, "let-people-go", {"goes_at": over().goes_at.isoformat()})]


def test_only_campaigns_that_are_over_let_anybody_go() -> None:
    room = a_campaign_over()
    nations = room.nations
    nations.nations[SLUG] = replace(nations.nations[SLUG], seed=a_seed_that_ends())

    def gone_at(now: datetime) -> list[str]:
        ports: dict[str, Any] = {"nations": nations, "people": room.people, "journal": InMemoryJournal()}
        return [slug for slug, _ in let_go_of_all(**ports, calendar=NONE, days=60, now=now)]

    assert gone_at(AFTER - timedelta(hours=2)) == []
    assert gone_at(AFTER) == [SLUG]


def test_whoever_is_erased_is_gone_everywhere_the_nation_kept_them() -> None:
    room = Room()
    room.confirm(room.record_and_ask(an_action("sign", target="schools")))
    room.record(an_action("join", stamp="two"))
    key = room.person().key

    gone = erase(key, people=room.people, erasures=room.erasures, clock=room.clock)

    assert gone == 8
    left = [item["sk"].partition("#")[0] for item in room.kept("")]
    assert sorted(left) == ["ACTION", "ACTION", "ERASED", "STALE"]
    assert MARIE not in str(room.kept(""))
    assert erase(key, people=room.people, erasures=room.erasures, clock=room.clock) == 0


class Unreachable(InMemoryErasures):
    """Erasures behind a table that answers nothing."""

    def keep(self, person_id: str, *, at: datetime, within: str = "") -> None:
        raise TransientError("the network table is throttled")

    def lift(self, person_id: str, slug: str, *, asked_at: datetime) -> None:
        raise TransientError("the network table is throttled")


def test_an_erasure_is_kept_before_anybody_is_gone() -> None:
    room = Room()
    room.record(an_action())

    with pytest.raises(TransientError):
        erase(room.person().key, people=room.people, erasures=Unreachable(), clock=room.clock)

    assert room.has()


def test_who_signs_up_again_and_confirms_may_come_with_files_again() -> None:
    room = Room()
    room.confirm(room.record_and_ask(an_action()))
    erase(room.person().key, people=room.people, erasures=room.erasures, clock=room.clock)
    room.pass_days(1)

    bond = room.record_and_ask(an_action(stamp="two", at=room.clock.now()))
    assert room.erasures.all().bars(person_id(MARIE), SLUG)
    room.confirm(bond)

    assert not room.erasures.all().bars(person_id(MARIE), SLUG)
    assert room.erasures.all().bars(person_id(MARIE), "lyon-3")


def test_a_link_from_before_the_erasure_lifts_nothing() -> None:
    room = Room()
    bond = room.record_and_ask(an_action())
    erase(room.person().key, people=room.people, erasures=room.erasures, clock=room.clock)
    room.pass_days(1)

    room.confirm(bond)

    assert room.erasures.all().bars(person_id(MARIE), SLUG)


def test_a_click_that_cannot_lift_confirms_nothing_and_the_next_does_both() -> None:
    room = Room()
    bond = room.record_and_ask(an_action())
    room.erasures.keep(person_id(MARIE), at=room.clock.now() - timedelta(hours=1))
    whole, room.erasures = room.erasures, Unreachable()

    with pytest.raises(TransientError):
        room.confirm(bond)
    assert not room.person().mailable

    room.erasures = whole
    room.confirm(bond)
    assert room.person().mailable
    assert not room.erasures.all().bars(person_id(MARIE), SLUG)


@given(st.lists(st.sampled_from(["join", "volunteer", "sign", "contact", "pledge"]), min_size=1, max_size=6))
def test_all_that_recording_writes_of_a_person_is_found_again(actions: list[str]) -> None:
    room = Room()
    for number, action in enumerate(actions):
        room.record(an_action(action, stamp=str(number), target="t" if action == "sign" else ""))

    person = room.person()
    found = {key[1] for key in belongings_of(person, people=room.people)}

    about = {item["sk"] for item in room.kept("") if person.person_id in item["sk"]}
    assert found == about - {f"PERSON#{person.person_id}", f"STALE#{person.person_id}"}
