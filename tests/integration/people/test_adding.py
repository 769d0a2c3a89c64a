"""A person added by hand, in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import pytest

from shared.actions.adding import NOTED, PersonKnown, add_person, read_newcomer
from shared.actions.belongings import belongings_of
from shared.actions.erasing import erase
from shared.actions.ground import Ground
from shared.geography.atlases import atlas_of
from shared.kernel.errors import InputError, TransientError
from shared.people.consent import by_statement
from shared.people.merging import decide
from shared.people.person import nation_holder, person_id
from shared.people.roll import PersonUnknown, person_of
from shared.people.statements import statements_of
from tests.builders import NOON, a_nation
from tests.fakes.clock import FixedClock
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.builders import a_contribution

if TYPE_CHECKING:
    from shared.people.person import Person
    from shared.people.table import PeopleTable

NATION = a_nation("bonneville-5", zones=("constituency:74-05",))
SLUG = NATION.slug
EMAIL = "ida@example.org"
IDA = person_id(EMAIL)
MET = {"email": " Ida@Example.org", "given_name": "Ida", "support_level": "2", "source": "market, 3 May"}
AGREED = {"collected_by": "Jeanne", "collected_at": "2027-05-03", "wording": "I want news by e-mail"}
GROUND = Ground(partial(atlas_of, "FR"), country="FR")


@dataclass(kw_only=True)
class Office:
    """A nation's office that knows nobody."""

    people: PeopleTable
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    erasures: InMemoryErasures = field(default_factory=InMemoryErasures)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def add(self, **typed: str) -> Person:
        return add_person(
            NATION.seed,
            read_newcomer({**MET, **typed}, country="FR"),
            ground=GROUND,
            people=self.people,
            erasures=self.erasures,
            journal=self.journal,
            clock=self.clock,
            draw=lambda size: "0" * 2 * size,
        )

    def ida(self) -> Person:
        return person_of(SLUG, IDA, people=self.people, now=NOON.timestamp())


@pytest.fixture
def office(table: PeopleTable) -> Office:
    return Office(people=table)


def test_somebody_added_is_known_with_their_source_and_counts_once(office: Office) -> None:
    office.add()

    assert office.ida().values == {
        "email": EMAIL,
        "given_name": "Ida",
        "support_level": 2,
        "source": "market, 3 May",
        "deeds": ["added"],
        "deed_days": ["2027-05-11 added"],
    }
    counted = [item["sk"]["S"] for item in office.people.below(nation_holder(SLUG), "DEED#")]
    assert counted == [f"DEED#supporters#-#{IDA}"]
    assert office.journal.entries == [(SLUG, NOTED, {"person": IDA})]


def test_a_consent_is_kept_with_the_words_that_prove_it(office: Office) -> None:
    ida = office.add(**AGREED)

    (statement,) = statements_of(SLUG, people=office.people).values()
    assert statement.wording == AGREED["wording"]
    assert office.ida().consents == ida.consents == {"email": by_statement(statement)}
    assert office.ida().mailable


def test_where_somebody_lives_gives_them_their_zones(office: Office) -> None:
    office.add(postcode="74200")

    tags = office.ida().values["geo_tags"]
    assert isinstance(tags, list)
    assert "geo:constituency:74-05" in tags


def test_no_import_writes_what_was_typed(office: Office) -> None:
    stored = office.add()

    rows = [a_contribution(given_name="Anne", family_name="Noor")]
    decision = decide(stored.key, rows, stored=stored, rollout_id="next")

    assert decision.person is not None
    assert (decision.person.values["given_name"], decision.person.values["family_name"]) == ("Ida", "Noor")


def test_whom_the_nation_knows_stays_as_they_are(office: Office) -> None:
    ida = office.add()

    with pytest.raises(PersonKnown) as known:
        office.add(given_name="Anne")

    assert known.value.person_id == IDA
    assert office.ida() == ida


def test_who_was_erased_comes_in_by_their_own_word_alone(office: Office) -> None:
    office.add(**AGREED)
    erase((nation_holder(SLUG), IDA), people=office.people, erasures=office.erasures, clock=office.clock)

    with pytest.raises(InputError, match="had themselves erased"):
        office.add()
    with pytest.raises(PersonUnknown):
        office.ida()


def test_an_erasure_takes_along_that_they_count(office: Office) -> None:
    ida = office.add()

    kinds = sorted(sk.split("#")[0] for _, sk in belongings_of(ida, people=office.people))

    assert kinds == ["ACTIVITY", "DEED"]


def test_what_cannot_be_logged_is_not_added(office: Office) -> None:
    office.journal.failure = TransientError("the log is out of reach")

    with pytest.raises(TransientError):
        office.add()

    with pytest.raises(PersonUnknown):
        office.ida()


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ({"email": "ida"}, ["email"]),
        ({"email": ""}, ["email"]),
        ({"source": " "}, ["source"]),
        ({"birth_date": "soon", "source": ""}, ["source", "birth_date"]),
        ({"tags": "x"}, ["tags"]),
        ({"email": "", "phone": "0612345678", **AGREED}, ["wording"]),
        ({**AGREED, "collected_by": ""}, ["collected_by"]),
        ({**AGREED, "collected_at": "May"}, ["collected_at"]),
    ],
)
def test_every_fault_is_told_and_none_repeats_what_was_typed(typed: dict[str, str], places: list[str]) -> None:
    with pytest.raises(InputError) as told:
        read_newcomer({**MET, **typed}, country="FR")

    assert [fault.place for fault in told.value.faults] == places
    assert not any(text and text in str(told.value) for text in typed.values() if len(text) > 4)
