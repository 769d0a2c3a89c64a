"""Forms on pages: what a browser is given, before any script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.consent.purposes import Controller
from shared.consent.wording import said_wordings
from shared.forms.form import FORMS, HONEYPOT
from shared.sites.banner import Language
from shared.sites.blocks import FormBlock, FormName, Policy, Question, QuestionKind, Survey
from tests.unit.events.builders import an_event
from tests.unit.sites.builders import a_banner, a_page, a_site
from tests.unit.sites.rendering import read_page_of

if TYPE_CHECKING:
    from shared.sites.view import SiteView
    from tests.unit.sites.reading import ReadPage

ENGLISH = a_banner().speaking(Language.ENGLISH)
SURVEY = Survey(
    id="survey",
    policy=Policy.FREE,
    title="Votre avis",
    label="Envoyer",
    questions=(
        Question(
            id="first", text="Par où commencer, {candidate} ?", kind=QuestionKind.CHOICE, options=("Santé", "École")
        ),
        Question(id="wish", text="Un souhait ?", kind=QuestionKind.TEXT),
    ),
)


def a_form(form: FormName, *, goal: int = 0) -> FormBlock:
    """Return a form of a kind."""
    return FormBlock(id="form", policy=Policy.FREE, form=form, title="Titre", label="Envoyer", goal=goal)


def shown(form: FormName, site: SiteView | None = None) -> ReadPage:
    """Return a page with one form."""
    return read_page_of(site or a_site(), "join/index.html", a_page(a_form(form), page="join"))


def test_the_forms_of_blocks_are_all_there_are_but_those_of_events_and_surveys() -> None:
    assert set(FormName) == FORMS.keys() - {"rsvp", "answer"}


@pytest.mark.parametrize("form", list(FormName))
def test_a_form_posts_to_its_action_with_all_its_fields(form: FormName) -> None:
    page = shown(form)

    names = {element["name"] for tag in ("input", "textarea") for element in page.all(tag)}
    assert [(each["method"], each["action"]) for each in page.all("form")] == [("post", f"../api/{form}")]
    assert {field.name for field in FORMS[form].fields} <= names
    assert {"page", "target", "language", HONEYPOT} <= names


@pytest.mark.parametrize("form", list(FormName))
def test_every_field_has_a_label_a_place_for_its_fault_and_its_limits(form: FormName) -> None:
    page = shown(form)

    labels = {label["for"] for label in page.all("label") if "for" in label}
    faults = {place["data-fault"]: place["id"] for place in page.all("p") if "data-fault" in place}
    typed = [each for tag in ("input", "textarea") for each in page.all(tag) if each.get("maxlength")]
    assert faults.keys() == {field.name for field in FORMS[form].fields}
    assert {each["id"] for each in typed} <= labels
    assert all(faults[each["name"]] in each["aria-describedby"].split() for each in typed)
    for field in FORMS[form].fields:
        inputs = [each for tag in ("input", "textarea") for each in page.all(tag) if each["name"] == field.name]
        assert all(("required" in each) == field.required for each in inputs), field.name
        assert all(each.get("autocomplete", "") == field.autocomplete for each in inputs), field.name


def test_phones_get_the_keyboard_that_fits() -> None:
    inputs = {each["name"]: each for each in shown(FormName.JOIN).all("input")}

    assert (inputs["email"]["type"], inputs["email"]["inputmode"]) == ("email", "email")
    assert (inputs["phone"]["type"], inputs["phone"]["inputmode"]) == ("tel", "tel")
    assert inputs["postcode"]["inputmode"] == "numeric"


@pytest.mark.parametrize("form", list(FormName))
def test_consents_are_asked_in_the_exact_words_that_prove_them_and_nothing_is_ticked(form: FormName) -> None:
    site = a_site(candidate="Zoé O’Brien & <fils>")
    page = shown(form, site)

    said = said_wordings("fr", {"candidate": site.candidate, "network": site.banner.name})
    expected = {
        f"consent.{each.wording.purpose}.{Controller.CANDIDATE}": each
        for each in said
        if each.wording.controller is Controller.CANDIDATE and each.wording.purpose in FORMS[form].purposes
    }
    boxes = {each["name"]: each for each in page.all("input") if each["name"].startswith("consent.")}
    assert {name: each["value"] for name, each in boxes.items()} == {name: each.hash for name, each in expected.items()}
    assert all(each.text in page.text for each in expected.values())
    assert not [each for each in page.all("input") if "checked" in each]


def test_the_honeypot_is_out_of_everybodys_way() -> None:
    (trap,) = [each for each in shown(FormName.JOIN).all("input") if each["name"] == HONEYPOT]

    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert [each for each in shown(FormName.JOIN).all("p") if each.get("aria-hidden") == "true"]


def hidden(page: ReadPage) -> dict[str, str]:
    """Return the hidden inputs of a page."""
    return {each["name"]: each["value"] for each in page.all("input") if each.get("type") == "hidden"}


def test_a_form_says_where_it_stands_what_it_is_about_and_in_which_language() -> None:
    assert hidden(shown(FormName.JOIN)) == {"page": "join", "target": "", "language": "fr"}
    assert hidden(shown(FormName.SIGN, a_site(banner=ENGLISH))) == {"page": "join", "target": "form", "language": "en"}


def test_an_event_asks_who_comes_to_it() -> None:
    event = an_event()
    page = read_page_of(a_site(events=(event,), upcoming=(event,)), f"events/{event.event_id}/index.html")

    assert page.all("form")[0]["action"] == "../../api/rsvp"
    assert hidden(page) == {"page": f"events/{event.event_id}", "target": event.event_id, "language": "fr"}


def test_a_survey_asks_its_questions_and_then_for_an_address() -> None:
    page = read_page_of(a_site(), "survey/index.html", a_page(SURVEY, page="survey"))

    asked = [each for each in page.all("input") if each["name"] == "question.first"]
    assert [(each["type"], each["value"]) for each in asked] == [("radio", "Santé"), ("radio", "École")]
    assert [each["name"] for each in page.all("textarea")] == ["question.wish"]
    assert hidden(page)["target"] == "survey"
    assert hidden(page)["asked.first"] == "Par où commencer, Camille Laurent ?"
    assert "Par où commencer, Camille Laurent ?" in page.text


def test_a_goal_is_the_nations_own_before_it_is_the_kits() -> None:
    block = a_form(FormName.SIGN, goal=1000)
    pages = [
        read_page_of(a_site(goals=goals), "index.html", a_page(block))
        for goals in ({}, {"signatures": 2500}, {"signatures": 2500, "signatures#form": 3000})
    ]

    assert [page.all("progress")[0]["max"] for page in pages] == ["1000", "2500", "3000"]
    assert {page.values("data-counter")[0] for page in pages} == {"signatures#form"}


def test_a_figure_that_is_not_known_yet_is_not_shown() -> None:
    page = read_page_of(a_site(), "index.html", a_page(a_form(FormName.JOIN, goal=500)))

    (counter,) = [each for each in page.all("div") if each.get("class") == "counter"]
    assert "hidden" in counter
    assert page.all("body")[0]["data-counters"] == "./counters.json"
