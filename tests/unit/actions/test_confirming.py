"""Confirming by link: what it changes, and that it changes it once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.actions.cancelling import cancel_promise, promises_of
from shared.actions.finding import Found, look_up
from shared.actions.timeline import read_timeline
from shared.consent.dossier import read_dossier
from shared.consent.ledger import Method, State, consents_standing
from shared.consent.links import LinkExpired, LinkKind
from shared.consent.purposes import Purpose
from shared.consent.withdrawing import Word, withdraw
from shared.people.consent import Consent
from shared.people.item import to_item
from shared.people.person import person_id
from shared.people.table import put
from tests.builders import NOON
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.actions.recorded import MAIL, MARIE, SHARING, SLUG, Room, a_consent, an_action, the_link
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.consent.links import Bond
    from shared.consent.purposes import Controller
    from shared.people.table import Step

SAID = {"given_name": "Marie", "phone": "+33612345678", "postcode": "75006"}


def test_whoever_confirms_is_mailable_and_the_ledger_says_why() -> None:
    room = Room()
    bond = room.record_and_ask(an_action(said=SAID))
    room.clock.advance(timedelta(hours=2))

    answer = room.confirm(bond)

    assert answer.found is Found.CONFIRMED
    assert room.person().mailable
    asked, confirmed = room.ledger()
    assert (confirmed.state, confirmed.method, confirmed.address) == (
        State.CONFIRMED,
        Method.DOUBLE_OPT_IN,
        "198.51.100.0",
    )
    assert confirmed.wording == asked.wording
    assert room.person().consents["email"]["by"] == f"ledger {confirmed.entry_id}"


def test_nothing_of_who_confirmed_expires_any_more() -> None:
    room = Room()
    room.record(an_action())
    bond = room.record_and_ask(an_action("sign", target="schools"))

    room.confirm(bond)

    expiring = {item["sk"].partition("#")[0] for item in room.kept("") if "expires_at" in item}
    assert expiring == {"ACTION", "CONFIRM"}
    assert room.person().values["confirmed_at"] == "2027-05-11T12:00:00+00:00"


def test_a_link_confirms_its_own_action_alone() -> None:
    room = Room()
    room.record(an_action(consents=(a_consent(MAIL), a_consent(SHARING))))
    bond = room.record_and_ask(an_action("sign", target="schools", consents=()))

    room.confirm(bond)

    assert consents_standing(room.ledger(), now=room.clock.now()) == frozenset()
    assert not room.person().mailable
    assert "expires_at" not in room.person().values


def test_a_second_click_changes_nothing() -> None:
    table = InMemoryPeopleTable()
    room = Room(people=table)
    bond = room.record_and_ask(an_action())
    room.confirm(bond)
    before = {key: dict(item) for key, item in table.items.items()}
    room.clock.advance(timedelta(hours=1))

    assert room.confirm(bond).found is Found.ALREADY
    assert table.items == before


def test_looking_confirms_nothing() -> None:
    table = InMemoryPeopleTable()
    room = Room(people=table)
    bond = room.record_and_ask(an_action())
    before = {key: dict(item) for key, item in table.items.items()}

    answer = look_up(bond, people=room.people, now=room.clock.now())

    assert answer.found is Found.WAITING
    assert answer.confirmation
    assert [consent.purpose for consent in answer.confirmation.consents] == [Purpose.MAIL]
    assert table.items == before


def test_after_a_week_neither_the_link_nor_the_person_is_there() -> None:
    room = Room()
    bond = room.record_and_ask(an_action())
    room.pass_days(7)
    room.clock.advance(timedelta(seconds=1))

    with pytest.raises(LinkExpired):
        room.links.read(LinkKind.CONFIRM, the_link(room.mailer.sent[0]), slug=SLUG)
    assert room.confirm(bond).found is Found.GONE
    assert not room.person().mailable


def test_confirming_fills_blanks_and_changes_nothing_that_was_known() -> None:
    room = Room()
    known = a_person(email=MARIE, given_name="Marie-Claire")
    room.people.write([put(to_item(known))])
    bond = room.record_and_ask(an_action("volunteer", said={"given_name": "Mallory", "phone": "+33612345678"}))

    room.confirm(bond)

    values = room.person().values
    assert (values["given_name"], values["phone"], values["volunteer"]) == ("Marie-Claire", "+33612345678", True)


def test_an_action_between_reading_and_writing_is_not_lost() -> None:
    table = MeanwhileTable()
    room = Room(people=table)
    bond = room.record_and_ask(an_action())
    table.meanwhile = lambda: room.record(an_action("pledge"))

    room.confirm(bond)

    assert room.person().deeds == ("join", "pledge")
    assert room.person().mailable
    assert [item for item in room.kept("DEED#") if "expires_at" in item] == []


def test_somebody_with_very_many_items_is_confirmed_as_well() -> None:
    room = Room()
    bond = room.record_and_ask(an_action())
    for number in range(130):
        room.record(an_action("sign", target=f"petition-{number}", consents=()))

    room.confirm(bond)

    assert [item for item in room.kept("DEED#") if "expires_at" in item] == []
    assert len(room.kept("DEED#")) == 131


def withdrawn(room: Room, *asked: tuple[Purpose, Controller]) -> None:
    withdraw(
        room.person().key,
        asked,
        word=Word(method=Method.LINK, page="withdraw", address="198.51.100.0"),
        people=room.people,
        clock=room.clock,
    )


def a_confirmed(room: Room) -> Bond:
    bond = room.record_and_ask(an_action(consents=(a_consent(MAIL), a_consent(SHARING))))
    room.confirm(bond)
    room.clock.advance(timedelta(hours=1))
    return bond


def test_a_withdrawal_is_an_entry_and_puts_the_person_out_of_reach() -> None:
    room = Room()
    a_confirmed(room)

    withdrawn(room, MAIL)

    assert not room.person().mailable
    assert [entry.state for entry in room.ledger()][-1] is State.WITHDRAWN
    assert consents_standing(room.ledger(), now=room.clock.now()) == {SHARING}


def test_withdrawing_twice_is_withdrawing_once() -> None:
    room = Room()
    a_confirmed(room)

    withdrawn(room, MAIL)
    withdrawn(room, MAIL)

    assert [entry.state for entry in room.ledger()].count(State.WITHDRAWN) == 1


def test_what_an_import_allowed_is_withdrawn_as_well() -> None:
    room = Room()
    given = {"email": Consent(given=True, by="column opt-in")}
    room.people.write([put(to_item(a_person(email=MARIE, consents=given)))])
    dossier = read_dossier(room.person().key, people=room.people, now=NOON)
    assert dossier
    assert dossier.standing(now=NOON) == (MAIL,)

    withdrawn(room, MAIL)

    assert not room.person().mailable
    after = read_dossier(room.person().key, people=room.people, now=NOON)
    assert after
    assert after.standing(now=NOON) == ()


def test_whoever_withdrew_and_confirms_anew_is_mailable_again() -> None:
    room = Room()
    a_confirmed(room)
    withdrawn(room, MAIL)
    room.clock.advance(timedelta(hours=1))

    room.confirm(room.record_and_ask(an_action(stamp="two", at=room.clock.now())))

    assert room.person().mailable


def test_a_cancelled_promise_is_counted_no_longer() -> None:
    room = Room()
    bond = room.record_and_ask(an_action("rsvp", target="e1"))
    room.record(an_action("rsvp", target="e2"))
    room.confirm(bond)

    outcomes = [cancel_promise(bond, "e1", people=room.people, clock=room.clock) for _ in range(2)]

    assert outcomes == [True, False]
    assert promises_of(room.person()) == ("e2",)
    assert [item["sk"].rsplit("#", 1)[0] for item in room.kept("DEED#")] == ["DEED#rsvps#e2"]
    assert [item["action"] for item in room.kept("ACTIVITY#")].count("cancel-rsvp") == 1
    told = read_timeline(SLUG, person_id(MARIE), people=room.people, now=room.clock.now().timestamp())
    assert {activity.action for activity in told} == {"rsvp", "cancel-rsvp"}


class MeanwhileTable(InMemoryPeopleTable):
    """A table in which somebody else acts once between a reading and the next writing."""

    meanwhile: Callable[[], object] | None = None

    def write(self, steps: Sequence[Step]) -> None:
        act, self.meanwhile = self.meanwhile, None
        if act:
            act()
        super().write(steps)
