"""While silence holds, nobody is shut out of giving a reason: by axe-core, on a phone and on a desk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.rollouts.arrivals import arrival_key
from shared.sites.versions import Version
from tests.browser.chromium import needs_chromium
from tests.browser.console.test_accessibility import context, enter, faults, root
from tests.builders import NOON
from tests.unit.console.house import OWN, House
from tests.unit.console.test_settings import PLACE, a_photograph
from tests.unit.console.test_silence import REASON, write

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

__all__ = ["context", "root"]
"""The fixtures of the other pages' test."""

pytestmark = needs_chromium

HOME = f"/nation/{OWN}/pages/home"
SETTINGS = f"/nation/{OWN}/settings"
PAGES = (HOME, SETTINGS, f"/nation/{OWN}/site", f"/nation/{OWN}/portrait/{PLACE}", f"/nation/{OWN}/events/new")


@pytest.fixture
def house() -> House:
    """A console an hour into the first round's silence, with a draft, two versions and a photograph."""
    house = House()
    (first, *_) = house.desk.calendar.silences(["constituency:75-06"])
    house.clock.moment = first.starts + timedelta(hours=1)
    for number in (1, 2):
        version = Version(number=number, at=NOON, by="x", reason="", kit_version="1", files={})
        house.reaches[OWN].versions.add(OWN, version)
    house.files.write(arrival_key(PLACE, f"{OWN}-portrait"), a_photograph())
    write(house.browser(house.member(RoleName.CANDIDATE)))
    return house


def test_pages_that_ask_for_a_reason_shut_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    page = context.new_page()
    for role, paths in ((RoleName.CANDIDATE, PAGES), (RoleName.FINANCE, (SETTINGS,))):
        enter(context, house, role)
        for path in paths:
            answer = page.goto(root + path)
            assert answer
            assert answer.ok, path
            assert faults(page) == [], path


def test_a_page_is_published_for_a_reason_with_a_thumb(house: House, root: str, context: BrowserContext) -> None:
    enter(context, house, RoleName.CANDIDATE)
    page = context.new_page()
    page.goto(root + HOME)

    page.locator("#override").fill(REASON)
    page.locator("#public form[action$=publish] button").click()

    page.locator("#public[hx-trigger^=every]").wait_for()
    assert [order.override for order in house.publications.orders] == [REASON]
    assert faults(page) == []
