"""Nobody is shut out of the console: on every page, on a phone and by night on a desk, by the rules of axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from shared.access.role import RoleName
from shared.console.cookies import SESSION
from tests.browser.chromium import needs_chromium
from tests.browser.console.furnished import furnished
from tests.browser.console.serving import serving_console
from tests.browser.console.walks import WAY_IN, of_a_candidate, of_an_owner, of_guests
from tests.browser.node import MODULES
from tests.unit.console.house import OWN, PASSWORD, House

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

    from shared.access.member import Member

pytestmark = needs_chromium

AXE = (MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
RUN = "axe.run({preload: false, resultTypes: ['violations']}).then(told => told.violations)"
SIZES: dict[str, ViewportSize] = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1440, "height": 900}}

REFUSED = 422
REFUSING = {
    RoleName.CANDIDATE: tuple(f"/nation/{OWN}/{room}" for room in ("team", "events/new")),
    RoleName.OWNER: ("/hq/second-round",),
}
"""Rooms whose last form is refused where nothing was typed."""


@pytest.fixture
def house() -> House:
    return furnished()


@pytest.fixture
def root(house: House) -> Iterator[str]:
    with serving_console(house.desk) as address:
        # A secure cookie needs a secure place, and of all names without TLS browsers hold only these to be one.
        yield address.replace("127.0.0.1", "localhost").rstrip("/")


@pytest.fixture(params=["phone", pytest.param("desk", marks=pytest.mark.nightly)])
def context(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    # The rules are run by us, not by the page: its own policy would rightly refuse them.
    context = chromium.new_context(viewport=SIZES[request.param], locale="fr-FR", bypass_csp=True)
    yield context
    context.close()


def enter(context: BrowserContext, house: House, role: RoleName) -> Member:
    """Sign a new member in, and return who it is."""
    member = house.member(role)
    token = house.browser(member).cookies[SESSION]
    context.add_cookies(
        [{"name": SESSION, "value": token, "url": "https://localhost/", "secure": True, "httpOnly": True}]
    )
    return member


def faults(page: Page) -> list[Any]:
    """Return what axe finds, and whether the page must be scrolled sideways."""
    page.evaluate(AXE)
    found = [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in page.evaluate(RUN)]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["wider than the window"] if wide else [])]


def test_guests_pages_shut_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    page = context.new_page()
    for path in of_guests(house):
        page.goto(root + path)
        assert faults(page) == [], path


def test_the_way_in_shuts_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    known, page, seen = house.with_password(house.member(RoleName.READER), enrolled=True), context.new_page(), []
    page.goto(f"{root}/sign-in")
    page.locator("#email").fill(known.email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button").click()
    seen += looked(page)
    page.goto(root + house.invited(RoleName.CANDIDATE, nation=OWN))
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill("other")
    page.get_by_role("button").click()
    looked(page)
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.get_by_role("button").click()
    assert page.locator(".qr svg").is_visible()
    seen += looked(page)
    page.get_by_role("button", name="Plus tard").click()
    seen += looked(page)
    assert page.locator(".charter").is_visible()
    assert seen == list(WAY_IN)


def looked(page: Page) -> list[str]:
    """See that axe finds nothing, and return at which path."""
    assert faults(page) == [], page.url
    return [urlsplit(page.url).path]


@pytest.mark.parametrize(("role", "walk"), [(RoleName.CANDIDATE, of_a_candidate), (RoleName.OWNER, of_an_owner)])
def test_pages_inside_shut_nobody_out(
    house: House, root: str, context: BrowserContext, role: RoleName, walk: Callable[[House], list[str]]
) -> None:
    enter(context, house, role)
    page = context.new_page()
    for path in walk(house):
        answer = page.goto(root + path)
        assert answer
        assert answer.ok, path
        assert faults(page) == [], path


def test_a_form_that_is_refused_shuts_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    page = context.new_page()
    for role, rooms in REFUSING.items():
        enter(context, house, role)
        for room in rooms:
            page.goto(root + room)
            with page.expect_navigation() as told:
                # As a browser sends it that knows nothing of required fields.
                page.locator("main form").last.evaluate("form => form.submit()")
            assert (answer := told.value)
            assert answer.status == REFUSED, room
            assert faults(page) == [], room


def test_who_goes_on_and_who_does_not_is_shown_to_everybody(house: House, root: str, context: BrowserContext) -> None:
    enter(context, house, RoleName.OWNER)
    page = context.new_page()
    page.goto(f"{root}/hq/second-round")
    page.get_by_role("checkbox").first.check()
    page.locator("main form button").click()

    assert page.locator("[name=reason]").is_visible()
    assert faults(page) == []
