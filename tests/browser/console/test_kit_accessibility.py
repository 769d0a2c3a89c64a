"""The pages of the kit shut nobody out, by the rules of axe-core, and show what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.role import RoleName
from tests.browser.chromium import needs_chromium
from tests.browser.console.test_accessibility import context, enter, faults, house, root
from tests.browser.console.walks import KIT, KIT_IN_A_NATION
from tests.unit.console.test_kit import offered, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from tests.unit.console.house import House

__all__ = ["context", "house", "root"]
"""The fixtures of the other pages' test."""

pytestmark = needs_chromium


def test_pages_of_the_kit_shut_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    offered(house)
    write(house.browser(house.member(RoleName.ORGANISER)))
    page = context.new_page()
    for role, paths in ((RoleName.OWNER, KIT), (RoleName.CANDIDATE, KIT_IN_A_NATION)):
        enter(context, house, role)
        for path in paths:
            answer = page.goto(root + path)
            assert answer
            assert answer.ok, path
            assert faults(page) == [], path


def test_an_e_mail_of_the_kit_is_seen_as_a_letter_while_it_is_written(
    house: House, root: str, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    enter(context, house, RoleName.OWNER)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if told.type == "error" else None)
    page.goto(f"{root}/hq/kit/mails/fr/welcome/blocks/hero")
    letter = page.frame_locator("#preview iframe")
    letter.get_by_text("Bonjour Dominique").wait_for()

    page.locator("[id='block.title']").fill("Au grand jour")

    letter.get_by_text("Au grand jour").wait_for()
    assert page.locator("#revision").input_value() == "1"
    # The letter's own styles are let in by their hashes: Chromium would tell of each that is not.
    assert refused == []
    context.close()
