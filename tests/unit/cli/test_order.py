from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from cli.order import Order, consent_statement, request_of
from shared.kernel.errors import InputError
from shared.people.consent import ConsentStatement
from tests.unit.cli.builders import write_inputs

if TYPE_CHECKING:
    from pathlib import Path

STATEMENT = ConsentStatement(collected_by="HQ", collected_at="2027-04-02", wording="I agree; really")


def test_an_order_becomes_a_request_by_the_contents_of_its_files(tmp_path: Path) -> None:
    roster, people = write_inputs(tmp_path)

    request = request_of(Order(roster=roster, people=people, name="May", waves="1,rest", tolerate="3"))

    assert request.rollout_id == "may"
    assert request.roster.size == roster.stat().st_size
    assert request.people is not None
    assert request.people.key.endswith("/people.csv")
    assert (str(request.waves), str(request.tolerance)) == ("1,rest", "3")


def test_people_may_be_left_out(tmp_path: Path) -> None:
    roster, _ = write_inputs(tmp_path)

    assert request_of(Order(roster=roster)).people is None


def test_a_deadline_keeps_its_offset(tmp_path: Path) -> None:
    roster, _ = write_inputs(tmp_path)

    deadline = request_of(Order(roster=roster, deadline="2027-05-24T20:00+02:00")).deadline

    assert deadline == datetime(2027, 5, 24, 20, tzinfo=timezone(timedelta(hours=2)))


def test_a_deadline_without_an_offset_is_by_this_machines_clock(tmp_path: Path) -> None:
    roster, _ = write_inputs(tmp_path)

    deadline = request_of(Order(roster=roster, deadline="2027-05-24T20:00")).deadline

    assert deadline is not None
    assert deadline.astimezone(UTC) == datetime(2027, 5, 24, 20).astimezone(UTC)


def test_a_consent_is_who_when_and_in_which_words() -> None:
    assert consent_statement("HQ; 2027-04-02; I agree; really") == STATEMENT


def test_a_consent_may_come_from_a_file_of_three_lines(tmp_path: Path) -> None:
    path = tmp_path / "consent.txt"
    path.write_text("HQ\n2027-04-02\nI agree; really\n", encoding="utf-8")

    assert consent_statement(str(path)) == STATEMENT


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("HQ; 2027-04-02", "it does not say who, when and in which words"),
        ("HQ; in April; yes", "“in April” is no date"),
    ],
)
def test_a_consent_that_does_not_say_all_is_refused(words: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        consent_statement(words)


def test_a_mapping_names_the_fields_of_columns(tmp_path: Path) -> None:
    roster, _ = write_inputs(tmp_path)
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"Mél": "email"}', encoding="utf-8")

    assert request_of(Order(roster=roster, mapping=mapping)).mapping == {"Mél": "email"}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b'{"a":\n', "line 2 is no JSON"),
        (b'["email"]', "does not map columns to fields"),
        (b'{"a": 1}', "does not map columns to fields"),
        (b"\xff\xfe", "is no text in UTF-8"),
    ],
)
def test_a_mapping_that_is_none_is_refused(content: bytes, complaint: str, tmp_path: Path) -> None:
    roster, _ = write_inputs(tmp_path)
    mapping = tmp_path / "mapping.json"
    mapping.write_bytes(content)

    with pytest.raises(InputError, match=complaint):
        request_of(Order(roster=roster, mapping=mapping))


@pytest.mark.parametrize(
    ("option", "value"),
    [("deadline", "tomorrow"), ("waves", "five"), ("tolerate", "some"), ("mapping", "no.json"), ("people", "no.csv")],
)
def test_a_wrong_value_is_told_with_its_option(option: str, value: str, tmp_path: Path) -> None:
    roster, _ = write_inputs(tmp_path)
    words: dict[str, object] = {option: tmp_path / value if "." in value else value}

    with pytest.raises(InputError, match=f"--{option}: "):
        request_of(Order(roster=roster, **words))  # type: ignore[arg-type] # the option differs by case
