"""Whether what came back is only words: no element, address, header or sum that somebody's text has made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.scenarios.hostile import ELSEWHERE, EVALUATED
from tests.unit.sites.reading import ReadPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Dialog, Page

FOREIGN = {"iframe", "object", "embed", "base", "frame", "applet"}
"""Elements that no page of ours has."""

LEADING = ("href", "src", "action", "formaction", "data")
"""Attributes that lead a browser somewhere."""

OWNED = "() => Boolean(window.__owned) || document.querySelector('[onerror],[onload]') !== null"
"""Whether a text has become code, or would have, without the policy that forbids inline code."""


def harm_in_page(html: str) -> Iterator[str]:
    """Yield what a text has made of a page."""
    page = ReadPage(html)
    for tag, attributes in page.elements:
        if tag in FOREIGN or (tag == "script" and not attributes.get("src", "").endswith(".js")):
            yield f"<{tag}>"
        if attributes.get("http-equiv", "").lower() == "refresh":
            yield "the page leads on by itself"
        yield from (f"{tag} {name}" for name in attributes if name.startswith("on"))
        yield from (f"{tag} leads to {way}" for way in _ways(attributes) if _leads_astray(way))
    if EVALUATED in html:
        yield "a sum was reckoned"


def harm_in_headers(headers: Mapping[str, str]) -> Iterator[str]:
    """Yield what a text has made of an answer's headers."""
    if "set-cookie" in headers:
        yield "a cookie is set"
    yield from (f"header {name}" for name, value in headers.items() if ELSEWHERE in value or EVALUATED in value)


def _ways(attributes: Mapping[str, str]) -> Iterator[str]:
    return (attributes[name].strip() for name in LEADING if name in attributes)


def _leads_astray(way: str) -> bool:
    return way.lower().startswith(("javascript:", "data:text", f"//{ELSEWHERE}")) or way == "x"


@dataclass
class Reader:
    """A browser without our policy of contents, so that it is the pages that must be harmless."""

    page: Page
    dialogs: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, chromium: Browser) -> Reader:
        """Return a reader at a window of its own that reaches nothing."""
        reader = cls(page=chromium.new_page())
        reader.page.route("**/*", lambda route: route.abort())
        reader.page.on("dialog", reader.note)
        return reader

    def note(self, dialog: Dialog) -> None:
        """Remember a dialog, and close it."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def is_owned_by(self, html: str) -> bool:
        """Open a page and tell whether anything in it ran."""
        self.page.set_content(html)
        return bool(self.page.evaluate(OWNED)) or bool(self.dialogs)
