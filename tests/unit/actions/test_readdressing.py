"""Another e-mail address for somebody: who they are stays, what they allowed does not come along."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from shared.actions.adding import PersonKnown
from shared.actions.erasing import erase
from shared.actions.everywhere import known_everywhere
from shared.actions.handing_over import hand_over
from shared.actions.readdressing import NewAddress, read_address, readdress, take_edit_back
from shared.actions.timeline import read_timeline
from shared.consent.dossier import read_dossier
from shared.consent.ledger import Method, State
from shared.consent.purposes import Controller, Purpose
from shared.consent.withdrawing import Word, withdraw
from shared.kernel.errors import Conflict, InputError
from shared.people.aliases import standing_id
from shared.people.consent import Consent
from shared.people.edit import edits_of
from shared.people.item import PERSON_PREFIX, from_item, to_item
from shared.people.merging import decide
from shared.people.person import hq_holder, nation_holder, person_id
from shared.people.table import put
from tests.fakes.journal import InMemoryJournal
from tests.unit.actions.recorded import MAIL, MARIE, SLUG, Room, a_consent, an_action
from tests.unit.people.builders import a_contribution, a_person

if TYPE_CHECKING:
    from shared.people.edit import Edit
    from shared.people.person import Person

NEW = "marie.dupont@example.org"
ID, NEW_ID = person_id(MARIE), person_id(NEW)
NUMBER = "+33612345678"
PARTY = (Purpose.MAIL, Controller.PARTY)
YES = Consent(given=True, by="column Optin")


class Office(Room):
    """Where a team knows Marie, who joined and confirmed."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.journal, self.drawn = InMemoryJournal(), count()

    def joined(self) -> Office:
        self.confirm(self.record_and_ask(an_action(consents=(a_consent(), a_consent(PARTY)))))
        return self

    def readdress(self, address: str = NEW, *, whom: str = ID) -> Edit | None:
        return readdress(
            NewAddress(slug=SLUG, person_id=whom, address=address, by="member"),
            people=self.people,
            erasures=self.erasures,
            journal=self.journal,
            clock=self.clock,
            draw=lambda size: f"{next(self.drawn):0{2 * size}}",
        )

    def take_back(self, edit: Edit | None) -> Person:
        assert edit is not None
        return take_edit_back(SLUG, edit.person_id, edit.id, people=self.people, journal=self.journal, clock=self.clock)

    def put(self, person: Person) -> Person:
        self.people.write([put(to_item(person))])
        return person

    def stands(self) -> set[object]:
        dossier = read_dossier((nation_holder(SLUG), ID), people=self.people, now=self.clock.now())
        return set(dossier.standing(now=self.clock.now())) if dossier else set()

    def whole(self) -> set[str]:
        """Return the keys of all that is kept, but for marks and what tells of edits and words."""
        told = ("STALE#", "EDIT#", "CONSENT#")
        return {item["sk"] for item in self.kept("") if not item["sk"].startswith(told)}


@pytest.fixture
def office() -> Office:
    return Office().joined()


def test_who_somebody_is_stays_and_both_addresses_lead_to_them(office: Office) -> None:
    before = office.person()

    office.readdress()

    marie = office.person()
    assert marie.values["email"] == NEW
    assert (marie.person_id, marie.deeds) == (before.person_id, before.deeds)
    assert marie.values["tags"] == before.values["tags"]
    assert standing_id(SLUG, NEW_ID, people=office.people) == ID
    assert [entry[1] for entry in office.journal.entries] == ["edited-person"]
    assert not any(NEW in str(entry) or MARIE in str(entry) for entry in office.journal.entries)


