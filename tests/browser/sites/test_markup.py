"""Every page is HTML by the book, as html-validate reads it; what it is told of us stands in htmlvalidate.mjs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.node import MODULES, run_node
from tests.browser.sites.bucket import pages, whole_bucket
from tests.browser.sites.looks import LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterable

PROGRAM = MODULES / "html-validate" / "bin" / "html-validate.mjs"
RULES = Path(__file__).with_name("htmlvalidate.mjs")


def faults(written: Iterable[tuple[str, str]], folder: Path) -> list[str]:
    """Return what is wrong with pages, given by name and HTML."""
    for name, html in written:
        path = folder / f"{name.removesuffix('.html')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    printed = run_node(str(PROGRAM), "--config", str(RULES), "--formatter", "json", str(folder))
    found: list[dict[str, Any]] = json.loads(printed)
    return [
        f"{Path(page['filePath']).relative_to(folder)}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
        for page in found
        for fault in page["messages"]
    ]


RARE = {"night": pytest.mark.nightly, "yellow": pytest.mark.nightly}
"""Banners that differ from the house's by colours."""


@pytest.mark.parametrize("look", [pytest.param(look, marks=RARE.get(look, ())) for look in LOOKS])
def test_every_page_of_a_network_is_valid_html(look: str, tmp_path: Path) -> None:
    assert faults(pages(whole_bucket(LOOKS[look])), tmp_path) == []


def test_a_page_that_is_not_would_be_noticed(tmp_path: Path) -> None:
    body = '<p id="a"></p><p id="a"></p>'
    html = f'<!DOCTYPE html>\n<html lang="fr"><head><title>Titre</title></head><body>{body}</body></html>'

    assert [fault.split(": ")[1] for fault in faults([("page", html)], tmp_path)] == ["no-dup-id"]
