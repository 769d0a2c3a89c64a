"""Headers are recognised, or refused by name."""

from __future__ import annotations

import pytest

from shared.kernel.errors import InputError
from shared.people.columns import fold_header, read_columns
from shared.people.fields import BY_HEADER, HEADERS
from shared.people.memory import InMemoryPeopleFiles
from shared.people.plan import Destinations, PeoplePlan, read_plan
from tests.unit.people.builders import a_csv, a_plan, a_row

NATIONBUILDER = (
    "nationbuilder_id,first_name,last_name,email,email1,phone_number,mobile_number,work_phone_number,primary_address1,"
    "primary_city,primary_zip,primary_state,primary_country_code,support_level,is_volunteer,tag_list,email_opt_in,"
    "mobile_opt_in,do_not_contact,born_at,sex,language"
)


def fields_of(header: str) -> dict[str, str]:
    columns = read_columns(header.split(","), mapping={}, place="people.csv")
    return {column.name: column.field for column in columns}


@pytest.mark.parametrize(
    ("spelled", "folded"),
    [
        ("N° de téléphone", "n_de_telephone"),
        ("  E-Mail ", "e_mail"),
        ("CODE_POSTAL", "code_postal"),
        ("Né(e) le", "ne_e_le"),
    ],
)
def test_headers_are_compared_without_case_accents_and_signs(spelled: str, folded: str) -> None:
    assert fold_header(spelled) == folded


def test_every_known_header_is_in_its_folded_form_and_means_one_thing() -> None:
    names = [name for names in HEADERS.values() for name in names]

    assert [name for name in names if fold_header(name) != name] == []
    assert len(BY_HEADER) == len(names)


def test_a_nationbuilder_export_is_recognised() -> None:
    fields = fields_of(NATIONBUILDER)

    custom = {name for name, field in fields.items() if field.startswith("custom.")}
    assert custom == {"nationbuilder_id", "primary_state"}
    assert fields["mobile_number"] == fields["phone_number"] == "phone"
    assert fields["born_at"] == "birth_date"


def test_a_french_header_is_recognised() -> None:
    fields = fields_of("Courriel,Prénom,Nom,Code postal,Ville,Téléphone,Date de naissance,Couleur préférée")

    assert list(fields.values()) == [
        *("email", "given_name", "family_name", "postcode", "commune", "phone", "birth_date"),
        "custom.Couleur préférée",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    plan = a_plan(a_csv(a_row(1), delimiter=delimiter))

    assert plan.survey.delimiter == delimiter
    assert len(plan.survey.columns) == 5


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"sep=;\r\n"])
def test_marks_blank_lines_and_excels_first_line_are_no_header(before: bytes) -> None:
    plan = a_plan(before + a_csv(a_row(1), delimiter=";"))

    assert plan.survey.columns[0].name == "email"
    assert plan.survey.ranges[0].first_line == before.count(b"\r\n") + 2


def test_a_given_mapping_wins() -> None:
    mapping = {"email": "ignore", "Contact": "email", "phone": "custom"}

    columns = read_columns(["email", "Contact", "phone"], mapping=mapping, place="people.csv")

    assert [column.field for column in columns] == ["ignore", "email", "custom.phone"]


def test_every_fault_of_a_mapping_is_named() -> None:
    with pytest.raises(InputError) as refusal:
        read_columns(["email"], mapping={"mail": "email", "email": "e-mail"}, place="people.csv")

    assert [fault.reason for fault in refusal.value.faults] == ["the file has no such column", "“e-mail” is no field"]


def test_repeated_and_nameless_columns_keep_names_of_their_own() -> None:
    columns = read_columns(["email", "x", "x", ""], mapping={}, place="people.csv")

    assert [column.name for column in columns] == ["email", "x", "x (2)", "column 4"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the file is empty"),
        (b"\r\n\r\n", "the file is empty"),
        (b"first_name,last_name\r\nMarie,Dupont\r\n", "found first_name, last_name, none of which"),
        (b"first_name\r\n" + b"x" * (2 << 20), "found first_name, none of which"),
        (b"x" * (1 << 20) + b"\nemail\n", "the first line does not end within a megabyte"),
    ],
)
def test_a_file_without_a_usable_header_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(InputError, match="no usable header") as refusal:
        a_plan(body)

    assert reason in refusal.value.faults[0].reason


def test_a_person_in_the_first_line_is_not_quoted_in_the_refusal() -> None:
    with pytest.raises(InputError) as refusal:
        a_plan(b"marie@example.org;Marie;Dupont;0612345678\r\n")

    assert "Marie" not in str(refusal.value)
    assert "marie@" not in str(refusal.value)


def test_a_header_without_rows_is_refused() -> None:
    with pytest.raises(InputError, match="no row after the header"):
        a_plan(a_csv())


def test_a_plan_survives_its_file() -> None:
    files = InMemoryPeopleFiles()

    plan = a_plan(
        a_csv(*map(a_row, range(50))), files=files, destinations=Destinations(open_nations=frozenset({"paris-6"}))
    )

    assert read_plan("r1", files=files) == plan
    assert PeoplePlan.from_json(plan.to_json()) == plan
    assert files.files["rollouts/r1/shards.json"] == b'[{"shard":0}]'
