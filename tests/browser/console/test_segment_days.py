"""The last days that a segment asks about: filled in by the keyboard alone on a phone, and with no script at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from shared.access.role import RoleName
from shared.console.words import LANGUAGES
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.person import nation_holder
from shared.people.remembering import days_of
from tests.browser.chromium import needs_chromium
from tests.browser.console.furnished import furnished
from tests.browser.console.serving import serving_console
from tests.browser.console.test_accessibility import SIZES, enter, faults
from tests.browser.console.test_keyboard import stops
from tests.builders import NOON
from tests.unit.console.house import OWN, House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = needs_chromium

DAYS = 5
MOST_STOPS = 80
"""Of the Tab key on a page: more than any has."""


@pytest.fixture
def house() -> House:
    return furnished()


@pytest.fixture
def form(house: House) -> Iterator[str]:
    """Where a segment is put together."""
    with serving_console(house.desk) as address:
        yield f"{address.replace('127.0.0.1', 'localhost')}nation/{OWN}/segments/new"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    # The rules are run by us, not by the page: its own policy would rightly refuse them.
    context = chromium.new_context(viewport=SIZES["phone"], bypass_csp=True)
    yield context
    context.close()


def silent(house: House) -> int:
    """Return how many people have done nothing in the last days, today included, by looking at everybody."""
    items = house.reaches[OWN].people.below(nation_holder(OWN), PERSON_PREFIX)
    days = ([(NOON.date() - day).days for day, _ in days_of(from_item(item))] for item in items)
    return sum(all(ago >= DAYS for ago in each) for each in days)


def tab_to(page: Page, name: str) -> None:
    """Press the Tab key until it stops at what is called so."""
    for _ in range(MOST_STOPS):
        if stops(page, 1) == [name]:
            return
    raise AssertionError(f"the Tab key never stops at {name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_organiser_finds_the_silent_by_the_keyboard_on_a_phone(
    house: House, form: str, phone: BrowserContext, language: str
) -> None:
    say = house.desk.pages.words(language).say
    enter(phone, house, RoleName.FIELD)
    for number, member in house.members.members.items():
        house.members.members[number] = replace(member, language=language)
    page = phone.new_page()
    page.goto(form)

    tab_to(page, say("period_how", row=1))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, say("period_what", row=1))
    page.keyboard.press("ArrowDown")
    tab_to(page, say("period_days"))
    page.keyboard.type(str(DAYS))
    page.keyboard.press("Tab")

    expect(page.locator("#when0")).to_have_value("none")
    expect(page.locator("#did0")).to_have_value("any")
    expect(page.locator(".how-many")).to_have_text(say("segment_count", number=silent(house)))
    expect(page.locator("#counted .filters")).to_contain_text(str(DAYS))
    assert faults(page) == []

    page.keyboard.press("Shift+Tab")
    page.keyboard.type("0")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_have_text(say("fault_lastdays"))
    expect(page.locator("#last0")).to_have_value("0")
    assert faults(page) == []

    page.keyboard.press("Shift+Tab")
    page.keyboard.type(str(DAYS))
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_have_count(0)
    tab_to(page, say("segment_name"))
    page.keyboard.type("Silence")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Silence")
    expect(page.locator(".how-many")).to_have_text(say("segment_count", number=silent(house)))
    assert faults(page) == []


def test_the_last_days_need_no_script(house: House, form: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    enter(context, house, RoleName.FIELD)
    page = context.new_page()
    page.goto(form)
    page.get_by_label("Period 1: how").select_option("none")
    page.get_by_label("Or in the last … days").first.fill(str(DAYS))

    page.keyboard.press("Enter")

    expect(page.locator(".how-many")).to_have_text(f"{silent(house)} people")
    expect(page.locator("#counted .filters")).to_contain_text("in the last 5 days (today: since May 7, 2027)")
    expect(page.get_by_label("Or in the last … days").first).to_have_value(str(DAYS))
    context.close()
