"""The pages of the kit shut nobody out, by the rules of axe-core, on a phone and on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.role import RoleName
from tests.browser.chromium import needs_chromium
from tests.browser.console.test_accessibility import context, enter, faults, house, root
from tests.unit.console.house import OWN
from tests.unit.console.test_kit import offered, write

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from tests.unit.console.house import House

__all__ = ["context", "house", "root"]
"""The fixtures of the other pages' test."""

pytestmark = needs_chromium

HOME = "/hq/kit/pages/fr/home"
PAGES = (
    *("/hq/kit", "/hq/kit/changes", "/hq/kit/drift", "/hq/kit/banner", "/hq/kit/mails/en/welcome"),
    *(HOME, f"{HOME}/blocks/pledges", f"{HOME}/new?kind=text"),
)


def test_pages_of_the_kit_shut_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    offered(house)
    write(house.browser(house.member(RoleName.ORGANISER)))
    page = context.new_page()
    for role, paths in ((RoleName.OWNER, PAGES), (RoleName.CANDIDATE, (f"/nation/{OWN}/updates",))):
        enter(context, house, role)
        for path in paths:
            answer = page.goto(root + path)
            assert answer
            assert answer.ok, path
            assert faults(page) == [], path
