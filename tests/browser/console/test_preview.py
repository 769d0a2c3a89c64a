"""The preview beside a form shows what is typed, however late the page's scripts come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from shared.access.role import RoleName
from tests.browser.chromium import needs_chromium
from tests.browser.console.furnished import furnished
from tests.browser.console.test_accessibility import enter, root
from tests.unit.console.house import OWN, House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Route

__all__ = ["root"]
"""The fixture of the other pages' test."""

pytestmark = needs_chromium

PAGE = f"/nation/{OWN}/pages/home"
HERO = f"{PAGE}/blocks/hero"
NEW = f"{PAGE}/new?kind=text&after=hero"
WORDS = "Une campagne écrite ce matin"


@pytest.fixture
def house() -> House:
    return furnished()


@pytest.fixture
def context(chromium: Browser, house: House) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR")
    enter(context, house, RoleName.CANDIDATE)
    yield context
    context.close()


def expect_preview(page: Page, words: str) -> None:
    expect(page.frame_locator("#preview iframe").get_by_text(words)).to_be_attached()


def test_what_is_typed_is_shown(root: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(root + HERO, wait_until="networkidle")
    page.locator("#width-desk").check()
    page.locator("[name='block.lead']").fill(WORDS)
    expect_preview(page, WORDS)
    expect(page.locator("#width-desk")).to_be_checked()

    page.goto(root + NEW, wait_until="networkidle")
    page.locator("[name='block.title']").fill("Ici")
    page.locator("[name='block.body']").fill("Un bloc de plus")
    expect_preview(page, "Un bloc de plus")
    page.locator("[name='block.body']").fill("Le même, autrement")
    expect_preview(page, "Le même, autrement")
    expect(page.frame_locator("#preview iframe").get_by_text("Un bloc de plus")).to_have_count(0)

    page.goto(root + PAGE, wait_until="networkidle")
    page.locator("details:has(#title) > summary").click()
    page.locator("#title").fill("Une page qui se trouve")
    expect(page.locator("#found")).to_contain_text("Une page qui se trouve")
    expect(page.locator("#tried")).to_be_visible()


def test_what_is_typed_before_the_scripts_came_is_shown_when_they_do(root: str, context: BrowserContext) -> None:
    page = context.new_page()
    held: list[Route] = []
    page.route("**/assets/htmx*.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls, and cannot mark what is built in
    with page.expect_request("**/assets/htmx*.js"):
        page.goto(root + HERO, wait_until="commit")
    page.locator("[name='block.lead']").fill(WORDS)
    [script] = held
    script.continue_()
    expect_preview(page, WORDS)


def test_a_page_that_nobody_typed_in_asks_for_no_preview(root: str, context: BrowserContext) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install()
    page.goto(root + HERO, wait_until="networkidle")
    page.clock.run_for(5_000)
    assert [url for url in asked if url.endswith("/try")] == []
