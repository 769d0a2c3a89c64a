"""A visitor in a browser: opens a page, fills its form in by the keyboard alone, sends it, and is answered."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.scenarios.keyboard import Keyboard, Stop
from tests.scenarios.visits import WINDOWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page, Response

    from shared.forms.reading import Value
    from tests.scenarios.visits import Visit

NOTHING: Mapping[str, Value] = MappingProxyType({})

PATIENCE = 30_000
"""Milliseconds that an answer may take: cold starts, on a machine that has other things to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a visitor met: the form's controls, the pages that came, each with its status, and the answer.

    `sections` are the ids of the parts of the last page that can be seen, `focus` where the keyboard is after the
    answer; without scripts, where it goes first. `review` is the page on which one reads over what one wrote.
    """

    visit: Visit
    controls: tuple[Stop, ...]
    documents: tuple[tuple[int, str], ...]
    address: str
    language: str
    title: str
    sections: tuple[str, ...]
    focus: Stop
    review: str
    errors: tuple[str, ...]


class Visitor:
    """Somebody at a window."""

    def __init__(self, visit: Visit, page: Page) -> None:
        self.visit = visit
        self.page = page
        self.keyboard = Keyboard(page)
        self._controls: tuple[Stop, ...] = ()
        self._documents: list[tuple[int, str]] = []
        self._errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("response", self._note)
        page.on("console", lambda message: self._errors.append(message.text))
        page.on("pageerror", lambda error: self._errors.append(str(error)))

    def open(self, address: str) -> None:
        """Open a page and go past its menu."""
        self.page.goto(address)
        self.keyboard.skip_to_content()

    def fill_in(self, instead: Mapping[str, Value] = NOTHING) -> None:
        """Say everything in the form of the page, or something else instead, and send it."""
        self._controls = self.keyboard.fill_in({**self.visit.wishes, **instead})
        self.send()

    def retype(self, text: str) -> None:
        """Write something else into the field that has the focus, and send the form from there."""
        self.keyboard.press("ControlOrMeta+a")
        self.keyboard.type(text)
        self.send()

    def typed(self) -> dict[str, str]:
        """Return what stands in the page's form, by field; of several values the last."""
        held: dict[str, str] = self.page.evaluate("Object.fromEntries(new FormData(document.querySelector('form')))")
        return held

    def send(self) -> None:
        """Press Enter, on the button or in a field; without scripts, wait for the page that comes."""
        if self.visit.scripts:
            self.keyboard.press("Enter")
            return
        with self.page.expect_navigation():
            self.keyboard.press("Enter")

    def be_answered(self) -> Answered:
        """Return what the visitor is told in the end."""
        return self._answered_in_place() if self.visit.scripts else self._answered_on_a_page()

    def _answered_in_place(self) -> Answered:
        done = self.page.locator(".done")
        done.wait_for()
        return self._answered(title=done.get_by_role("heading").inner_text(), focus=self.keyboard.stop())

    def _answered_on_a_page(self) -> Answered:
        review = self.page.get_by_role("main").inner_text()
        self.keyboard.reach(lambda stop: stop.kind == "submit")
        self.send()
        title = self.page.get_by_role("heading", level=1).inner_text()
        return self._answered(title=title, focus=self.keyboard.reach(lambda _stop: True), review=review)

    def _answered(self, *, title: str, focus: Stop, review: str = "") -> Answered:
        return Answered(
            visit=self.visit,
            controls=self._controls,
            documents=tuple(self._documents),
            address=self.page.url,
            language=self.page.locator("html").get_attribute("lang") or "",
            title=title,
            sections=tuple(section.get_attribute("id") or "" for section in self.page.locator("section:visible").all()),
            focus=focus,
            review=review,
            errors=tuple(self._errors),
        )

    def _note(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._documents.append((response.status, urlsplit(response.url).path))


@contextmanager
def at_window(chromium: Browser, visit: Visit) -> Iterator[Visitor]:
    """Let somebody visit; a phone is touched, and asks for no motion, so that what is reached is there at once."""
    is_phone = visit.window == "phone"
    with chromium.new_context(
        viewport=WINDOWS[visit.window],
        java_script_enabled=visit.scripts,
        has_touch=is_phone,
        is_mobile=is_phone,
        reduced_motion="reduce",
    ) as context:
        yield Visitor(visit, context.new_page())
