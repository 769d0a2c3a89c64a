"""From what was typed to a block, or to what is wrong with it, field by field."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shared.kernel.errors import Fault, InputError
from shared.kernel.numbers import whole_number
from shared.sites.blocks.kinds import NAME, read_block
from shared.sites.blocks.parts import QuestionKind
from shared.sites.blocks.shape import AskedField, Asks, shape_of
from shared.sites.blocks.typed import typed_of
from shared.sites.files import PICTURE
from shared.sites.legal_facts import is_https
from shared.sites.placeholders import REMEDY, unknown_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from shared.sites.blocks.block import Block, Policy
    from shared.sites.blocks.typed import Texts, Typed

MOST_GOAL = 10_000_000

FEWEST_OPTIONS = 2

SPACE = " \t\r\n"
"""What is cut off at the ends: not the no-break spaces that French puts before `?` and between digits."""

WORDS = frozenset({Asks.LINE, Asks.PROSE, Asks.MARKDOWN, Asks.LINES})
"""Fields that people read, and that may name facts of the campaign in braces."""

_SPACES = re.compile(rf"[{SPACE}]+")

COUNTER = re.compile(r"[a-z]{1,40}(#[a-z0-9-]{1,64})?")

FAULTS: Mapping[str, tuple[str, str]] = {
    "empty": ("it is empty", "Write it"),
    "long": ("it is too long", "Shorten it"),
    "number": ("it is no whole number", "Write digits alone"),
    "choice": ("it is none of the choices", "Take one of them"),
    "target": ("it leads nowhere", "Name a page of the site or an address that starts with https://"),
    "picture": ("it is no picture of the nation's", "Write portrait, or an asset such as assets/hall.….webp"),
    "counter": ("it is no counter", "Write one like supporters or signatures#petition"),
    "options": ("it has fewer than two answers to choose from", "Write one answer a line"),
    "alone": ("a button needs both its words and where it leads", "Fill in both, or neither"),
    "none": ("the list is empty", "Add an entry"),
    "placeholder": ("a word in braces is no fact of a campaign", REMEDY),
}
"""What may be wrong with a field: why, and what mends it. The console says it as `fault_block_<name>`."""


class BlockFaults(InputError):  # noqa: N818 - the name states the fact, as the style asks
    """A block cannot be made of what was typed; `by_field` has a name of FAULTS for each place (`cards.0.title`)."""

    def __init__(self, by_field: Mapping[str, str]) -> None:
        told = [Fault(place=place, reason=FAULTS[each][0], remedy=FAULTS[each][1]) for place, each in by_field.items()]
        super().__init__(told)
        self.by_field = dict(by_field)


def block_in(
    typed: Typed,
    *,
    block_id: str,
    policy: Policy,
    pages: Collection[str],
    before: Block | None = None,
) -> Block:
    """Return the block that was typed; `pages` are those that it may lead to. Raises BlockFaults.

    Single words in braces are facts of a campaign.
    Entries of a list in which nothing was typed are left out. What was typed as it stood `before` is that very block,
    white space and all: whoever saves without a change has changed nothing.
    """
    shape = shape_of(typed.kind)
    faults = _faults(shape.fields, typed.texts, pages, at="") | _faults_together(typed)
    faults = _placeholder_faults(typed) | faults
    for each in shape.lists:
        entries = _written(typed.entries.get(each.name, ()), each.fields)
        faults |= {} if entries else {each.name: "none"}
        for number, entry in entries:
            faults |= _faults(each.fields, entry, pages, at=f"{each.name}.{number}.")
    if faults:
        raise BlockFaults(faults)
    spelt = _spelt_out(typed)
    if before and before.kind == typed.kind and spelt == _spelt_out(typed_of(before)):
        return replace(before, id=block_id, policy=policy)
    return read_block({"kind": typed.kind, "id": block_id, "policy": policy.value, **spelt}, place=f"block {block_id}")


def name_of(text: str, taken: Collection[str]) -> str:
    """Return a name for something new, after its text: such as a block's id or a question's, and none that is taken."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:30].strip("-") or "entry"
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(name for name in numbers if name not in taken)


def one_line(text: str) -> str:
    """Return a text on one line, as it is kept of whatever was typed; no-break spaces stay where they are."""
    return _SPACES.sub(" ", text).strip(SPACE)