def test_nobody_agreed_to_be_written_to_at_an_address_that_the_team_wrote(office: Office) -> None:
    assert office.person().mailable
    assert office.stands() == {MAIL, PARTY}

    office.readdress()

    assert not office.person().mailable
    assert office.stands() == set()
    assert "confirmed_at" not in office.person().values
    lapsed = [entry for entry in office.ledger() if entry.state is State.LAPSED]
    assert {(entry.purpose, entry.controller) for entry in lapsed} == {MAIL, PARTY}
    assert {entry.method for entry in lapsed} == {Method.TEAM}
    assert all(entry.wording for entry in lapsed)


def test_a_no_stands_for_any_address(office: Office) -> None:
    withdraw((nation_holder(SLUG), ID), [MAIL], word=Word(method=Method.LINK), people=office.people, clock=office.clock)

    edit = office.readdress()

    assert office.person().consents["email"]["given"] is False
    assert office.take_back(edit).consents["email"]["given"] is False


def test_taken_back_all_is_as_before(office: Office) -> None:
    before, whole, stood = office.person(), office.whole(), office.stands()

    edit = office.readdress()
    office.pass_days(1)
    office.take_back(edit)

    assert office.person() == replace(before, revision=before.revision + 2)
    assert office.whole() == whole
    assert office.stands() == stood
    assert [entry[1] for entry in office.journal.entries] == ["edited-person", "undid-edit"]
    with pytest.raises(Conflict, match="was undone on"):
        office.take_back(edit)


def test_who_signs_up_by_the_new_address_is_the_same_and_is_mailable_once_they_confirm(office: Office) -> None:
    edit = office.readdress()

    bond = office.record_and_ask(an_action("sign", email=NEW, target="p", stamp="two"))
    assert not office.person().mailable
    office.confirm(bond)

    assert not office.has(NEW)
    assert office.person().mailable
    assert "sign:p" in office.person().deeds
    with pytest.raises(Conflict, match=r"written anew .*: confirmed_at"):
        office.take_back(edit)


def test_what_waits_to_be_confirmed_at_the_former_address_is_over(office: Office) -> None:
    office.pass_days(1)
    withdraw((nation_holder(SLUG), ID), [MAIL], word=Word(method=Method.LINK), people=office.people, clock=office.clock)
    bond = office.record_and_ask(an_action("sign", target="p", stamp="two"))

    office.readdress()

    assert office.waiting() == []
    office.confirm(bond)
    assert not office.person().mailable


def test_who_confirms_by_the_former_address_makes_nobody_mailable(office: Office) -> None:
    office.readdress()

    office.confirm(office.record_and_ask(an_action("sign", target="p", stamp="two", consents=(a_consent(),))))

    assert not office.person().mailable
    assert office.stands() == set()
    assert "confirmed_at" not in office.person().values


@pytest.mark.parametrize(("of", "is_mailable"), [(MARIE, False), (NEW, True)], ids=["former", "new"])
def test_a_file_s_yes_counts_for_the_address_that_it_names(office: Office, of: str, is_mailable: bool) -> None:
    office.readdress()

    row = a_contribution(email=of, consents={"email": YES})
    made = decide(office.person().key, [row], stored=office.person(), rollout_id="next").person or office.person()

    assert made.values["email"] == NEW
    assert made.mailable is is_mailable


def test_of_two_rows_the_one_that_names_the_address_counts(office: Office) -> None:
    office.readdress()
    rows = [a_contribution(email=each, consents={"email": YES}) for each in (MARIE, NEW)]

    made = decide(office.person().key, rows, stored=office.person(), rollout_id="next").person

    assert made
    assert made.mailable


def test_somebody_known_by_a_number_gets_an_address_and_no_consent_comes_along() -> None:
    office = Office()
    paul = a_person(consents={"email": YES})
    paul = office.put(replace(paul, person_id=person_id(NUMBER), values={"phone": NUMBER}))

    edit = office.readdress(whom=paul.person_id)

    item = office.people.read([(paul.holder, PERSON_PREFIX + paul.person_id)])
    (now,) = map(from_item, item.values())
    assert now.values == {"phone": NUMBER, "email": NEW, "aliases": [NEW_ID]}
    assert not now.mailable
    row = a_contribution(phone=NUMBER, consents={"email": YES})
    made = decide(now.key, [row], stored=now, rollout_id="next").person or now
    assert not made.mailable
    assert office.take_back(edit).values == {"phone": NUMBER}


