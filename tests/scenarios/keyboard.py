"""A visitor who has nothing but a keyboard: goes from stop to stop, reads what each is called, and acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

    from shared.forms.reading import Value

MOST_STOPS = 60
"""Twice what our longest form has, and the way to it."""

LOOK = """() => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const words = (node) => (node?.textContent ?? "").replace(/[ \\n]+/g, " ").trim();
    return {
        name: at.name ?? "",
        kind: at.type || at.localName,
        value: at.value ?? "",
        label: words(at.labels?.length ? at.labels[0] : at),
        group: words(at.closest("fieldset")?.querySelector("legend")),
        is_seen: at.contains(seen) || seen?.closest("label")?.control === at,
        is_marked: at.matches(":focus-visible") && getComputedStyle(at).outlineStyle !== "none",
    };
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What has the focus: a control's name, kind and value, its label, and the words over its group.

    It `is_seen` when it stands in the window with nothing over it, `is_marked` when it shows that it has the focus.
    """

    name: str
    kind: str
    value: str
    label: str
    group: str
    is_seen: bool
    is_marked: bool

    @property
    def words(self) -> str:
        """What is read here: the group's words before the label."""
        return f"{self.group}: {self.label}" if self.group else self.label


class Keyboard:
    """The keys of a page's visitor."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, key: str) -> None:
        """Press a key, by Playwright's name of it."""
        self._page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self._page.keyboard.type(text)

    def stop(self) -> Stop:
        """Return where the focus is."""
        return Stop(**self._page.evaluate(LOOK))

    def reach(self, is_it: Callable[[Stop], bool], *, by: str = "Tab") -> Stop:
        """Press a key until the focus is where it should be."""
        for _stop in range(MOST_STOPS):
            self.press(by)
            if is_it(stop := self.stop()):
                return stop
        raise AssertionError(f"{MOST_STOPS} times {by} did not lead there")

    def skip_to_content(self) -> None:
        """Take the first link of a page, past its menu."""
        self.press("Tab")
        self.press("Enter")

    def fill_in(self, wishes: Mapping[str, Value]) -> tuple[Stop, ...]:
        """Go through the page's form as far as its button; return the stops on the way, which are its controls.

        `wishes` are what to type, tick or choose, by the controls' names.
        """
        stops = [self.reach(_is_control)]
        while stops[-1].kind != "submit":
            self._act(stops[-1], wishes.get(stops[-1].name))
            stops.append(self.reach(_is_control))
        return tuple(stops[:-1])

    def _act(self, stop: Stop, wish: Value | None) -> None:
        match wish:
            case str() if stop.kind == "radio":
                self._choose(wish)
            case str():
                self.type(wish)
            case tuple() if stop.value in wish:
                self.press("Space")
            case True:
                self.press("Space")

    def _choose(self, option: str) -> None:
        """Take the first option of a group, and with the arrow each next one, as far as the one that is meant."""
        self.press("Space")
        if self.stop().value != option:
            self.reach(lambda stop: stop.value == option, by="ArrowDown")


def _is_control(stop: Stop) -> bool:
    return bool(stop.name) or stop.kind == "submit"
