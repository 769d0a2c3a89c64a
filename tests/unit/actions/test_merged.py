"""Whoever was merged into another person acts and speaks as that person, whichever address they come by."""

from __future__ import annotations

import pytest

from shared.actions.erasing import erase
from shared.actions.mergers import Wish, merge_people
from shared.actions.timeline import read_timeline
from shared.consent.links import Bond, LinkKind
from shared.people.person import nation_holder, person_id
from tests.fakes.journal import InMemoryJournal
from tests.unit.actions.recorded import MARIE, SHARING, SLUG, Room, a_consent, an_action
from tests.unit.actions.test_consent_desk import ask

OTHER = "m.dupont@example.org"
KEPT, GONE = person_id(MARIE), person_id(OTHER)


@pytest.fixture
def room() -> Room:
    """Marie joined under both addresses and confirmed each; she is one person now."""
    room = Room()
    for email in (MARIE, OTHER):
        room.confirm(room.record_and_ask(an_action(email=email)))
    wish = Wish(slug=SLUG, kept_id=KEPT, gone_id=GONE, by="member")
    merge_people(wish, people=room.people, journal=InMemoryJournal(), clock=room.clock, draw=lambda size: "0" * size)
    return room


def test_a_form_sent_under_the_other_address_is_recorded_for_who_was_kept(room: Room) -> None:
    taken = an_action("sign", email=OTHER, target="petition", stamp="two")

    assert not room.record(taken).again
    assert room.record(taken).again

    done = read_timeline(SLUG, KEPT, people=room.people, now=room.clock.now().timestamp())
    assert sorted(each.action for each in done) == ["join", "join", "sign"]
    assert "sign:petition" in room.person().deeds
    assert not room.has(OTHER)


def test_a_mail_to_the_other_address_takes_the_consent_back(room: Room) -> None:
    assert room.person().mailable
    token = room.links.sign(LinkKind.WITHDRAW, Bond(slug=SLUG, person_id=GONE, action_id="0" * 32))

    ask(room, token, LinkKind.WITHDRAW, posts=True, choice=("withdraw", "all"))

    assert not room.person().mailable


def test_a_link_that_was_sent_before_the_merger_still_confirms() -> None:
    room = Room()
    for email in (MARIE, OTHER):
        room.confirm(room.record_and_ask(an_action(email=email)))
    room.record_and_ask(an_action("sign", email=OTHER, target="p", stamp="two", consents=(a_consent(SHARING),)))
    token = room.links.sign(
        LinkKind.CONFIRM, Bond(slug=SLUG, person_id=GONE, action_id=room.waiting()[0][1].split("#")[2])
    )
    wish = Wish(slug=SLUG, kept_id=KEPT, gone_id=GONE, by="member")
    merge_people(wish, people=room.people, journal=InMemoryJournal(), clock=room.clock, draw=lambda size: "0" * size)

    assert ask(room, token, posts=True).status == 200

    assert room.waiting() == []
    assert {entry.person_id for entry in room.ledger()} == {KEPT}


def test_an_erased_person_signs_up_anew_under_either_address(room: Room) -> None:
    erase((nation_holder(SLUG), KEPT), people=room.people, erasures=room.erasures, clock=room.clock)

    room.record(an_action(email=OTHER, stamp="three"))

    assert room.has(OTHER)
    assert not room.has()
