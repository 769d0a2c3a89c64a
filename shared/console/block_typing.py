"""What stands in the form of a block while somebody writes it: texts as they were typed, right or wrong.

Fields are posted as `block.title`, those of a list's entries as `block.cards.0.title`; a button named `do` with the
value `add:cards`, `remove:cards:1`, `up:cards:1` or `down:cards:1` changes a list, without a script.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shared.sites.blocks.shape import AskedField, AskedList, Asks, shape_of
from shared.sites.blocks.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.sites.blocks.typed import Texts

PREFIX = "block."

ADDRESS = ".address"
"""Behind the name of the field that takes an address in place of one of the site's pages."""

MOST = 40
"""Entries of one list: more than any page bears."""

_DEED = re.compile(r"(add|remove|up|down):([a-z_]{1,40})(?::([0-9]{1,3}))?")


def blank(kind: str) -> Typed:
    """Return an empty form of a kind: one entry to begin each list with."""
    return Typed(kind=kind, entries={asked.name: ({},) for asked in shape_of(kind).lists})


def typed_in(form: Mapping[str, str], kind: str) -> Typed:
    """Return what was posted; what the kind does not ask is left out."""
    shape = shape_of(kind)
    return Typed(
        kind=kind,
        texts={each.name: _posted(form, f"{PREFIX}{each.name}", each) for each in shape.fields},
        entries={each.name: _entries(form, each) for each in shape.lists},
    )


def reworked(typed: Typed, deed: str) -> Typed | None:
    """Return the form after one of the buttons of its lists; None for any other button."""
    match = _DEED.fullmatch(deed)
    if match is None or match[2] not in typed.entries:
        return None
    entries = list(typed.entries[match[2]])
    _rework(entries, match[1], int(match[3] or 0))
    return replace(typed, entries={**typed.entries, match[2]: tuple(entries)})


def _rework(entries: list[Texts], deed: str, at: int) -> None:
    match deed:
        case "add" if len(entries) < MOST:
            entries.append({})
        case "remove" if at < len(entries):
            del entries[at]
        case "up" if 0 < at < len(entries):
            entries[at - 1], entries[at] = entries[at], entries[at - 1]
        case "down" if at + 1 < len(entries):
            entries[at], entries[at + 1] = entries[at + 1], entries[at]


def _entries(form: Mapping[str, str], asked: AskedList) -> tuple[Texts, ...]:
    numbers = re.compile(rf"{re.escape(PREFIX)}{asked.name}\.([0-9]{{1,3}})\.[a-z_]+")
    posted = sorted({int(match[1]) for name in form if (match := numbers.fullmatch(name))})[:MOST]
    return tuple(
        {each.name: _posted(form, f"{PREFIX}{asked.name}.{number}.{each.name}", each) for each in asked.fields}
        for number in posted
    )


def _posted(form: Mapping[str, str], name: str, asked: AskedField) -> str:
    """Return what was typed into a field; where a page is chosen, an address that was written goes before."""
    address = form.get(f"{name}{ADDRESS}", "").strip() if asked.asks is Asks.TARGET else ""
    return address or form.get(name, "")
