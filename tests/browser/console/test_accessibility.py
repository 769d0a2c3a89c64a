"""Nobody is shut out of the console: on every page, on a phone and by night on a desk, by the rules of axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.access.role import RoleName
from shared.console.cookies import SESSION
from tests.browser.chromium import needs_chromium
from tests.browser.console.furnished import EMPTY, FAULTY, GOOD, LEAVING, furnished
from tests.browser.console.serving import serving_console
from tests.browser.node import MODULES
from tests.unit.console.house import OWN, PASSWORD, House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

pytestmark = needs_chromium

AXE = (MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
RUN = "axe.run({preload: false, resultTypes: ['violations']}).then(told => told.violations)"
SIZES: dict[str, ViewportSize] = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1440, "height": 900}}

GUESTS = ("/sign-in", "/forgotten", "/no/such/page")
CANDIDATES = (
    *(
        f"/nation/{OWN}/segments",
        f"/nation/{OWN}/segments/new?how0=none&what0=volunteer&did0=sign&from0=2027-05-01&when1=none&last1=30",
        f"/nation/{OWN}/exports",
    ),
    *(
        f"/nation/{OWN}/pages{page}"
        for page in ("", "/home", "/home/compare", "/home/editions", "/home/new?kind=cards")
    ),
    *(
        f"/nation/{OWN}/pages/{block}"
        for block in ("home/blocks/hero", "survey/blocks/survey", "donate/blocks/donation")
    ),
    *(f"/nation/{OWN}/{page}" for page in ("site", "settings", f"portrait/{32 * '0'}")),
    *(
        "/",
        "/me",
        "/me/leave",
        "/me/second-factor",
        f"/nation/{OWN}",
        f"/nation/{OWN}/people",
        f"/nation/{OWN}/people?q=caron",
    ),
    *(f"/nation/{OWN}/people?q=nobody", f"/nation/{OWN}/team", f"/nation/{OWN}/log"),
    *(f"/nation/{OWN}/events{page}" for page in ("", "/new", "/e1", "/e1/edit", "/e1/guests", "/e1/door")),
    *(f"/nation/{OWN}/events/e1/door?q={name}" for name in ("caron", "nobody")),
    *(f"/nation/{OWN}/tags", f"/nation/{OWN}/tags/one?tag=march%C3%A9%20Saint-Germain"),
)
OWNERS = (
    *("/hq", "/hq/tags", "/hq/nations", "/hq/team", "/hq/log", "/hq/figures", f"/nation/{OWN}"),
    *(f"/hq/nations/{OWN}", f"/hq/nations/{LEAVING}", "/hq/second-round"),
    *(f"/hq/nations/{OWN}/{page}" for page in ("remove", "candidate", "look")),
    *("/hq/rollouts", "/hq/rollouts/legislatives", *(f"/hq/new-rollout/{place}" for place in (EMPTY, GOOD, FAULTY))),
)


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


def enter(context: BrowserContext, house: House, role: RoleName) -> None:
    """Sign a member in."""
    token = house.browser(house.member(role)).cookies[SESSION]
    context.add_cookies(
        [{"name": SESSION, "value": token, "url": "https://localhost/", "secure": True, "httpOnly": True}]
    )


def faults(page: Page) -> list[Any]:
    """Return what axe finds, and whether the page must be scrolled sideways."""
    page.evaluate(AXE)
    found = [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in page.evaluate(RUN)]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["wider than the window"] if wide else [])]


def test_guests_pages_shut_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    page = context.new_page()
    for path in (*GUESTS, house.invited(RoleName.CANDIDATE, nation=OWN)):
        page.goto(root + path)
        assert faults(page) == [], path


def test_the_way_in_shuts_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(root + house.invited(RoleName.CANDIDATE, nation=OWN))
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill("other")
    page.get_by_role("button").click()
    assert faults(page) == []
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    page.get_by_role("button").click()
    assert page.locator(".qr svg").is_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Plus tard").click()
    assert faults(page) == []
    assert page.locator(".charter").is_visible()


@pytest.mark.parametrize(("role", "paths"), [(RoleName.CANDIDATE, CANDIDATES), (RoleName.OWNER, OWNERS)])
def test_pages_inside_shut_nobody_out(
    house: House, root: str, context: BrowserContext, role: RoleName, paths: tuple[str, ...]
) -> None:
    enter(context, house, role)
    page = context.new_page()
    for path in paths:
        answer = page.goto(root + path)
        assert answer
        assert answer.ok, path
        assert faults(page) == [], path


def test_a_profile_and_what_asks_first_shut_nobody_out(house: House, root: str, context: BrowserContext) -> None:
    enter(context, house, RoleName.CANDIDATE)
    page = context.new_page()
    page.goto(f"{root}/nation/{OWN}/people/{house.people[0].person_id}")

    assert faults(page) == []
    assert page.get_by_text("Odéon", exact=True).is_visible()
    for room, way, button in (
        ("team", ("Take back Hana Caron",), "Take back the role"),
        ("segments", ("To call", "Remove the segment"), "Remove the segment"),
    ):
        page.goto(f"{root}/nation/{OWN}/{room}")
        for link in way:
            page.get_by_role("link", name=link).click()
        assert page.get_by_role("button", name=button).is_visible()
        assert faults(page) == [], room
