"""A row becomes a person's fields, its consents and its place; or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.people.consent import ConsentStatement
from shared.people.normalising import Row, RowNormaliser
from shared.people.person import person_id
from shared.people.placing import placer
from tests.unit.people.builders import a_csv, a_plan, assign_by_postcode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.geography.assignment import Place, Unassigned

STATEMENT = ConsentStatement(collected_by="HQ", collected_at="2024-01-31", wording="Write to me")


def normalised(cells: Mapping[str, str], *, consent: ConsentStatement | None = None, country: str = "FR") -> Row | str:
    plan = a_plan(a_csv(list(cells.values()), header=list(cells)), consent=consent, country=country)
    return RowNormaliser(plan, place=placer(assign_by_postcode))(list(cells.values()))


def a_kept_row(cells: Mapping[str, str], *, consent: ConsentStatement | None = None, country: str = "FR") -> Row:
    row = normalised({"email": "marie@example.org", "cp": "75006", **cells}, consent=consent, country=country)
    assert isinstance(row, Row)
    return row


def test_a_row_is_normalised() -> None:
    row = a_kept_row(
        {"email": " MARIE@example.org", "Prénom": " Marie  Rose ", "phone": "06 12 34 56 78", "bénévole": "oui"}
    )

    assert row.person_id == person_id("marie@example.org")
    assert row.values == {
        "email": "marie@example.org",
        "postcode": "75006",
        "given_name": "Marie Rose",
        "phone": "+33612345678",
        "volunteer": True,
        "source": "people.csv",
        "geo_tags": ["geo:constituency:75-06", "geo:country:FR"],
    }


def test_without_an_address_the_phone_is_the_identity() -> None:
    row = a_kept_row({"email": "", "phone": "06 12 34 56 78"})

    assert row.person_id == person_id("+33612345678")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"email": "", "phone": " "}, "neither e-mail nor phone"),
        ({"email": "marie@", "phone": ""}, "invalid e-mail, so nobody to reach"),
        ({"email": "", "phone": "12"}, "invalid phone, so nobody to reach"),
        ({"email": "marie@", "phone": "12"}, "invalid e-mail and phone, so nobody to reach"),
    ],
)
def test_a_row_that_reaches_nobody_is_rejected(cells: dict[str, str], reason: str) -> None:
    assert normalised(cells) == reason


def test_what_a_field_cannot_take_is_kept_under_the_columns_name() -> None:
    row = a_kept_row({"phone": "unknown", "born_at": "spring 1980", "support_level": "strong", "Couleur": "=bleu"})

    custom = {field: value for field, value in row.values.items() if field.startswith("custom.")}
    assert custom == {
        "custom.phone": "unknown",
        "custom.born_at": "spring 1980",
        "custom.support_level": "strong",
        "custom.Couleur": "=bleu",
    }


def test_of_several_columns_for_one_field_the_preferred_wins_and_others_are_kept() -> None:
    row = a_kept_row(
        {"work_phone_number": "01 42 34 56 78", "mobile_number": "0612345678", "phone_number": "+33612345678"}
    )

    assert row.values["phone"] == "+33612345678"
    assert row.values["custom.work_phone_number"] == "+33142345678"
    assert "custom.phone_number" not in row.values


def test_addresses_and_tags_of_several_columns_are_joined() -> None:
    row = a_kept_row({"primary_address2": "bât. B", "primary_address1": "1 rue X", "tags": "b", "tag_list": "a,b"})

    assert row.values["address"] == "1 rue X, bât. B"
    assert row.values["tags"] == ["a", "b"]


@pytest.mark.parametrize(
    ("full", "given", "family"), [("Marie Dupont Martin", "Marie", "Dupont Martin"), ("Dupont", None, "Dupont")]
)
def test_a_full_name_is_parted_where_there_is_no_other(full: str, given: str | None, family: str) -> None:
    values = a_kept_row({"full_name": full}).values

    assert (values.get("given_name"), values["family_name"]) == (given, family)


def test_a_spreadsheets_lost_zero_is_restored_at_home_only() -> None:
    assert a_kept_row({"cp": "1400"}).values["postcode"] == "01400"
    assert a_kept_row({"cp": "1400", "pays": "Belgique"}).values["postcode"] == "1400"
    assert a_kept_row({"cp": "1400"}, country="BE").values["postcode"] == "1400"


def test_a_row_without_a_nation_says_why_and_keeps_its_place() -> None:
    row = a_kept_row({"cp": "99999", "circonscription": "75-6"})

    assert row.placement.slug is None
    assert row.values["reason"] == "no nation holds the place"
    assert row.values["candidates"] == ["lyon-3", "paris-6"]
    assert row.values["constituency"] == "75-6"
    assert "geo_tags" not in row.values


def test_the_commune_code_goes_before_its_name() -> None:
    asked: list[Place] = []

    def assign(place: Place) -> Unassigned:
        asked.append(place)
        return assign_by_postcode(place)  # type: ignore[return-value] # no postcode, so nobody's

    cells = {"email": "marie@example.org", "ville": "Paris", "insee": "1004"}
    RowNormaliser(a_plan(a_csv(list(cells.values()), header=list(cells))), place=placer(assign))(list(cells.values()))

    assert [(place.commune, place.country) for place in asked] == [("01004", "FR")]


@pytest.mark.parametrize(
    ("cells", "consents"),
    [
        ({}, {}),
        ({"email_opt_in": ""}, {}),
        ({"email_opt_in": "oui"}, {"email": {"given": True, "by": "column email_opt_in"}}),
        ({"opt_in": "2020-01-31"}, {"email": {"given": True, "by": "column opt_in", "at": "2020-01-31"}}),
        ({"email_opt_in": "false"}, {"email": {"given": False, "by": "column email_opt_in"}}),
        ({"mobile_opt_in": "1"}, {"mobile": {"given": True, "by": "column mobile_opt_in"}}),
        (
            {"email_opt_in": "yes", "unsubscribed_at": "2021-01-31"},
            {"email": {"given": False, "by": "column unsubscribed_at", "at": "2021-01-31"}},
        ),
        (
            {"do_not_contact": "true", "email_opt_in": "yes"},
            {
                "email": {"given": False, "by": "column do_not_contact"},
                "mobile": {"given": False, "by": "column do_not_contact"},
            },
        ),
        ({"do_not_contact": "false", "email_opt_in": "1"}, {"email": {"given": True, "by": "column email_opt_in"}}),
    ],
)
def test_only_a_recorded_consent_counts_and_a_refusal_beats_it(cells: dict[str, str], consents: object) -> None:
    assert a_kept_row(cells).consents == consents


def test_a_statement_covers_the_file_but_for_those_who_refused() -> None:
    by_statement = {"given": True, "by": f"statement {STATEMENT.hash}", "at": "2024-01-31"}

    assert a_kept_row({}, consent=STATEMENT).consents == {"email": by_statement}
    assert a_kept_row({"opt_in": "non"}, consent=STATEMENT).consents["email"]["given"] is False
