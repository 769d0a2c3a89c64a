from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from shared.forms.form import FORMS
from shared.sites.banner import TEMPLATES, Language
from shared.sites.kit import kit_version, load_kit
from shared.sites.messages import load_messages
from shared.sites.pages import in_order, page_item
from shared.sites.placeholders import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from shared.sites.pages import Page

MENU = ["home", "join", "volunteer", "events", "petition", "donate", "contact", "pledge"]
PAGES = [*MENU[:-1], "survey", "pledge", "proxy", "legal", "privacy", "404", "thanks"]
THANKED = {"join", "volunteer", "rsvp", "sign", "answer", "pledge", "proxy", "contact"}
SITES_MESSAGES = [path for path in TEMPLATES.glob("messages/*.toml") if not path.name.startswith("console.")]
"""What pages of sites say; the control panel fills its own words in."""

CONTENT = [*TEMPLATES.glob("kit/*/**/*.toml"), *SITES_MESSAGES, TEMPLATES / "kit" / "banner.toml"]
FILLED_IN_CODE = {
    "first_name",
    "hour",
    "minute",
    "weekday",
    "day",
    "month",
    "wait",
    "ends",
    "kilobytes",
    "count",
    "place",
    "live",
    "seat",
}


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the templates that a test may change."""
    shutil.copytree(TEMPLATES / "kit", tmp_path / "kit")
    return tmp_path


@pytest.mark.parametrize("language", list(Language))
def test_the_kit_holds_every_page_in_the_order_of_the_menu(language: Language) -> None:
    pages = load_kit(language).pages

    assert [page.name for page in pages] == PAGES
    assert [page.name for page in pages if page.heading.menu] == MENU


def test_a_page_is_made_of_the_same_blocks_in_every_language() -> None:
    french, english = (load_kit(language).pages for language in Language)

    for one, other in zip(french, english, strict=True):
        assert _skeleton(one) == _skeleton(other), one.name
        assert one.heading.position == other.heading.position


def _skeleton(page: Page) -> list[tuple[str, str, str]]:
    return [(block.id, block.kind, block.policy) for block in page.blocks]


@pytest.mark.parametrize("language", list(Language))
def test_each_form_stands_on_the_page_that_its_address_leads_to(language: Language) -> None:
    carried = {
        page.name: {getattr(block, "form", block.kind) for block in page.blocks} for page in load_kit(language).pages
    }

    for form in FORMS.values():
        # Events bring their form along, a survey its questions.
        assert {form.action, "survey", "events"} & carried[form.page], form.action


@pytest.mark.parametrize("language", list(Language))
def test_every_action_is_thanked_for(language: Language) -> None:
    thanks = next(page for page in load_kit(language).pages if page.name == "thanks")

    assert {block.id for block in thanks.blocks} >= THANKED == FORMS.keys()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("page", "articles"),
    [("proxy", "L. 71, L. 72, L. 73, L. 74, L. 75, L. 76"), ("donate", "L. 52-4"), ("pledge", "R. 41")],
)
def test_what_is_law_stands_with_its_article(language: Language, page: str, articles: str) -> None:
    said = (TEMPLATES / "kit" / "pages" / language / f"{page}.toml").read_text("utf-8").replace("\xa0", " ")

    assert [article for article in articles.split(", ") if article not in said] == []


def test_pages_are_put_in_the_order_of_the_menu_however_they_are_stored() -> None:
    stored = sorted(load_kit().pages, key=lambda page: page.name)

    assert [page.name for page in in_order(stored)] == PAGES


def test_the_kits_version_is_a_number_and_a_hash() -> None:
    assert re.fullmatch(r"\d{4}\.\d+\+[0-9a-f]{12}", load_kit().version)


@pytest.mark.parametrize("changed", ["pages/fr/home.toml", "mail/fr/welcome.toml"])
def test_another_word_is_another_version(templates: Path, changed: str) -> None:
    path = templates / "kit" / changed
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")

    assert kit_version(templates) != kit_version()


def test_the_same_words_elsewhere_are_the_same_version(templates: Path) -> None:
    assert kit_version(templates) == kit_version()


def test_the_items_of_the_kit_serve_any_nation() -> None:
    items = load_kit().page_items()

    assert [item["sk"] for item in items] == [f"PAGE#{page}" for page in PAGES]
    assert items == [page_item(page) for page in load_kit().pages]


def test_blocks_have_names_of_their_own_within_a_page() -> None:
    for page in load_kit().pages:
        ids = [block.id for block in page.blocks]
        assert len(ids) == len(set(ids)), page.name


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.name)
def test_content_names_only_facts_that_exist(path: Path) -> None:
    named = set(re.findall(r"{([^}]*)}", path.read_text("utf-8")))

    assert named - FILLED_IN_CODE <= set(NAMES)


def test_every_language_says_the_same_things() -> None:
    french, english = (load_messages(language, TEMPLATES) for language in Language)

    assert french.keys() == english.keys()
    assert all(sentence.strip() for catalogue in (french, english) for sentence in catalogue.values())
