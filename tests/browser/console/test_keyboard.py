"""The console by the keyboard alone, and with no script at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.role import RoleName
from tests.browser.chromium import needs_chromium
from tests.browser.console.furnished import furnished
from tests.browser.console.serving import serving_console
from tests.unit.console.house import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium

ROOMS = ["Follow-ups", "Messages", "Changes of many", "Imports", "Duplicates"]
"""Where the list of people leads besides."""

FOCUS = """() => {
    const at = document.activeElement, style = getComputedStyle(at);
    const words = at.labels?.length ? at.labels[0].textContent : at.textContent;
    return [words.replace(/\\s+/g, " ").trim(), style.outlineStyle !== "none"];
}"""


def stops(page: Page, number: int) -> list[str]:
    """Return what the next stops of the Tab key are called; each shows that it has the focus."""
    names = []
    for _ in range(number):
        page.keyboard.press("Tab")
        name, is_marked = page.evaluate(FOCUS)
        assert is_marked, name
        names.append(name)
    return names


def test_a_candidate_signs_in_looks_somebody_up_and_signs_out_by_the_keyboard(chromium: Browser) -> None:
    house = furnished()
    member = house.with_password(house.member(RoleName.CANDIDATE))
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    with serving_console(house.desk) as address:
        page.goto(address.replace("127.0.0.1", "localhost"))
        assert stops(page, 2) == ["Skip to content", "E-mail address"]
        page.keyboard.type(member.email)
        assert stops(page, 1) == ["Password"]
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/nation/*")

        assert stops(page, 5) == ["Skip to content", "Jeanne Martin", "Home", "People", "Segments"]
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/people")
        stops(page, 1)
        page.keyboard.press("Enter")
        assert stops(page, 7) == [*ROOMS, "Add a person", "Search"]
        page.keyboard.type("driss caron")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=driss**")
        assert [row.inner_text().splitlines()[0] for row in page.locator(".rows a").all()] == ["Driss Caron"]
    context.close()


def test_nothing_needs_a_script(chromium: Browser) -> None:
    house = furnished()
    member = house.with_password(house.member(RoleName.OWNER), enrolled=True)
    context = chromium.new_context(locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    with serving_console(house.desk) as address:
        page.goto(address.replace("127.0.0.1", "localhost"))
        page.get_by_label("E-mail address").fill(member.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Six-digit code").fill("123456")
        page.get_by_role("button", name="Continue").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Rollouts"
        page.get_by_role("link", name="Member network-owner").click()
        page.get_by_role("button", name="Sign out everywhere").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
    context.close()


def test_the_board_looks_again_and_nothing_that_the_page_does_is_refused_to_it(chromium: Browser) -> None:
    house = furnished()
    context = chromium.new_context(locale="en-GB")
    context.add_cookies(
        [
            {"name": name, "value": value, "url": "https://localhost/", "secure": True}
            for name, value in house.browser(house.member(RoleName.OWNER)).cookies.items()
        ]
    )
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    with serving_console(house.desk) as address:
        page.clock.install()
        page.goto(address.replace("127.0.0.1", "localhost") + "hq")
        assert page.get_by_text("metz-1").is_visible()
        for key, entry in list(house.rollouts.kept.items()):
            if entry.slug == "metz-1":
                del house.rollouts.kept[key]
        with page.expect_response("**/hq/board"):
            page.clock.run_for(6_000)
        page.get_by_text("metz-1").wait_for(state="detached")
        assert page.get_by_role("heading", level=1).inner_text() == "Rollouts"
    assert faults == []
    context.close()
