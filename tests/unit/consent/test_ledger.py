"""What the entries of a person come to."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from shared.consent.entries import entry_from_item, entry_key, entry_to_item
from shared.consent.ledger import CONFIRMATION_TIME, Entry, Method, State, consents_standing, standing
from shared.consent.purposes import Controller, Purpose
from tests.builders import HOUR, NOON
from tests.unit.consent.builders import MARIE, an_entry

if TYPE_CHECKING:
    from datetime import datetime

MAIL = (Purpose.MAIL, Controller.CANDIDATE)
WRITTEN = [state for state in State if state is not State.EXPIRED]

ledgers = st.lists(
    st.builds(
        lambda state, minutes, purpose, controller: an_entry(
            state, at=NOON + timedelta(minutes=minutes), purpose=purpose, controller=controller
        ),
        st.sampled_from(WRITTEN),
        st.integers(0, 100_000),
        st.sampled_from(Purpose),
        st.sampled_from(Controller),
    ),
    max_size=12,
)
LATER = NOON + timedelta(days=100)


def state_of(*entries: Entry, now: datetime = NOON) -> State | None:
    return standing(entries, *MAIL, now=now)


def test_nobody_who_was_never_asked_has_said_anything() -> None:
    assert state_of() is None


def test_whoever_was_asked_has_a_week_to_confirm() -> None:
    asked = an_entry(State.ASKED)

    assert state_of(asked, now=NOON + CONFIRMATION_TIME) is State.ASKED
    assert state_of(asked, now=NOON + CONFIRMATION_TIME + timedelta(seconds=1)) is State.EXPIRED


def test_a_confirmation_stands_until_it_is_withdrawn() -> None:
    confirmed, withdrawn = an_entry(State.CONFIRMED), an_entry(State.WITHDRAWN, at=NOON + HOUR)

    assert state_of(confirmed, now=LATER) is State.CONFIRMED
    assert state_of(confirmed, withdrawn, now=LATER) is State.WITHDRAWN


def test_being_asked_again_takes_nothing_away() -> None:
    assert state_of(an_entry(State.CONFIRMED), an_entry(State.ASKED, at=NOON + HOUR), now=LATER) is State.CONFIRMED


def test_who_withdrew_and_is_asked_again_has_not_consented() -> None:
    withdrawn, asked = an_entry(State.WITHDRAWN), an_entry(State.ASKED, at=NOON + HOUR)

    assert state_of(withdrawn, asked, now=NOON + HOUR) is State.ASKED


def test_each_purpose_of_each_controller_stands_by_itself() -> None:
    entries = [
        an_entry(State.CONFIRMED),
        an_entry(State.WITHDRAWN, at=NOON + HOUR, controller=Controller.PARTY),
        an_entry(State.GIVEN, purpose=Purpose.PHONE),
    ]

    assert consents_standing(entries, now=LATER) == {MAIL, (Purpose.PHONE, Controller.CANDIDATE)}


@given(ledgers)
def test_the_order_in_which_entries_are_read_does_not_matter(entries: list[Entry]) -> None:
    shuffled = Random(1).sample(entries, len(entries))

    assert consents_standing(shuffled, now=LATER) == consents_standing(entries, now=LATER)


@given(ledgers)
def test_a_withdrawal_ends_whatever_stood_and_nothing_else(entries: list[Entry]) -> None:
    before = consents_standing(entries, now=LATER)

    after = consents_standing([*entries, an_entry(State.WITHDRAWN, at=LATER)], now=LATER)

    assert after == before - {MAIL}


@given(ledgers)
def test_nothing_stands_that_nobody_ever_gave_or_confirmed(entries: list[Entry]) -> None:
    yes = {(entry.purpose, entry.controller) for entry in entries if entry.state.allows}

    assert consents_standing(entries, now=LATER) <= yes


@given(ledgers)
def test_entries_come_back_from_the_table_as_they_were_written(entries: list[Entry]) -> None:
    assert [entry_from_item(entry_to_item(entry)) for entry in entries] == entries


def test_an_entry_is_written_with_all_that_proves_it() -> None:
    entry = an_entry(
        State.ASKED,
        entry_id="e1",
        wording="f" * 32,
        language="fr",
        version=3,
        page="join",
        address="203.0.113.0",
        reason="said so on the phone",
        method=Method.COMMAND,
    )

    item = entry_to_item(entry, expires_at=7)

    assert entry_from_item(item) == entry
    assert item["expires_at"] == {"N": "7"}
    assert item["sk"] == {"S": f"CONSENT#{MARIE}#2027-05-11T12:00:00.000000+00:00#e1"}


@given(st.datetimes(), st.datetimes())
def test_the_keys_of_entries_sort_as_their_times_do(first: datetime, second: datetime) -> None:
    early, late = sorted((first.replace(tzinfo=NOON.tzinfo), second.replace(tzinfo=NOON.tzinfo)))

    assert entry_key(an_entry(at=early, entry_id="e")) <= entry_key(an_entry(at=late, entry_id="e"))
