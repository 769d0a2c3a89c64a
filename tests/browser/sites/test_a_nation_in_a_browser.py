"""Every page of a nation, opened in Chromium on a phone and on a desk, with scripts turned off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from shared.sites.files import NETWORK
from shared.sites.kit import load_kit
from shared.sites.render import SiteRenderer
from tests.browser.chromium import needs_chromium
from tests.browser.serving import lay
from tests.browser.sites.serving import Door, served
from tests.unit.sites.builders import a_complete_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request, ViewportSize


PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}
PATHS = [page.path for page in load_kit().pages]

pytestmark = [
    needs_chromium,
    pytest.mark.xdist_group("browser"),
]


@dataclass
class Visit:
    """One page in one window, and what went wrong there."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A nation's site in a folder of a server, as on the local stage."""
    folder: Path = tmp_path_factory.mktemp("sites")
    site, renderer = a_complete_site(), SiteRenderer()
    lay(renderer.render_shared(site.banner), folder / NETWORK)
    lay(renderer.render(site, load_kit().pages), folder / site.slug)
    with served(folder, Door()) as root:
        yield f"{root}{site.slug}/"


@pytest.fixture(params=[PHONE, pytest.param(DESK, marks=pytest.mark.nightly)], ids=["phone", "desk"])
def visit(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Visit]:
    context = chromium.new_context(viewport=request.param, java_script_enabled=False)
    yield Visit(context.new_page())
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_shows_its_one_action_raises_no_error_and_asks_nobody_else(
    visit: Visit, address: str, path: str
) -> None:
    answer = visit.page.goto(address + path.removesuffix("index.html"), wait_until="networkidle")

    assert answer is not None
    assert answer.ok
    assert visit.page.locator(".action").count() == 1
    assert visit.page.locator(".action").is_visible()
    assert visit.page.locator("h1").is_visible()
    assert visit.errors == []
    assert [url for url in visit.requests if not url.startswith(address.removesuffix("paris-6/"))] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_its_window(chromium: Browser, address: str, path: str) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.goto(address + path.removesuffix("index.html"))

    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert width <= PHONE["width"]


def test_a_long_name_fits_a_phone(chromium: Browser, tmp_path: Path) -> None:
    site = a_complete_site(candidate="Marie-Antoinette de La Rochefoucauld-Montmorency", name="X" * 60)
    files = {file.path: file for file in SiteRenderer().render(site, load_kit().pages)}
    for path in (name for name in files if name.startswith("assets/") or name == "index.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(files[path].body)
    page = chromium.new_page(viewport=PHONE)
    page.goto((tmp_path / "index.html").as_uri())

    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert width <= PHONE["width"]


def test_the_menu_of_a_phone_opens_and_leads_on_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Rendez-vous").click()

    assert page.url == f"{address}events/"
    context.close()


def test_the_keyboard_reaches_the_content_at_once(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport=DESK)
    page.goto(address)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "action"
    page.close()
