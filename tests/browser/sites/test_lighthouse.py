"""Lighthouse's marks, as a phone on a slow network gives them: 95 at least in each of its categories.

Nothing in a mark hangs on what else the machine does, so that a bad one is the page's own fault:

* Times are simulated (Lantern, its default): it notes what waited for what while the page loads as fast as it can, and
  reckons how long that takes a phone with a slow 4G line and a processor four times slower.
* Before it reckons, the trace is told in processor time (`processor_time.py`): a task that had to wait for its turn,
  since another worker was busy, counts for what it did and not for how long it waited.
* The server sends what CloudFront would: headers, cache times, packed bodies.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import QUIET, WINDOWED, needs_chromium
from tests.browser.edge import at_the_edge, url_of
from tests.browser.node import MODULES, run_node
from tests.browser.sites.bucket import whole_bucket
from tests.browser.sites.looks import HOUSE
from tests.browser.sites.processor_time import in_processor_time

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = MODULES / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
HEAVIEST = 100_000
"""Bytes of a page with all that it loads, headers and a portrait included, as they are sent."""

HOME, JOIN = "paris-6/index.html", "paris-6/join/index.html"
EVENT = "paris-6/events/2027-06-01-apero-1f3a/index.html"

pytestmark = [needs_chromium, pytest.mark.xdist_group("lighthouse")]


@pytest.fixture(scope="module")
def root() -> Iterator[str]:
    """Where the bucket is answered for."""
    with at_the_edge(whole_bucket(HOUSE)) as address:
        yield address


def reported(url: str, folder: Path) -> dict[str, Any]:
    """Return Lighthouse's report on a page, made by way of a folder for what it gathers."""
    lighthouse(url, f"--gather-mode={folder}", f"--chrome-flags={' '.join([*QUIET, '--headless=new'])}")
    gathered = folder / "trace.json"
    trace = json.loads(gathered.read_text(encoding="utf-8"))
    gathered.write_text(json.dumps({**trace, "traceEvents": in_processor_time(trace["traceEvents"])}), encoding="utf-8")
    report: dict[str, Any] = json.loads(lighthouse(url, f"--audit-mode={folder}", "--output=json"))
    return report


def lighthouse(url: str, *options: str) -> str:
    """Return what Lighthouse prints, which has to run twice: to look, and to judge."""
    categories = f"--only-categories={','.join(CATEGORIES)}"
    environment = {**os.environ, "CHROME_PATH": str(WINDOWED)}
    return run_node(str(PROGRAM), url, "--quiet", categories, *options, environment=environment)


def marks(report: dict[str, Any]) -> dict[str, int]:
    """Return the mark of each category, of 100."""
    return {name: round(100 * category["score"]) for name, category in report["categories"].items()}


def lost(report: dict[str, Any]) -> list[str]:
    """Return which audits cost a mark, to be read when one is too low."""
    weighed = [
        audit for category in report["categories"].values() for audit in category["auditRefs"] if audit["weight"]
    ]
    scores = {audit["id"]: report["audits"][audit["id"]]["score"] for audit in weighed}
    return [f"{name}: {score}" for name, score in scores.items() if score is not None and score < 1]


@pytest.mark.nightly
@pytest.mark.parametrize("key", [HOME, JOIN, EVENT])
def test_lighthouse_gives_a_page_full_marks_or_nearly(root: str, key: str, tmp_path: Path) -> None:
    report = reported(url_of(key, root=root), tmp_path)

    assert set(marks(report)) == set(CATEGORIES)
    assert min(marks(report).values()) >= LEAST, (marks(report), lost(report))
    assert report["audits"]["total-byte-weight"]["numericValue"] < HEAVIEST
