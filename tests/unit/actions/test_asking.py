"""The letter that asks somebody to confirm."""

from __future__ import annotations

from datetime import timedelta
from email.headerregistry import AddressHeader
from email.policy import default as policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.actions.asking import MOST_LETTERS, Asked
from shared.consent.links import LinkKind
from shared.kernel.errors import TransientError
from shared.mail.letter import Letter, LetterRefused, Mailbox
from shared.mail.render import Mail
from shared.people.person import person_id
from shared.people.table import Deed, Step
from tests.unit.actions.recorded import MAIL, MARIE, SHARING, Room, a_consent, an_action, the_link


def test_the_letter_says_word_for_word_what_is_asked() -> None:
    room = Room()
    room.record(an_action(consents=(a_consent(MAIL), a_consent(SHARING))))

    assert [room.ask(key) for key in room.waiting()] == [Asked.SENT]

    (letter,) = room.mailer.sent
    assert letter.to == MARIE
    assert letter.sender.header == "Plein Jour <no-reply@plein-jour.example>"
    assert letter.reply_to == "jeanne@example.org"
    for entry in room.ledger():
        said = room.wordings.find(entry.wording)
        assert said
        assert said.text in letter.mail.text


def test_the_letter_speaks_the_language_of_the_form() -> None:
    room = Room()
    room.record(an_action(language="en", consents=(a_consent(language="en"),)))

    room.ask(*room.waiting())

    assert "I agree to receive news of the campaign" in room.mailer.sent[0].mail.text


def test_the_link_is_for_this_person_and_this_action() -> None:
    room = Room()
    taken = an_action()
    room.record(taken)

    room.ask(*room.waiting())

    bond = room.links.read(LinkKind.CONFIRM, the_link(room.mailer.sent[0]), slug=taken.slug)
    assert (bond.person_id, bond.action_id) == (person_id(MARIE), taken.action_id)


def test_nothing_that_was_typed_reaches_the_letter() -> None:
    room = Room()
    room.record(an_action(said={"given_name": "Buy gold at evil.example", "family_name": "{{ 7 * 7 }}"}))

    room.ask(*room.waiting())

    mail = room.mailer.sent[0].mail
    assert "evil" not in mail.subject + mail.text + mail.html


def test_a_second_delivery_sends_nothing_again() -> None:
    room = Room()
    room.record(an_action())

    outcomes = [room.ask(*room.waiting()), room.ask(*room.waiting())]

    assert outcomes == [Asked.SENT, Asked.SETTLED]
    assert len(room.mailer.sent) == 1


def test_what_is_confirmed_already_is_asked_no_more() -> None:
    room = Room()
    room.record(an_action())
    (key,) = room.waiting()
    room.people.write([Step(deed=Deed.DELETE, key=key)])

    assert room.ask(key) is Asked.GONE


def test_what_has_expired_is_asked_no_more() -> None:
    room = Room()
    room.record(an_action())
    room.pass_days(7)

    assert room.ask(*room.waiting()) is Asked.GONE


def test_a_busy_mail_service_is_asked_again() -> None:
    room = Room()
    room.record(an_action())
    room.mailer.error = TransientError("busy")

    with pytest.raises(TransientError):
        room.ask(*room.waiting())

    assert room.ask(*room.waiting()) is Asked.SENT


def test_a_refused_letter_is_tried_no_more() -> None:
    room = Room()
    room.record(an_action())
    room.mailer.error = LetterRefused("MessageRejected")

    assert [room.ask(*room.waiting()) for _ in range(2)] == [Asked.HELD_BACK, Asked.SETTLED]
    assert [item["held_back"] for item in room.kept("CONFIRM#")] == ["LetterRefused"]


def test_a_nation_that_is_gone_holds_nothing_up() -> None:
    room = Room()
    room.record(an_action())
    del room.nations.nations["paris-6"]

    assert room.ask(*room.waiting()) is Asked.HELD_BACK


def test_nobody_can_have_an_address_flooded_with_letters() -> None:
    room = Room()
    for number in range(MOST_LETTERS + 2):
        room.record(an_action(stamp=str(number)))

    outcomes = [room.ask(key) for key in room.waiting()]

    assert outcomes == [Asked.SENT] * MOST_LETTERS + [Asked.HELD_BACK] * 2


def test_the_next_day_letters_leave_again() -> None:
    room = Room()
    for number in range(MOST_LETTERS):
        room.record_and_ask(an_action(stamp=str(number)))
    room.clock.advance(timedelta(days=1, seconds=1))

    room.record_and_ask(an_action(stamp="tomorrow"))

    assert len(room.mailer.sent) == MOST_LETTERS + 1


@given(st.text(max_size=60))
def test_no_name_writes_a_header_of_its_own(name: str) -> None:
    header = Mailbox(address="no-reply@plein-jour.example", name=name).header

    assert "\n" not in header
    assert "\r" not in header
    assert header.isascii()
    parsed = policy.header_factory("from", header)
    assert isinstance(parsed, AddressHeader)
    assert [address.addr_spec for address in parsed.addresses] == ["no-reply@plein-jour.example"]


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "a b@c.example"])
def test_an_address_that_is_more_than_one_is_refused(address: str) -> None:
    sender, mail = Mailbox(address="no-reply@plein-jour.example"), Mail(subject="", html="", text="")

    with pytest.raises(ValueError, match="an address of a letter"):
        Letter(sender=sender, to=address, reply_to="x@y.example", mail=mail)