def _written(entries: tuple[Texts, ...], asked: tuple[AskedField, ...]) -> list[tuple[int, Texts]]:
    """Return the entries with something in them that somebody wrote, each with its number in the form."""
    typed = [each.name for each in asked if each.asks not in (Asks.NAME, Asks.CHOICE)]
    return [(n, entry) for n, entry in enumerate(entries) if any(entry.get(name, "").strip() for name in typed)]


def _named(entries: list[tuple[int, Texts]], asked: tuple[AskedField, ...]) -> list[tuple[int, Texts]]:
    """Return the entries, each new one with a name of its own where entries have names."""
    if not any(each.asks is Asks.NAME for each in asked):
        return entries
    first = next(each.name for each in asked if each.asks is Asks.LINE)
    names: list[str] = []
    for _, entry in entries:
        kept = entry.get("id", "")
        is_one = bool(NAME.fullmatch(kept)) and kept not in names
        names.append(
            kept if is_one else name_of(entry[first], {*names, *(other.get("id", "") for _, other in entries)})
        )
    return [(number, {**entry, "id": name}) for (number, entry), name in zip(entries, names, strict=True)]


def _spelt_out(typed: Typed) -> dict[str, Any]:
    """Return what was typed, without faults, as `read_block` takes it."""
    shape = shape_of(typed.kind)
    spelt = _values(shape.fields, typed.texts)
    for each in shape.lists:
        entries = _named(_written(typed.entries.get(each.name, ()), each.fields), each.fields)
        spelt[each.name] = [_values(each.fields, entry) for _, entry in entries]
    return spelt


def _faults(asked: tuple[AskedField, ...], texts: Texts, pages: Collection[str], *, at: str) -> dict[str, str]:
    found = {f"{at}{each.name}": _fault(each, texts.get(each.name, "").strip(), pages) for each in asked}
    if texts.get("kind") == QuestionKind.CHOICE and len(_lines(texts.get("options", ""))) < FEWEST_OPTIONS:
        found[f"{at}options"] = "options"
    return {place: fault for place, fault in found.items() if fault}


def _placeholder_faults(typed: Typed) -> dict[str, str]:
    """Return the fields with a word in braces that is no fact, by their places."""
    shape = shape_of(typed.kind)
    rows = [("", shape.fields, typed.texts)]
    for each in shape.lists:
        rows += [(f"{each.name}.{n}.", each.fields, entry) for n, entry in enumerate(typed.entries.get(each.name, ()))]
    return {
        f"{at}{each.name}": "placeholder"
        for at, asked, texts in rows
        for each in asked
        if each.asks in WORDS and unknown_in(texts.get(each.name, ""))
    }


def _fault(asked: AskedField, text: str, pages: Collection[str]) -> str:
    if not text:
        return "empty" if asked.required and asked.asks is not Asks.NAME else ""
    if len(text) > asked.longest:
        return "long"
    fits, fault = True, asked.asks.value
    match asked.asks:
        case Asks.NUMBER:
            fits = whole_number(text, most=MOST_GOAL) is not None
        case Asks.CHOICE:
            fits = text in asked.options
        case Asks.TARGET:
            fits = text in pages or is_https(text)
        case Asks.PICTURE:
            fits = bool(PICTURE.fullmatch(text)) or (asked.name == "image" and text == "portrait")
        case _ if asked.name == "counter":
            fits, fault = bool(COUNTER.fullmatch(text)), "counter"
    return "" if fits else fault


def _faults_together(typed: Typed) -> dict[str, str]:
    """Return what is wrong with fields that need one another: a button that may be left out."""
    optional = {each.name for each in shape_of(typed.kind).fields if not each.required}
    if not {"label", "target"} <= optional:
        return {}
    lone = [name for name in ("label", "target") if not typed.texts.get(name, "").strip()]
    return {lone[0]: "alone"} if len(lone) == 1 else {}


def _values(asked: tuple[AskedField, ...], texts: Texts) -> dict[str, Any]:
    filled = ((each, texts.get(each.name, "").replace("\r\n", "\n").strip(SPACE)) for each in asked)
    return {each.name: _value(each, text) for each, text in filled if text or each.required}


def _value(asked: AskedField, text: str) -> Any:
    match asked.asks:
        case Asks.NUMBER:
            return int(text)
        case Asks.LINES:
            return _lines(text)
        case Asks.LINE | Asks.TARGET:
            return one_line(text)
        case _:
            return text


def _lines(text: str) -> list[str]:
    return [line.strip(SPACE) for line in text.split("\n") if line.strip(SPACE)]
