"""What somebody tells a team by phone is written down, or done, as if they had done it themselves."""

from __future__ import annotations

import pytest

from shared.actions.hearing import erase_by_word, record_withdrawal
from shared.consent.ledger import Method, State
from shared.consent.purposes import Controller, Purpose
from shared.kernel.errors import InputError
from shared.people.person import nation_holder, person_id
from shared.people.roll import PersonUnknown
from tests.fakes.journal import InMemoryJournal
from tests.unit.actions.recorded import MARIE, SLUG, Room, a_consent, an_action

ID = person_id(MARIE)
PARTY = (Purpose.MAIL, Controller.PARTY)
NUMBER = "+33612345678"


class Office(Room):
    """Where Marie joined, confirmed and calls."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.journal = InMemoryJournal()
        said = {"phone": NUMBER}
        self.confirm(self.record_and_ask(an_action(said=said, consents=(a_consent(), a_consent(PARTY)))))
        self.pass_days(1)

    def withdraw(self, *purposes: str, reason: str = "by phone to Anne", whom: str = ID) -> set[object]:
        ports = {"people": self.people, "journal": self.journal, "clock": self.clock}
        return set(record_withdrawal(SLUG, whom, purposes, reason, **ports))  # type: ignore[arg-type] # each is one

    def erase(self, typed: str, *, whom: str = ID) -> int:
        return erase_by_word(
            SLUG,
            whom,
            typed,
            country="FR",
            people=self.people,
            erasures=self.erasures,
            journal=self.journal,
            clock=self.clock,
        )


def test_a_withdrawal_counts_for_all_who_had_the_consent_with_how_it_was_said() -> None:
    office = Office()

    done = office.withdraw("mail")

    assert {(Purpose.MAIL, Controller.CANDIDATE), PARTY} <= done
    assert not office.person().mailable
    said = [entry for entry in office.ledger() if entry.state is State.WITHDRAWN]
    assert {(entry.method, entry.reason) for entry in said} == {(Method.TEAM, "by phone to Anne")}
    assert [(what, about["purposes"]) for _, what, about in office.journal.entries] == [("recorded-withdrawal", "mail")]
    assert office.withdraw("mail") == set()


def test_other_purposes_stay_as_they_are() -> None:
    office = Office()

    office.withdraw("phone", "text-message")

    assert office.person().mailable


@pytest.mark.parametrize(
    ("purposes", "reason"),
    [((), "by phone"), (("mail", "post"), "by phone"), (("mail",), "  "), (("mail",), "x" * 301)],
    ids=["no purpose", "a strange one", "no reason", "a novel"],
)
def test_what_proves_nothing_is_not_written_down(purposes: tuple[str, ...], reason: str) -> None:
    office = Office()

    with pytest.raises(InputError):
        office.withdraw(*purposes, reason=reason)

    assert office.journal.entries == []


@pytest.mark.parametrize("typed", ["Marie@example.org", "06 12 34 56 78"], ids=["address", "number"])
def test_whoever_wants_to_be_erased_is_and_no_file_brings_them_back_into_this_nation(typed: str) -> None:
    office = Office()

    assert office.erase(typed) > 1

    assert not office.has()
    assert {item["sk"].partition("#")[0] for item in office.kept("")} <= {"ACTION", "ERASED", "STALE"}
    assert [office.erasures.bars(ID, slug) for slug in (SLUG, "lyon-3")] == [True, False]
    assert office.journal.entries == [(SLUG, "erased-person", {"person": ID})]


@pytest.mark.parametrize("typed", ["", "marie", "paul@example.org", "0698765432", "Marie Dupont"])
def test_a_slip_erases_nobody(typed: str) -> None:
    office = Office()

    with pytest.raises(InputError, match="not the person's"):
        office.erase(typed)

    assert office.has()
    assert office.journal.entries == []


def test_whoever_signs_up_again_is_back_and_files_may_name_them() -> None:
    office = Office()
    office.erase(MARIE)
    office.pass_days(1)

    office.confirm(office.record_and_ask(an_action(stamp="two", at=office.clock.now())))

    assert office.has()
    assert not office.erasures.bars(ID, SLUG)


def test_strangers_are_told() -> None:
    office = Office()

    with pytest.raises(PersonUnknown):
        office.withdraw("mail", whom="0" * 32)
    with pytest.raises(PersonUnknown):
        office.erase(MARIE, whom="0" * 32)
    assert list(office.people.below(nation_holder(SLUG), "ERASED#")) == []
