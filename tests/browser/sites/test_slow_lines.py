"""A home page on slow 3G, as Chromium's own developer tools know it: legible and usable before patience ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import needs_chromium
from tests.browser.edge import at_the_edge, url_of
from tests.browser.sites.bucket import whole_bucket
from tests.browser.sites.looks import HOUSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SLOW_3G = {"offline": False, "latency": 2_000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""Milliseconds until an answer begins, bytes a second: *Slow 3G* of Chromium's developer tools."""

PATIENCE = 10_000
"""Milliseconds: the page and its stylesheet take two answers and half a second of bytes; the rest is this machine's."""

HEAVIEST = 100_000
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"

pytestmark = [needs_chromium, pytest.mark.xdist_group("slow-lines")]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A phone on slow 3G."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    yield page
    context.close()


@pytest.mark.parametrize("key", ["paris-6/index.html", "network/index.html"])
def test_a_home_page_asks_for_little_and_can_be_used_soon(page: Page, key: str) -> None:
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    with at_the_edge(whole_bucket(HOUSE)) as root:
        page.goto(url_of(key, root=root), wait_until="commit", timeout=PATIENCE)
        page.locator(".action").first.click(trial=True, timeout=PATIENCE)
        painted = page.wait_for_function(PAINTED, timeout=PATIENCE).json_value()
        page.wait_for_load_state("networkidle")

    assert SLOW_3G["latency"] < painted < PATIENCE
    assert sum(sizes) < HEAVIEST
