"""Nobody is shut out: on every page, under every banner, on a phone and on a desk.

A test's run looks at all pages under one banner on a phone, at a sample under the others and on a desk; `make nightly`
looks at all.

The rules are axe-core's: those of WCAG 2.2, A and AA, and its own of good practice, whatever their impact.
"""

from __future__ import annotations

from fnmatch import fnmatch
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from shared.sites.files import ASSET_CACHE, NETWORK, SiteFile
from tests.browser.chromium import needs_chromium
from tests.browser.edge import at_the_edge, url_of
from tests.browser.node import MODULES
from tests.browser.sites.bucket import pages, whole_bucket
from tests.browser.sites.looks import HOUSE, LOOKS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, Page, ViewportSize

AXE = SiteFile(
    path="axe.js",
    body=(MODULES / "axe-core" / "axe.min.js").read_bytes(),
    content_type="text/javascript",
    cache_control=ASSET_CACHE,
)
"""Lies in the bucket for the time being: pages load what is theirs, and a browser compiles it once."""

RUN = "axe.run({preload: false, resultTypes: ['violations']}).then(told => told.violations)"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}
WINDOWS = {"phone": PHONE, "desk": DESK}
PARTS: Mapping[str, str] = {
    "network": "network/*",
    "nation": "paris-6/*.html",
    "answers": "paris-6/api/*",
    "barely": "essonne-3/*",
    "silent": "paris-7/*",
    "closed": "paris-8/index.html",
}
SAMPLE = (
    *("network/index.html", "network/map/index.html", "network/api/find-choices"),
    *(f"paris-6/{name}/index.html" for name in ("gallery", "events", "volunteer", "survey")),
    *("paris-6/index.html", "paris-6/api/volunteer-review", "paris-6/api/volunteer-invalid", "paris-7/index.html"),
)
"""Pages that have, together, every kind of block, of field and of answer."""

ALIKE = (
    *("network/api/find-one", "network/api/find-nothing", "network/api/find-unknown"),
    *(f"paris-6/api/*-{outcome}" for outcome in ("accepted", "refused", "missing", "too_large", "wrong_type")),
    *(f"paris-6/api/{name}" for name in ("*-unavailable", "confirm-again", "confirm-bare", "confirm-late")),
    *(f"essonne-3/{name}*" for name in ("404", "join", "petition", "pledge", "privacy", "proxy", "survey", "thanks")),
    *(f"paris-7/{name}*" for name in ("404", "contact", "events/index", "events/*-marche", "events/*-reunion")),
    *(f"paris-7/{name}*" for name in ("gallery", "legal", "pledge", "privacy", "proxy", "thanks", "volunteer")),
)
"""Pages that show nothing but in other words, or one thing less, than one that is looked at."""

UNMARKED = """() => [...document.querySelectorAll("a[href], button, input, textarea, select")]
  .filter(element => element.checkVisibility({visibilityProperty: true}) && element.tabIndex >= 0)
  .filter(element => {
    element.focus({focusVisible: true});
    const {outlineStyle, outlineWidth} = getComputedStyle(element);
    return document.activeElement === element && (outlineStyle === "none" || parseFloat(outlineWidth) < 2);
  })
  .map(element => element.outerHTML.slice(0, 120))"""
"""Returns what the keyboard reaches without a ring around it."""

MOVING = """() => [...document.querySelectorAll("*")]
  .filter(element => {
    const style = getComputedStyle(element);
    return style.animationName !== "none" || style.transitionDuration !== "0s" || style.scrollBehavior !== "auto";
  })
  .map(element => element.outerHTML.slice(0, 120))"""

pytestmark = needs_chromium


def each_part() -> Iterator[Any]:
    """Yield each part in each window under each banner; those of a banner stay on a worker, which makes it once."""
    for look, part, window in product(LOOKS, PARTS, WINDOWS):
        group = pytest.mark.xdist_group(f"axe-{look}")
        rare = () if LOOKS[look] is HOUSE and window == "phone" else (pytest.mark.nightly,)
        yield pytest.param(look, part, window, id=f"{look}-{part}-{window}", marks=(group, *rare))