def test_an_address_of_somebody_else_is_refused_with_who_that_is(office: Office) -> None:
    office.put(a_person(email=NEW))
    with pytest.raises(PersonKnown) as known:
        office.readdress()
    assert known.value.person_id == NEW_ID

    office.readdress("third@example.org")
    other = office.put(a_person(email="other@example.org"))
    with pytest.raises(PersonKnown) as known:
        office.readdress("third@example.org", whom=other.person_id)
    assert known.value.person_id == ID
    assert len(office.journal.entries) == 1


def test_whoever_signed_up_with_it_and_never_confirmed_in_time_has_it_no_longer(office: Office) -> None:
    office.record(an_action(email=NEW, stamp="two"))
    office.pass_days(8)

    office.readdress()

    assert not office.has(NEW)
    assert standing_id(SLUG, NEW_ID, people=office.people) == ID


def test_whoever_was_erased_is_not_brought_back_by_their_address(office: Office) -> None:
    office.erasures.keep(NEW_ID, at=office.clock.now())

    with pytest.raises(InputError, match="erased"):
        office.readdress()


def test_the_unconfirmed_keep_the_address_that_they_are_asked_at() -> None:
    office = Office()
    office.record(an_action())

    with pytest.raises(InputError, match="not confirmed"):
        office.readdress()


@pytest.mark.parametrize("asked", [MARIE, NEW], ids=["former", "new"])
def test_an_erasure_by_either_address_erases_all_and_lets_no_file_bring_either_back(office: Office, asked: str) -> None:
    office.readdress()

    for dossier in known_everywhere(
        person_id(asked), nations=office.nations, people=office.people, now=office.clock.now()
    ):
        erase(dossier.person.key, people=office.people, erasures=office.erasures, clock=office.clock)

    assert {sk.partition("#")[0] for sk in office.whole()} <= {"ACTION", "ERASED"}
    assert office.erasures.bars(ID, SLUG)
    assert office.erasures.bars(NEW_ID, SLUG)


def test_an_edit_is_taken_back_step_by_step_and_never_over_a_later_one(office: Office) -> None:
    first, second = office.readdress(), office.readdress("third@example.org")
    with pytest.raises(Conflict, match="written anew"):
        office.take_back(first)

    office.take_back(second)
    office.take_back(first)

    assert office.person().values["email"] == MARIE


def test_back_to_the_address_that_somebody_is_known_by_leads_there_alone(office: Office) -> None:
    office.readdress()

    edit = office.readdress(MARIE)

    assert edit
    assert edit.identity == ""
    assert office.readdress(MARIE) is None
    assert standing_id(SLUG, NEW_ID, people=office.people) == ID


def test_the_party_gets_them_under_the_address_that_they_have(office: Office) -> None:
    office.readdress()
    entries = [replace(entry, state=State.CONFIRMED) for entry in office.ledger()]

    hand_over(SLUG, ID, entries, office.people)

    assert list(office.people.below(hq_holder(ID), PERSON_PREFIX + ID)) == []
    (listed,) = office.people.below(hq_holder(NEW_ID), PERSON_PREFIX + NEW_ID)
    assert from_item(listed).values["email"] == NEW


def test_the_timeline_has_the_edit_and_all_that_was_done(office: Office) -> None:
    office.readdress()

    assert [each.action for each in read_timeline(SLUG, ID, people=office.people, now=office.clock.now().timestamp())]
    assert len(office.kept(edits_of(ID))) == 1


def test_what_is_no_address_is_refused() -> None:
    assert read_address(" Marie@Example.org ") == MARIE
    for typed in ("", "marie", "marie@"):
        with pytest.raises(InputError, match="cannot be read"):
            read_address(typed)
