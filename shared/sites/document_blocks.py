"""The blocks of a document: each read, and judged as the console judges what is typed into its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from shared.kernel.errors import Fault, InputError
from shared.sites.blocks import KINDS, write_block
from shared.sites.blocks.kinds import NAME
from shared.sites.blocks.reading import FAULTS, BlockFaults, block_in, name_of
from shared.sites.blocks.shape import AskedField, AskedList, Asks, shape_of
from shared.sites.blocks.typed import typed_from
from shared.sites.drafting import MOST_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from shared.sites.blocks import Block, Policy

    Blocks = tuple[Block, ...]
    Spelt = Mapping[str, Any]

OF_EVERY_BLOCK = ("kind", "id", "policy")


class Hand(Protocol):
    """Whose document it is: what they may do to its blocks. `before` is the block that stands, None for a new one."""

    def policy_of(self, each: Spelt, before: Block | None) -> Policy:
        """Return who may write a block after it, of one that has no fault."""

    def fault_of(self, each: Spelt, before: Block | None, place: str) -> Fault | None:
        """Return why a block may not be so, or None."""

    def faults_of_all(self, after: Blocks, standing: Blocks, place: str) -> list[Fault]:
        """Return what stands in the way of the blocks as a whole."""


def read_blocks_in(
    spelt: object, standing: Blocks, *, hand: Hand, pages: Collection[str], place: str
) -> tuple[Blocks, list[Fault]]:
    """Return the blocks that a document lists, and every fault in them; with faults, the blocks are not all there.

    `standing` are the blocks that they replace, `pages` are those that they may lead to.
    """
    if not isinstance(spelt, Sequence) or isinstance(spelt, str) or not 0 < len(spelt) <= MOST_BLOCKS:
        remedy = f"Write 1 to {MOST_BLOCKS} blocks, in the form in which they were read"
        return (), [Fault(place=f"{place}, blocks", reason="they are no list, none or too many", remedy=remedy)]
    blocks: dict[str, Block] = {}
    faults: list[Fault] = []
    known = {block.id: block for block in standing}
    taken = {str(each.get("id", "")) for each in spelt if isinstance(each, Mapping)}
    for number, each in enumerate(spelt, start=1):
        try:
            block = _read(each, known, taken, hand=hand, pages=pages, place=f"{place}, block {number}")
        except InputError as error:
            faults += error.faults
            continue
        if block.id in blocks:
            remedy = "Leave the id out: a new block gets one"
            faults.append(Fault(place=f"{place}, block {number}", reason="another one has its id", remedy=remedy))
        blocks[block.id] = block
        taken.add(block.id)
    return tuple(blocks.values()), faults or hand.faults_of_all(tuple(blocks.values()), standing, place)


def _read(
    each: object, known: Mapping[str, Block], taken: set[str], *, hand: Hand, pages: Collection[str], place: str
) -> Block:
    """Return one block; raises InputError."""
    if not isinstance(each, Mapping) or str(each.get("kind")) not in KINDS:
        remedy = f"Give its kind: {', '.join(KINDS)}"
        raise InputError([Fault(place=place, reason="it is no block of a known kind", remedy=remedy)])
    kind, before = str(each["kind"]), known.get(str(each.get("id", "")))
    place = f"{place} ({each.get('id') or kind})"[:120]
    if fault := _no_name(each, place) or hand.fault_of(each, before, place):
        raise InputError([fault])
    policy = hand.policy_of(each, before)
    if before and is_as_it_stands(each, before):
        return replace(before, policy=policy)
    if unfit := list(_unfit(each, kind, place)):
        raise InputError(unfit)
    typed = typed_from(kind, each)
    try:
        return block_in(
            typed,
            block_id=str(each.get("id") or name_of(typed.texts.get("title") or kind, taken)),
            policy=policy,
            pages=pages,
            before=before,
        )
    except BlockFaults as faults:
        told = ((f"{place}, {_shown(field)}", *FAULTS[fault]) for field, fault in faults.by_field.items())
        raise InputError([Fault(place=where, reason=why, remedy=mend) for where, why, mend in told]) from None


def _no_name(each: Spelt, place: str) -> Fault | None:
    if NAME.fullmatch(str(each.get("id", "new"))):
        return None
    return Fault(place=place, reason="its id is none", remedy="Use 1 to 40 of a-z, 0-9 and -, and no - first")


def is_as_it_stands(each: Spelt, before: Block) -> bool:
    """Tell whether a document has a block word for word, in whosever hands."""
    return {**each, "policy": before.policy} == write_block(before)


def not_addable(place: str, kinds: Collection[str]) -> Fault:
    """Return the fault of a new block whose kind is none of those that may be added."""
    return Fault(place=place, reason="it cannot be added", remedy=f"Add one of {', '.join(kinds)}")


def _unfit(each: Spelt, kind: str, place: str) -> Iterator[Fault]:
    """Yield what is no value of its field, whatever it says."""
    shape = shape_of(kind)
    asked: dict[str, AskedField | AskedList] = {field.name: field for field in shape.fields}
    asked |= {entries.name: entries for entries in shape.lists}
    for name in each.keys() - asked.keys() - set(OF_EVERY_BLOCK):
        yield _no_field(f"{place}, {name}", asked)
    for name, value in each.items():
        if name in asked:
            yield from _unfit_value(asked[name], value, f"{place}, {name}")


def _unfit_value(asked: AskedField | AskedList, value: object, place: str) -> Iterator[Fault]:
    if isinstance(asked, AskedField):
        if not _fits(asked, value):
            yield Fault(place=place, reason=f"expected {_EXPECTED.get(asked.asks, 'a text')}", remedy="Write one")
        return
    if not isinstance(value, Sequence) or isinstance(value, str):
        yield Fault(place=place, reason="expected a list", remedy="Write one entry after the other")
        return
    fields = {field.name: field for field in asked.fields}
    for number, entry in enumerate(value, start=1):
        if not isinstance(entry, Mapping):
            yield _no_field(f"{place} {number}", fields)
            continue
        for name, part in entry.items():
            if name in fields:
                yield from _unfit_value(fields[name], part, f"{place} {number}, {name}")
            else:
                yield _no_field(f"{place} {number}, {name}", fields)


_EXPECTED = {Asks.NUMBER: "a whole number", Asks.LINES: "a list of texts"}


def _fits(asked: AskedField, value: object) -> bool:
    match asked.asks:
        case Asks.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        case Asks.LINES:
            return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(x, str) for x in value)
        case _:
            return isinstance(value, str)


def _no_field(place: str, known: Collection[str]) -> Fault:
    return Fault(place=place[:120], reason="there is no such field", remedy=f"Use {', '.join(known)}")


def _shown(field: str) -> str:
    """Return a field's place for people: `cards.0.title` is `cards 1, title`."""
    name, *rest = field.split(".")
    return f"{name} {int(rest[0]) + 1}, {rest[1]}" if rest else name
