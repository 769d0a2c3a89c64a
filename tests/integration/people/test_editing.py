"""One person edited and that undone, in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from shared.actions.belongings import belongings_of
from shared.kernel.errors import Conflict, InputError, TransientError
from shared.people.editing import EDITED, TAKEN_BACK, EditUnknown, edit_person, undo_edit
from shared.people.item import to_item
from shared.people.merging import decide
from shared.people.person import EXPIRES_AT, nation_holder, person_id
from shared.people.roll import PersonUnknown, person_of
from shared.people.table import put
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.builders import a_contribution, a_person

if TYPE_CHECKING:
    from shared.people.edit import Edit
    from shared.people.person import Person, Value
    from shared.people.table import PeopleTable

SLUG = "paris-6"
MARIE = a_person(given_name="Marie", family_name="Dupont", support_level=3, edited=["family_name"])
NUMBER = "+33612345678"
BY_PHONE = replace(a_person(), person_id=person_id(NUMBER), values={"phone": NUMBER})
SOON = int(NOON.timestamp()) + 60


@dataclass(kw_only=True)
class Office:
    """A nation's office with Marie among its people."""

    people: PeopleTable
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def edit(self, person: Person = MARIE, **values: Value | None) -> Edit | None:
        return edit_person(
            SLUG, person.person_id, values, by="member", people=self.people, journal=self.journal, clock=self.clock
        )

    def edited(self, **values: Value | None) -> Edit:
        edit = self.edit(MARIE, **values)
        assert edit is not None
        return edit

    def undo(self, edit_id: str) -> Person:
        return undo_edit(SLUG, MARIE.person_id, edit_id, people=self.people, journal=self.journal, clock=self.clock)

    def marie(self) -> Person:
        return person_of(SLUG, MARIE.person_id, people=self.people, now=NOON.timestamp())


@pytest.fixture
def office(table: PeopleTable) -> Office:
    table.write([put(to_item(MARIE)), put(to_item(BY_PHONE))])
    return Office(people=table)


def test_fields_get_their_new_values_and_are_the_nations_own(office: Office) -> None:
    office.edit(given_name="Anne", support_level=None, family_name="Dupont", volunteer=True)

    marie = office.marie()
    assert marie.values == {
        "email": "marie1@example.org",
        "given_name": "Anne",
        "family_name": "Dupont",
        "volunteer": True,
    }
    assert marie.edited_fields == {"given_name", "support_level", "family_name", "volunteer"}
    assert marie.revision == MARIE.revision + 1


def test_an_edit_undone_leaves_the_person_as_before(office: Office) -> None:
    edit = office.edited(given_name="Anne", support_level=None, volunteer=True, family_name="Martin")

    assert office.undo(edit.id) == replace(MARIE, revision=MARIE.revision + 2)
    assert office.marie() == replace(MARIE, revision=MARIE.revision + 2)


def test_no_import_writes_what_the_nation_wrote(office: Office) -> None:
    office.edit(support_level=None)
    stored = office.marie()

    decision = decide(stored.key, [a_contribution(support_level=5)], stored=stored, rollout_id="next")

    assert decision.person is None


def test_what_is_so_already_is_no_edit(office: Office) -> None:
    assert office.edit(given_name="Marie", address=None) is None
    assert office.journal.entries == []


def test_an_edit_is_undone_once(office: Office) -> None:
    edit = office.edited(given_name="Anne")
    office.undo(edit.id)

    with pytest.raises(Conflict, match="was undone on"):
        office.undo(edit.id)


def test_an_undoing_takes_nothing_from_a_later_edit(office: Office) -> None:
    first = office.edited(given_name="Anne", support_level=1)
    office.edit(given_name="Anna")

    with pytest.raises(Conflict, match=r"written anew since edit .*: given_name$"):
        office.undo(first.id)

    assert office.marie().values["given_name"] == "Anna"


def test_an_edit_of_other_fields_stays_when_one_is_undone(office: Office) -> None:
    first = office.edited(given_name="Anne")
    office.edit(support_level=1)

    assert office.undo(first.id).values["support_level"] == 1


def test_the_number_that_somebody_is_known_by_stays(office: Office) -> None:
    with pytest.raises(InputError, match="known by the number alone"):
        office.edit(BY_PHONE, phone="+33612345679")


def test_strangers_and_edits_that_nobody_made_are_told(office: Office) -> None:
    with pytest.raises(PersonUnknown):
        office.edit(replace(MARIE, person_id="0" * 32), given_name="Anne")
    with pytest.raises(EditUnknown, match="no edit x"):
        office.undo("x")


def test_the_log_tells_the_fields_but_not_their_values(office: Office) -> None:
    edit = office.edited(given_name="Anne", support_level=1)
    office.undo(edit.id)

    about = {"person": MARIE.person_id, "edit": edit.id}
    told = (SLUG, EDITED, {**about, "fields": "given_name, support_level"})
    assert office.journal.entries == [told, (SLUG, TAKEN_BACK, about)]


def test_what_cannot_be_logged_does_not_happen(office: Office) -> None:
    office.journal.failure = TransientError("the log is out of reach")

    with pytest.raises(TransientError):
        office.edit(given_name="Anne")

    assert office.marie() == MARIE


def test_an_erasure_takes_along_what_the_person_was_before_edits(office: Office) -> None:
    edit = office.edited(given_name="Anne")

    assert set(belongings_of(MARIE, people=office.people)) == {edit.key}


def test_an_edit_of_somebody_who_may_go_goes_with_them(office: Office) -> None:
    paul = a_person(email="paul@example.org", expires_at=SOON)
    office.people.write([put(to_item(paul))])

    office.edit(paul, given_name="Paul")

    (item,) = office.people.below(nation_holder(SLUG), f"EDIT#{paul.person_id}#")
    assert item[EXPIRES_AT] == {"N": str(SOON)}
