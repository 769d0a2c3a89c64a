"""What a post says, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.consent.purposes import Controller, Purpose
from shared.forms.checking import MOST_FIELDS, WHOLE, Checked, Faults, check, target_of
from shared.forms.field import FieldKind
from shared.forms.form import FORMS, HONEYPOT, STAMP
from tests.unit.forms.builders import a_post

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.forms.reading import Value

ACTIONS = sorted(FORMS)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% include 'x' %}",
    "{candidate}${env}",
    "Marie\r\nBcc: other@exemple.fr",
    "gnp.\u202eexe\u2066",
    "\u200b\u3164\u2800",
    "\x00\x1b[31m",
    "=1+1",
    "\ud800",
    "a" + "\u0301" * 400,
]


def said(action: str, **typed: str) -> Mapping[str, Value]:
    checked = check(FORMS[action], a_post(action, **typed))
    assert isinstance(checked, Checked), checked
    return checked.said


def faults(action: str, **typed: str) -> Mapping[str, str]:
    checked = check(FORMS[action], a_post(action, **typed))
    assert isinstance(checked, Faults), checked
    return checked.by_field


@pytest.mark.parametrize("action", ACTIONS)
def test_a_form_that_is_filled_in_says_every_field(action: str) -> None:
    assert {field.name for field in FORMS[action].fields} <= set(said(action))


@pytest.mark.parametrize("action", ACTIONS)
def test_what_is_required_and_blank_is_named(action: str) -> None:
    required = {field.name for field in FORMS[action].fields if field.required}

    found = faults(action, **dict.fromkeys(required, " \u200b "))

    assert found == dict.fromkeys(required, "required")


def test_an_address_and_a_number_are_written_as_the_import_writes_them() -> None:
    values = said("join", email=" Marie.Dupont@Exemple.FR\u200b", phone="06.12.34.56.78")

    assert values["email"] == "marie.dupont@exemple.fr"
    assert values["phone"] == "+33612345678"


def test_numbers_are_read_as_those_of_the_network_s_country() -> None:
    checked = check(FORMS["join"], a_post("join", phone="020 7946 0018", postcode="sw1a 1aa"), country="GB")

    assert isinstance(checked, Checked)
    assert checked.said["phone"] == "+442079460018"
    assert checked.said["postcode"] == "SW1A 1AA"


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("email", "marie@", "email"),
        ("email", "marie@exemple.fr\r\nBcc: other@exemple.fr", "email"),
        ("phone", "12", "phone"),
        ("phone", "9" * 39, "phone"),
        ("postcode", "7500", "postcode"),
        ("postcode", "99999", "postcode"),
        ("given_name", "a" * 81, "too_long"),
        ("given_name", "Gagnez https://exemple.com", "link"),
        ("given_name", "WWW.exemple.com", "link"),
        ("skills", "flying", "choice"),
    ],
)
def test_what_does_not_fit_is_named_with_its_reason(field: str, typed: str, reason: str) -> None:
    assert faults("volunteer", **{field: typed}) == {field: reason}


def test_a_choice_that_is_not_offered_is_refused() -> None:
    assert faults("proxy", role="sells") == {"role": "choice"}
    assert faults("sign", show_name="perhaps") == {"show_name": "choice"}


def test_every_fault_is_found_at_once() -> None:
    assert faults("join", email="", phone="1", postcode="x") == {
        "email": "required",
        "phone": "phone",
        "postcode": "postcode",
    }


def test_choices_come_each_once_in_the_order_of_the_form() -> None:
    post = a_post("volunteer") | {"skills": ["events", "doors", "events"]}

    checked = check(FORMS["volunteer"], post)

    assert isinstance(checked, Checked)
    assert checked.said["skills"] == ("doors", "events")


def test_blank_fields_and_unknown_ones_say_nothing() -> None:
    values = said("join", given_name="", shoe_size="42", website="x", stamp="y")

    assert "given_name" not in values
    assert not {"shoe_size", HONEYPOT, STAMP} & set(values)


def test_a_long_text_keeps_its_paragraphs() -> None:
    assert (
        said("contact", message="Bonjour\u200b,\r\n\r\n\r\n\r\nmerci  bien.\r\n")["message"]
        == "Bonjour,\n\nmerci bien."
    )


@pytest.mark.parametrize("action", ["rsvp", "sign", "answer"])
@pytest.mark.parametrize("target", ["", "../x", "a b", "x" * 65, "é"])
def test_a_form_about_one_thing_must_name_it(action: str, target: str) -> None:
    assert faults(action, target=target) == {WHOLE: "no_target"}


def test_a_target_is_only_what_could_be_one() -> None:
    assert target_of({"target": ["spring-2027"]}) == "spring-2027"
    assert target_of({"target": ["#x"]}) == ""
    assert target_of({}) == ""


def test_a_survey_without_an_answer_is_none() -> None:
    post = a_post("answer") | {"question.q1": [" "]}

    assert check(FORMS["answer"], post) == Faults(by_field={WHOLE: "no_answer"})


def test_an_answer_that_is_too_long_is_named_by_its_question() -> None:
    assert faults("answer", **{"question.q1": "x" * 1_001}) == {"question.q1": "too_long"}


def test_questions_go_with_surveys_alone() -> None:
    assert "question.q1" not in said("join", **{"question.q1": "Oui"})
    assert "question.<b>" not in said("answer", **{"question.<b>": "Oui"})


def test_a_post_of_too_many_fields_is_not_looked_into() -> None:
    post = a_post("join") | {"x": ["y"] * MOST_FIELDS}

    assert check(FORMS["join"], post) == Faults(by_field={WHOLE: "too_many_fields"})


def test_consents_are_those_that_were_ticked() -> None:
    post = a_post(
        "join", **{"consent.mail.candidate": "on", "consent.phone.party": "on", "consent.text-message.party": ""}
    )

    checked = check(FORMS["join"], post)

    assert isinstance(checked, Checked)
    assert checked.purposes == ((Purpose.MAIL, Controller.CANDIDATE), (Purpose.PHONE, Controller.PARTY))


def test_what_a_form_does_not_ask_cannot_be_consented_to() -> None:
    checked = check(FORMS["contact"], a_post("contact", **{"consent.mail.candidate": "on", "consent.all.party": "on"}))

    assert isinstance(checked, Checked)
    assert checked.purposes == ()


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize(
    ("action", "field"), [(action, field.name) for action in ACTIONS for field in FORMS[action].fields]
)
def test_hostile_text_is_cleaned_or_refused(action: str, field: str, hostile: str) -> None:
    checked = check(FORMS[action], a_post(action, **{field: hostile}))

    if isinstance(checked, Checked):
        value = checked.said.get(field, "")
        assert isinstance(value, str)
        lines = value.split("\n") if _kind(action, field) is FieldKind.LONG_TEXT else [value]
        assert all(line.isprintable() and "\u3164" not in line and line.count("\u0301") <= 3 for line in lines)
    else:
        assert set(checked.by_field) == {field}


@given(
    action=st.sampled_from(ACTIONS),
    post=st.dictionaries(
        st.sampled_from([field.name for form in FORMS.values() for field in form.fields]) | st.text(max_size=20),
        st.lists(st.text(max_size=60) | st.sampled_from(HOSTILE), max_size=3),
        max_size=12,
    ),
)
def test_every_post_is_either_said_or_faulted(action: str, post: dict[str, list[str]]) -> None:
    assert isinstance(check(FORMS[action], post), Checked | Faults)


def _kind(action: str, name: str) -> FieldKind:
    return next(field.kind for field in FORMS[action].fields if field.name == name)
