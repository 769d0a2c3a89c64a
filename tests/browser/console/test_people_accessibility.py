"""The pages of a team's work on its people shut nobody out, by the rules of axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.role import RoleName
from tests.browser.chromium import needs_chromium
from tests.browser.console.at_work import put_to_work
from tests.browser.console.test_accessibility import context, enter, faults, house, root
from tests.unit.console.house import OWN

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from tests.unit.console.house import House

__all__ = ["context", "house", "root"]
"""The fixtures of the other pages' test."""

pytestmark = needs_chromium


def test_pages_of_people_shut_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    paths = put_to_work(house, by=enter(context, house, RoleName.CANDIDATE))
    page = context.new_page()
    for path in paths:
        answer = page.goto(f"{root}/nation/{OWN}{path}")
        assert answer
        assert answer.ok, path
        assert faults(page) == [], path
