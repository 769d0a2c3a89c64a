"""The network of France in a browser: somebody stands for every seat but those of the Val-de-Marne."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.geography.france import france
from shared.sites.files import NETWORK, page_file
from shared.sites.network.maker import network_maker
from shared.sites.network.pages import NetworkRenderer
from tests.browser.network.serving import served
from tests.browser.serving import lay
from tests.builders import NOON
from tests.unit.events.builders import an_event
from tests.unit.network.builders import a_ready_nation
from tests.unit.sites.builders import a_banner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

    from shared.nations.nation import Nation

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
NOW = NOON + timedelta(days=20)
FREE = "94"

PATIENCE = 10_000
"""Milliseconds that a page may take on a machine that has other things to do."""


@dataclass
class Window:
    """A page in a window, and what went wrong in it."""

    page: Page
    root: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: str = "") -> Page:
        """Open a page of the network's site."""
        self.page.goto(f"{self.root}{NETWORK}/{path}")
        return self.page


def nations() -> list[Nation]:
    """Return a nation for every seat but the free ones."""
    seats = (zone for zone in france().constituencies() if not zone.code.startswith(FREE))
    return [a_ready_nation(f"nation-{zone.code.lower()}", zone.id) for zone in seats]


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the network's site, and of one nation's home page."""
    folder = tmp_path_factory.mktemp("bucket")
    banner = a_banner()
    events = [replace(an_event(f"event-{number}"), slug=f"nation-75-0{number}") for number in range(1, 6)]
    lay(network_maker(banner, france(), country="FR").files(nations(), events, now=NOW), folder / NETWORK)
    lay([page_file("index.html", "<!doctype html><title>Nation</title><h1>Nation</h1>")], folder / "nation-75-06")
    with served(folder, NetworkRenderer(banner)) as address:
        yield address


@pytest.fixture(params=[PHONE, pytest.param(DESK, marks=pytest.mark.nightly)], ids=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> ViewportSize:
    """The windows that people have."""
    window: ViewportSize = request.param
    return window


@pytest.fixture
def window(chromium: Browser, root: str, size: ViewportSize) -> Iterator[Window]:
    """A window with scripts."""
    with context(chromium, size, scripts=True) as opened:
        yield Window(opened.new_page(), root)


@pytest.fixture
def plain_window(chromium: Browser, root: str, size: ViewportSize) -> Iterator[Window]:
    """A window without scripts."""
    with context(chromium, size, scripts=False) as opened:
        yield Window(opened.new_page(), root)


def context(chromium: Browser, size: ViewportSize, *, scripts: bool) -> BrowserContext:
    """Return a fresh visitor, who takes no motion for granted."""
    return chromium.new_context(viewport=size, java_script_enabled=scripts, reduced_motion="reduce")
