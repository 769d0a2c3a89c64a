"""The door of an event in a browser on a phone: without a script, and with one where the network comes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.role import RoleName
from shared.console.cookies import SESSION
from tests.browser.chromium import needs_chromium
from tests.browser.console.furnished import furnished
from tests.browser.console.serving import serving_console
from tests.unit.console.house import OWN, House

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytestmark = needs_chromium

DOOR = f"nation/{OWN}/events/e1/door"
PHONE = {"width": 390, "height": 844}


def phone(chromium: Browser, house: House, *, scripts: bool) -> BrowserContext:
    """Return the phone of somebody who stands at doors, signed in."""
    context = chromium.new_context(locale="en-GB", viewport=PHONE, java_script_enabled=scripts)  # type: ignore[arg-type] # a size
    token = house.browser(house.member(RoleName.FIELD)).cookies[SESSION]
    context.add_cookies(
        [{"name": SESSION, "value": token, "url": "https://localhost/", "secure": True, "httpOnly": True}]
    )
    return context


def test_without_a_script_somebody_is_let_in_and_sent_back(chromium: Browser) -> None:
    house = furnished()
    context = phone(chromium, house, scripts=False)
    page = context.new_page()
    with serving_console(house.desk) as address:
        page.goto(address.replace("127.0.0.1", "localhost") + DOOR)
        page.get_by_role("button", name="Here Camille Caron").click()
        assert page.get_by_text("Camille Caron is here.").is_visible()
        assert page.locator("#count").inner_text() == "17 are here · 38 said they come"

        page.get_by_role("button", name="Undo Camille Caron").click()
        assert page.locator("#count").inner_text() == "16 are here · 38 said they come"
    context.close()


def test_with_a_script_the_page_stays_and_what_finds_no_network_is_sent_when_there_is(chromium: Browser) -> None:
    house = furnished()
    context = phone(chromium, house, scripts=True)
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    with serving_console(house.desk) as address:
        page.clock.install()
        page.goto(address.replace("127.0.0.1", "localhost") + DOOR)
        page.get_by_role("button", name="Here Camille Caron").click()
        page.get_by_role("button", name="Undo Camille Caron").wait_for()
        assert page.locator("#count").inner_text() == "17 are here · 38 said they come"
        assert page.url.endswith("/door")
        assert faults == []

        context.set_offline(True)
        page.get_by_role("button", name="Here Élise Caron").click()
        page.get_by_text("No network").wait_for()
        page.get_by_role("button", name="Here Élise Caron").click(force=True)
        page.clock.run_for(3_500)
        assert page.get_by_text("No network").is_visible()
        context.set_offline(False)
        page.clock.run_for(3_500)
        page.get_by_role("button", name="Undo Élise Caron").wait_for()
        assert page.locator("#count").inner_text() == "18 are here · 38 said they come"
        assert not [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault]
    context.close()


def test_whoever_is_signed_out_meanwhile_is_asked_to_sign_in(chromium: Browser) -> None:
    house = furnished()
    context = phone(chromium, house, scripts=True)
    page = context.new_page()
    with serving_console(house.desk) as address:
        page.goto(address.replace("127.0.0.1", "localhost") + DOOR)
        context.clear_cookies()

        page.get_by_role("button", name="Here Camille Caron").click()

        page.get_by_role("heading", name="Sign in").wait_for()
    context.close()