def each_look(rare: Container[str] = ()) -> Iterator[Any]:
    """Yield each banner; those that are rare are looked at by night."""
    for look in LOOKS:
        night = (pytest.mark.nightly,) if look in rare else ()
        yield pytest.param(look, id=look, marks=(pytest.mark.xdist_group(f"axe-{look}"), *night))


@pytest.fixture
def visit(chromium: Browser, look: str) -> Iterator[Callable[[str], Page]]:
    """Return what opens a page by its key, for a visitor who wants nothing to move."""
    bucket = {**whole_bucket(LOOKS[look]), f"{NETWORK}/{AXE.path}": AXE}
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    with at_the_edge(bucket) as root:

        def open_page(key: str) -> Page:
            page.set_viewport_size(PHONE)
            page.goto(url_of(key, root=root))
            return page

        yield open_page
    context.close()


def keys_of(look: str, part: str) -> list[str]:
    """Return the pages of a part that are looked at."""
    keys = [key for key, _ in pages(whole_bucket(LOOKS[look])) if fnmatch(key, PARTS[part])]
    return [key for key in keys if not any(fnmatch(key, pattern) for pattern in ALIKE)]


def violations(page: Page, windows: Sequence[ViewportSize] = (PHONE, DESK)) -> list[str]:
    """Return what axe-core finds on a page in the windows."""
    page.add_script_tag(url=f"/{NETWORK}/{AXE.path}")
    return [fault for window in windows for fault in _violations_in(window, page)]


def _violations_in(window: ViewportSize, page: Page) -> list[str]:
    page.set_viewport_size(window)
    found: list[dict[str, Any]] = page.evaluate(RUN)
    where = f"{window['width']} wide"
    return [f"{fault['id']}, {where}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize(("look", "part", "window"), each_part())
def test_axe_finds_nothing_on_any_page(visit: Callable[[str], Page], look: str, part: str, window: str) -> None:
    found = {key: violations(visit(key), [WINDOWS[window]]) for key in keys_of(look, part)}

    assert found
    assert {key: faults for key, faults in found.items() if faults} == {}


@pytest.mark.parametrize("look", each_look(rare={"english", "yellow"}))
def test_axe_finds_nothing_on_a_sample_in_either_window(visit: Callable[[str], Page], look: str) -> None:
    found = {key: violations(visit(key)) for key in SAMPLE}

    assert {key: faults for key, faults in found.items() if faults} == {}


def test_the_sample_is_of_pages_that_are_there() -> None:
    assert set(SAMPLE) <= {key for part in PARTS for key in keys_of("house", part)}


@pytest.mark.parametrize("look", [pytest.param("house", marks=pytest.mark.xdist_group("axe-house"))])
def test_axe_would_notice_words_that_nobody_can_read(visit: Callable[[str], Page], look: str) -> None:
    page = visit("paris-6/index.html")
    page.evaluate("document.querySelector('.prose').style.color = '#ccc'")

    assert [fault.split(",")[0] for fault in violations(page)] == ["color-contrast"] * 2


@pytest.mark.parametrize("look", each_look())
def test_whatever_the_keyboard_reaches_has_a_ring_around_it(visit: Callable[[str], Page], look: str) -> None:
    for key in ("paris-6/index.html", "paris-6/volunteer/index.html", "network/index.html", "paris-6/api/withdraw"):
        assert visit(key).evaluate(UNMARKED) == [], key


@pytest.mark.parametrize("look", each_look())
def test_nothing_moves_for_visitors_who_want_it_so(visit: Callable[[str], Page], look: str) -> None:
    for key in ("paris-6/index.html", "paris-6/join/index.html", "network/index.html"):
        assert visit(key).evaluate(MOVING) == [], key
