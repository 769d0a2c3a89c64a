"""Every form of a site, filled in by the keyboard: on a phone and at a desk, with scripts and without, in each tongue.

A test's run has each form once in one way, and each language at each window; `make nightly` has all of them together.
What the visitors said is then read from the tables.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from shared.consent.wording import wording_hash
from shared.forms.form import CONSENT_PREFIX, FORMS
from shared.forms.words import form_words
from shared.sites.banner import Language
from shared.sites.blocks import Action
from shared.sites.kit import load_kit
from tests.browser.chromium import needs_chromium
from tests.scenarios.kept import kept_of, texts_of
from tests.scenarios.site import Site, site_of
from tests.scenarios.standing import slugs_of
from tests.scenarios.visitor import PATIENCE, Visitor, at_window
from tests.scenarios.visits import KEPT, TYPED, WINDOWS, Visit, visits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

    from tests.scenarios.network import Network
    from tests.scenarios.visitor import Answered

    Answers = Mapping[bool, Answered]
    """By whether scripts run there."""

pytestmark = [needs_chromium, pytest.mark.xdist_group("nations")]


def ways() -> Iterator[Any]:
    """Yield each form, each language, and the window that has scripts while the other has none."""
    for (form, action), (tongue, language), (window, scripted) in product(
        enumerate(FORMS), enumerate(Language), enumerate(WINDOWS)
    ):
        rare = () if (tongue, window) == divmod(form % 4, 2) else pytest.mark.nightly
        yield pytest.param((action, language, scripted), id=f"{action}-{language}-script-{scripted}", marks=rare)


ACTED_ON = {"given_name", "family_name", "phone", "postcode", "commune"}
"""Fields of forms that are a person's own."""


@pytest.fixture(scope="module")
def sites(network: Network, standing: None) -> Mapping[Language, Site]:
    """A nation for each language, each with an event in a month."""
    slugs = slugs_of("18")
    return {language: site_of(network, slug, language) for slug, language in zip(slugs, Language, strict=True)}


@pytest.fixture(scope="module", params=ways())
def answers(request: pytest.FixtureRequest, chromium: Browser, sites: Mapping[Language, Site]) -> Answers:
    """What they met who filled in a form in a language: all send it before any goes on, for stamps take time."""
    action, language, scripted = request.param
    with ExitStack() as windows:
        visits = visits_of(action, language, scripted=scripted)
        visitors = [windows.enter_context(at_window(chromium, visit)) for visit in visits]
        for visitor in visitors:
            visitor.open(f"{sites[language].root}{visitor.visit.page(sites[language].event)}/")
            visitor.fill_in()
        # With scripts a page itself waits until its stamp is old enough: then the others', asked for before, are too.
        answered = [visitor.be_answered() for visitor in reversed(visitors)]
    return {one.visit.scripts: one for one in answered}


@pytest.fixture
def in_place(answers: Answers) -> Answered:
    """Who had scripts."""
    return answers[True]


@pytest.fixture
def by_pages(answers: Answers) -> Answered:
    """Who had none."""
    return answers[False]


@pytest.fixture(params=(True, False), ids=("script", "plain"))
def visitor(request: pytest.FixtureRequest, answers: Answers) -> Answered:
    """Each of them."""
    return answers[request.param]


@pytest.fixture
def site(visitor: Answered, sites: Mapping[Language, Site]) -> Site:
    """The site that the visitor saw."""
    return sites[visitor.visit.language]


def test_the_keyboard_meets_every_field_once_in_the_words_of_the_page(visitor: Answered) -> None:
    visit, consents = visitor.visit, [stop for stop in visitor.controls if stop.name.startswith(CONSENT_PREFIX)]

    assert [stop.words for stop in visitor.controls] == [*visit.words, *(stop.label for stop in consents)]
    assert [stop.name for stop in consents] == [
        f"{CONSENT_PREFIX}{purpose}.candidate" for purpose in visit.form.purposes
    ]


def test_whoever_uses_it_sees_at_each_stop_where_they_are(visitor: Answered) -> None:
    assert [stop.words for stop in visitor.controls if not (stop.is_seen and stop.is_marked)] == []
    assert visitor.errors == ()


def test_a_script_answers_in_the_place_of_the_form_and_leads_the_keyboard_there(in_place: Answered) -> None:
    words = form_words(in_place.visit.language).answers

    assert [status for status, _path in in_place.documents] == [200]
    assert in_place.title == words["accepted_title"]
    assert in_place.focus.label == in_place.title + words["accepted_message"]
    assert in_place.focus.is_seen


