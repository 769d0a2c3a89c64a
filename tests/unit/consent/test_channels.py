"""What the ledger does to the word that mailings go by, and what imports may do to it."""

from __future__ import annotations

import pytest

from shared.consent.channels import CHANNELS, heard, purpose_of
from shared.consent.ledger import State
from shared.consent.purposes import Controller, Purpose
from shared.people.consent import Consent, Consents, ConsentStatement, by_column, by_statement, succeed
from shared.people.merging import decide
from shared.people.rowline import Contribution
from tests.builders import HOUR, NOON
from tests.unit.consent.builders import an_entry
from tests.unit.people.builders import a_person

YES = by_column("opt-in", answer=True, yes_means=True)
NO = by_column("opt-out", answer=True, yes_means=False)
COVERED = by_statement(ConsentStatement(collected_by="HQ", collected_at="2027-01-01", wording="…"))


def after(*states: State, before: Consents | None = None) -> Consents:
    entries = [an_entry(state, at=NOON + number * HOUR) for number, state in enumerate(states)]
    return heard(before or {}, entries, of=Controller.CANDIDATE)


def test_a_confirmation_makes_mailable_and_names_its_entry() -> None:
    consents = after(State.CONFIRMED)

    assert consents["email"]["given"]
    assert consents["email"]["by"].startswith("ledger ")
    assert consents["email"]["at"] == "2027-05-11"


def test_being_asked_makes_nobody_mailable() -> None:
    assert after(State.ASKED) == {}


def test_a_withdrawal_beats_what_any_import_gave() -> None:
    assert not after(State.WITHDRAWN, before={"email": YES})["email"]["given"]


def test_a_word_to_the_party_is_none_to_the_candidate() -> None:
    assert heard({}, [an_entry(controller=Controller.PARTY)], of=Controller.CANDIDATE) == {}


def test_sharing_reaches_nobody_by_itself() -> None:
    assert heard({}, [an_entry(purpose=Purpose.SHARE_WITH_HQ)], of=Controller.CANDIDATE) == {}


@pytest.mark.parametrize("purpose", CHANNELS)
def test_every_channel_serves_one_purpose(purpose: Purpose) -> None:
    assert purpose_of(CHANNELS[purpose]) is purpose


@pytest.mark.parametrize("imported", [YES, COVERED])
def test_no_import_undoes_a_withdrawal(imported: Consent) -> None:
    withdrawn = after(State.WITHDRAWN)
    row = Contribution({"email": "marie1@example.org"}, {"email": imported})

    stored = a_person(consents=withdrawn)
    person = decide(stored.key, [row], stored=stored, rollout_id="r9").person

    assert person is None


def test_a_refusal_in_an_import_beats_a_confirmation() -> None:
    assert succeed(after(State.CONFIRMED)["email"], NO, edited=False) == NO


def test_a_confirmation_after_a_refusal_counts() -> None:
    assert after(State.CONFIRMED, before={"email": NO})["email"]["given"]


def test_whom_an_import_names_need_confirm_nothing_to_stay() -> None:
    stored = a_person(expires_at=1_800_000_000)
    row = Contribution({"email": "marie1@example.org"}, {})

    decision = decide(stored.key, [row], stored=stored, rollout_id="r9")

    assert decision.outcome.merged == 1
    assert decision.person
    assert "expires_at" not in decision.person.values
