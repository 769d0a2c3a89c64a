"""A later import fills and replaces, but blanks nothing and leaves the nation's own edits alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.people.consent import Consent
from shared.people.merging import decide
from shared.people.person import ImportOutcome, person_id
from tests.unit.people.builders import a_contribution, a_person

if TYPE_CHECKING:
    from shared.people.merging import Decision
    from shared.people.person import Person
    from shared.people.rowline import Contribution

KEY = ("NATION#paris-6", person_id("marie1@example.org"))
YES = Consent(given=True, by="column opt_in")
NO = Consent(given=False, by="column opt_in")
DECLARED = Consent(given=True, by="statement 1234")
EMAIL = "marie1@example.org"


def decided(*rows: Contribution, stored: Person | None = None) -> Decision:
    return decide(KEY, rows, stored=stored, rollout_id="r1")


def sums(decision: Decision) -> tuple[int, int, int]:
    return decision.outcome.created, decision.outcome.merged, decision.outcome.unchanged


def test_a_newcomer_is_created() -> None:
    decision = decided(a_contribution(email=EMAIL))

    assert sums(decision) == (1, 0, 0)
    assert decision.person is not None
    assert decision.person.revision == 1
    assert decision.person.imported == ImportOutcome(rollout_id="r1", created=1)


def test_in_one_file_the_first_value_stands_and_later_rows_fill_blanks() -> None:
    decision = decided(
        a_contribution(email=EMAIL, given_name="Marie"),
        a_contribution(email=EMAIL, given_name="Mary"),
        a_contribution(email=EMAIL, family_name="Dupont", tags=["a"]),
        a_contribution(email=EMAIL, tags=["b"]),
    )

    assert sums(decision) == (1, 2, 1)
    assert decision.person is not None
    assert decision.person.values == {
        "email": EMAIL,
        "given_name": "Marie",
        "family_name": "Dupont",
        "tags": ["a", "b"],
    }


def test_a_later_import_fills_blanks_replaces_and_blanks_nothing() -> None:
    stored = a_person(given_name="Mary", address="1 rue X", volunteer=True)

    decision = decided(
        a_contribution(email=EMAIL, given_name="Marie", family_name="Dupont", volunteer=False), stored=stored
    )

    assert sums(decision) == (0, 1, 0)
    assert decision.person is not None
    assert decision.person.revision == 2
    assert decision.person.values == {
        "email": EMAIL,
        "given_name": "Marie",
        "family_name": "Dupont",
        "address": "1 rue X",
        "volunteer": False,
    }


def test_a_local_edit_is_never_touched() -> None:
    stored = a_person(given_name="Mimi", edited=["given_name", "tags", "custom.colour"], custom={"colour": "red"})

    decision = decided(
        a_contribution(email=EMAIL, given_name="Marie", tags=["a"], custom={"colour": "blue"}), stored=stored
    )

    assert sums(decision) == (0, 0, 1)
    assert decision.person is None


def test_all_custom_fields_may_be_the_nations_own() -> None:
    stored = a_person(edited=["custom"])

    assert decided(a_contribution(custom={"colour": "blue"}), stored=stored).person is None


def test_where_a_person_came_from_is_said_once() -> None:
    decision = decided(a_contribution(email=EMAIL, source="second.csv"), stored=a_person(source="first.csv"))

    assert decision.person is None


def test_tags_are_added_never_taken_away() -> None:
    decision = decided(a_contribution(tags=["b"]), stored=a_person(tags=["a", "c"]))

    assert decision.person is not None
    assert decision.person.values["tags"] == ["a", "b", "c"]


def test_shared_tags_follow_the_file_and_its_closest_naming_of_one_place() -> None:
    wide, close, other = ["geo:country:FR"], ["geo:commune:75056", "geo:country:FR"], ["geo:country:BE"]

    decision = decided(
        a_contribution(geo_tags=wide),
        a_contribution(geo_tags=close),
        a_contribution(geo_tags=other),
        stored=a_person(geo_tags=other),
    )

    assert sums(decision) == (0, 1, 2)
    assert decision.person is not None
    assert decision.person.values["geo_tags"] == close


@pytest.mark.parametrize("stored", [None, a_person(), a_person(given_name="Mary", edited=["family_name"])])
def test_asking_again_gives_the_same_outcome_and_nothing_to_write(stored: Person | None) -> None:
    rows = [a_contribution(email=EMAIL, given_name="Marie"), a_contribution(consents={"email": YES}, email=EMAIL)]
    first = decided(*rows, stored=stored)

    again = decided(*rows, stored=first.person)

    assert again.outcome == first.outcome
    assert again.person is None


def test_the_same_rows_in_another_import_change_nothing() -> None:
    rows = [
        a_contribution(consents={"email": YES}, email=EMAIL, tags=["b"], geo_tags=["geo:country:FR"], source="a.csv"),
        a_contribution(consents={"email": NO}, email=EMAIL, tags=["a"], geo_tags=["geo:commune:1", "geo:country:FR"]),
    ]
    stored = decide(KEY, rows, stored=None, rollout_id="r0").person

    decision = decided(*rows, stored=stored)

    assert sums(decision) == (0, 0, 2)
    assert decision.person is None


@pytest.mark.parametrize(
    ("stored", "edited", "said", "given"),
    [
        (None, False, YES, True),
        (None, False, DECLARED, True),
        (YES, False, NO, False),
        (YES, True, NO, False),
        (DECLARED, False, YES, True),
        (NO, False, YES, True),
        (NO, False, DECLARED, False),
        (NO, True, YES, False),
        (NO, True, DECLARED, False),
        (None, True, YES, None),
    ],
)
def test_a_refusal_always_stands_and_only_a_row_that_says_yes_ends_one_that_came_with_a_file(
    *, stored: Consent | None, edited: bool, said: Consent, given: bool | None
) -> None:
    person = a_person(consents={"email": stored} if stored else {}, edited=["consents"] if edited else [])

    decision = decided(a_contribution(consents={"email": said}, email=EMAIL), stored=person)

    result = decision.person or person
    assert result.consents.get("email", {}).get("given") is given
    assert result.mailable is bool(given)


def test_in_one_file_a_refusal_beats_a_consent_wherever_it_stands() -> None:
    yes, no = a_contribution(consents={"email": YES}), a_contribution(consents={"email": NO})

    for rows in ([yes, no], [no, yes]):
        person = decided(*rows).person
        assert person is not None
        assert person.consents == {"email": NO}


def test_a_consent_keeps_its_first_record() -> None:
    decision = decided(a_contribution(consents={"email": DECLARED}), stored=a_person(consents={"email": YES}))

    assert decision.person is None


def test_nobody_without_an_address_is_mailable() -> None:
    decision = decided(a_contribution(consents={"email": YES}, phone="+33612345678"))

    assert decision.person is not None
    assert not decision.person.mailable