def test_without_a_script_one_reads_it_over_and_is_thanked_on_a_page(
    by_pages: Answered, sites: Mapping[Language, Site]
) -> None:
    visit, site = by_pages.visit, sites[by_pages.visit.language]
    root, post = f"/{site.slug}/", f"/{site.slug}/api/{visit.form.action}"

    assert [line for line in visit.lines if line not in by_pages.review] == []
    assert by_pages.documents == (
        (200, f"{root}{visit.page(site.event)}/"),
        (200, post),
        (303, post),
        (200, f"{root}thanks/"),
    )
    assert by_pages.address == f"{site.root}thanks/#{visit.form.action}"
    assert by_pages.language == visit.language
    assert by_pages.sections == ("hero", visit.form.action, "action")
    assert (by_pages.focus.label, by_pages.focus.is_seen) == (way_on(visit.language), True)


def test_a_person_is_known_by_what_they_did_and_said(visitor: Answered, site: Site, network: Network) -> None:
    visit = visitor.visit
    person = kept_of(network, site.slug, visit.email).person

    assert (person["email"], person["language"], person["mailable"]) == (visit.email, visit.language, False)
    assert person["tags"] == [f"action:{visit.form.action}"]
    own = {name: value for name, value in visit.said.items() if name in ACTED_ON}
    assert {name: person[name] for name in own} == own
    assert person["expires_at"] > datetime.now(UTC).timestamp()


def test_what_they_said_is_on_their_timeline_once(visitor: Answered, site: Site, network: Network) -> None:
    visit = visitor.visit
    (activity,) = kept_of(network, site.slug, visit.email).activities

    assert activity["said"] == visit.said
    assert (activity["action"], activity["language"]) == (visit.form.action, visit.language)
    assert (activity["page"], activity.get("target")) == (visit.page(site.event), visit.target(site.event))


def test_what_they_agreed_to_is_in_the_ledger_in_the_words_they_read(
    visitor: Answered, site: Site, network: Network
) -> None:
    visit = visitor.visit
    entries = kept_of(network, site.slug, visit.email).entries
    read = {stop.name: stop.label for stop in visitor.controls if stop.name in visit.agrees}
    texts = texts_of(network, {entry["wording"] for entry in entries})

    asked = {f"{CONSENT_PREFIX}{entry['purpose']}.{entry['controller']}": texts[entry["wording"]] for entry in entries}
    assert asked == read
    assert len(entries) == len(read)
    assert {name: wording_hash(text) for name, text in texts.items()} == {name: name for name in texts}
    assert {(entry["state"], entry["method"], entry["language"], entry["page"]) for entry in entries} == (
        {("asked", "form", visit.language, visit.page(site.event))} if read else set()
    )


def test_what_is_wrong_is_named_and_all_else_is_kept_with_a_script_and_without(
    chromium: Browser, sites: Mapping[Language, Site], network: Network
) -> None:
    site, wrong = (
        sites[Language.ENGLISH],
        Visit(form=FORMS["join"], language=Language.ENGLISH, window="phone", who="max"),
    )
    with at_window(chromium, replace(wrong, scripts=False)) as plain, at_window(chromium, wrong) as scripted:
        for visitor in (plain, scripted):
            visitor.open(f"{site.root}join/")
            visitor.fill_in({"phone": "12"})

        correct(scripted)
        assert scripted.be_answered().title == form_words(Language.ENGLISH).answers["accepted_title"]

        plain.keyboard.reach(lambda stop: stop.label == form_words(Language.ENGLISH).fields["phone"])
        plain.keyboard.press("Enter")
        correct(plain)
        assert plain.page.url == f"{site.root}thanks/#join"

    people = [kept_of(network, site.slug, visitor.visit.email).person for visitor in (plain, scripted)]
    assert [person["phone"] for person in people] == [KEPT["phone"]] * 2


def correct(visitor: Visitor) -> None:
    """Find the keyboard in the field that is wrong, with the reason and all that was typed; write a right number."""
    field, given = visitor.page.locator(":focus"), visitor.visit.says
    expect(field).to_have_attribute("name", "phone", timeout=PATIENCE)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(form_words(visitor.visit.language).faults["phone"])

    typed = visitor.typed()
    assert {name: typed[name] for name in given} == {**given, "phone": "12"}
    assert [name for name in visitor.visit.agrees if name not in typed] == []
    visitor.retype(str(TYPED["phone"]))


def way_on(language: Language) -> str:
    """Return the words of the one link that the page of thanks offers."""
    (thanks,) = [page for page in load_kit(language).pages if page.name == "thanks"]
    return next(block.label for block in thanks.blocks if isinstance(block, Action))
