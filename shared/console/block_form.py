"""The form in which a block is written: what `templates/console/block-form.html.j2` shows.

A view shows `form_of(typed_of(block), …)`. What comes back is `typed_in(request.form, kind)`; a button of a list
makes it `reworked(typed, request.form["do"])`, which is shown again; else `block_in(typed, …)` is the block, or raises
BlockFaults, whose `by_field` the form then shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.console.block_typing import PREFIX, blank, reworked, typed_in
from shared.sites.blocks.kinds import KINDS
from shared.sites.blocks.reading import FAULTS, BlockFaults, block_in, name_of
from shared.sites.blocks.shape import AskedField, AskedList, Asks, shape_of
from shared.sites.blocks.typed import Typed, typed_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.sites.blocks.typed import Texts

__all__ = [
    "BlockFaults",
    "BlockForm",
    "Choices",
    "Typed",
    "blank",
    "block_in",
    "form_of",
    "name_of",
    "reworked",
    "typed_in",
    "typed_of",
    "words",
]

HINTS = ("body", "target", "goal", "options", "counter", "image", "portrait", "alt", "event")
"""Fields with a hint in the catalogue (`hint_block_<name>`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What fields may name besides their own options, each as a value with its label."""

    pages: Sequence[tuple[str, str]] = ()
    events: Sequence[tuple[str, str]] = ()
    pictures: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """One field: `name` is how it is posted, `label` and `hint` are keys of the catalogue, `fault` one of FAULTS.

    `options` are values with labels; where `are_words`, the labels are keys of the catalogue.
    """

    name: str
    label: str
    asks: Asks
    value: str
    required: bool
    longest: int
    hint: str = ""
    fault: str = ""
    options: tuple[tuple[str, str], ...] = ()
    are_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownList:
    """A list with its entries, each a row of fields; `fault` is that of the list as a whole."""

    name: str
    label: str
    entries: tuple[tuple[ShownField, ...], ...]
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockForm:
    """A block's form."""

    kind: str
    fields: tuple[ShownField, ...]
    lists: tuple[ShownList, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)


def form_of(typed: Typed, *, choices: Choices, faults: Mapping[str, str] | None = None) -> BlockForm:
    """Return the form of what was typed, with what is wrong beside each field."""
    shape, faults = shape_of(typed.kind), faults or {}

    def shown(asked: Sequence[AskedField], texts: Texts, at: str) -> tuple[ShownField, ...]:
        return tuple(_shown(each, texts.get(each.name, ""), at, choices, faults) for each in asked)

    def listed(asked: AskedList) -> ShownList:
        rows = enumerate(typed.entries.get(asked.name, ()))
        entries = tuple(shown(asked.fields, entry, f"{asked.name}.{number}.") for number, entry in rows)
        fault = faults.get(asked.name, "")
        return ShownList(name=asked.name, label=f"field_block_{asked.name}", entries=entries, fault=fault)

    return BlockForm(
        kind=typed.kind,
        fields=shown(shape.fields, typed.texts, ""),
        lists=tuple(map(listed, shape.lists)),
        faults=faults,
    )


def _shown(asked: AskedField, value: str, at: str, choices: Choices, faults: Mapping[str, str]) -> ShownField:
    options = _options(asked, choices)
    return ShownField(
        name=f"{PREFIX}{at}{asked.name}",
        label=f"field_block_{asked.name}",
        asks=asked.asks,
        value=value,
        required=asked.required,
        longest=asked.longest,
        hint=f"hint_block_{asked.name}" if asked.name in HINTS else "",
        fault=faults.get(f"{at}{asked.name}", ""),
        options=options,
        are_words=asked.asks is Asks.CHOICE,
    )


def _options(asked: AskedField, choices: Choices) -> tuple[tuple[str, str], ...]:
    own = tuple((option, f"choice_block_{option}") for option in asked.options)
    named = {Asks.TARGET: choices.pages, Asks.EVENT: choices.events, Asks.PICTURE: choices.pictures}
    return own or tuple(named.get(asked.asks, ()))


def words() -> Iterator[str]:
    """Yield every key of the catalogue that forms of blocks name."""
    for kind in KINDS:
        yield from (f"kind_block_{kind}", f"about_block_{kind}")
        shape = shape_of(kind)
        for each in (*shape.fields, *(entry for row in shape.lists for entry in row.fields)):
            if each.asks is not Asks.NAME:
                yield f"field_block_{each.name}"
            yield from (f"choice_block_{option}" for option in each.options)
        for row in shape.lists:
            yield from (f"field_block_{row.name}", f"entry_block_{row.name}", f"more_block_{row.name}")
    yield from (f"hint_block_{name}" for name in HINTS)
    yield from (f"fault_block_{name}" for name in FAULTS)
    yield from (f"policy_block_{policy}" for policy in ("locked", "default", "free"))
