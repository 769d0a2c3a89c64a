"""The blocks of a page's document: each read, and judged as the console judges what is typed into its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shared.kernel.errors import Fault, InputError
from shared.sites.blocks import KINDS, Policy, write_block
from shared.sites.blocks.kinds import NAME
from shared.sites.blocks.reading import FAULTS, BlockFaults, block_in, name_of
from shared.sites.blocks.shape import AskedField, AskedList, Asks, shape_of
from shared.sites.blocks.typed import typed_from
from shared.sites.drafting import ADDABLE, MOST_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from shared.sites.blocks import Block
    from shared.sites.pages import Page

    Spelt = Mapping[str, Any]

OF_EVERY_BLOCK = ("kind", "id", "policy")


def read_blocks_in(
    spelt: object, standing: Page, *, pages: Collection[str], place: str
) -> tuple[tuple[Block, ...], list[Fault]]:
    """Return the blocks that a document lists, and every fault in them; with faults, the blocks are not all there.

    `standing` is the page whose blocks they replace, `pages` are those that they may lead to.
    """
    if not isinstance(spelt, Sequence) or isinstance(spelt, str) or not 0 < len(spelt) <= MOST_BLOCKS:
        remedy = f"Write 1 to {MOST_BLOCKS} blocks, as `page show` gives them"
        return (), [Fault(place=f"{place}, blocks", reason="they are no list, none or too many", remedy=remedy)]
    blocks: dict[str, Block] = {}
    faults: list[Fault] = []
    known = {block.id: block for block in standing.blocks}
    taken = {str(each.get("id", "")) for each in spelt if isinstance(each, Mapping)}
    for number, each in enumerate(spelt, start=1):
        try:
            block = _read(each, known, taken, pages, f"{place}, block {number}")
        except InputError as error:
            faults += error.faults
            continue
        if block.id in blocks:
            remedy = "Leave the id out: a new block gets one"
            faults.append(Fault(place=f"{place}, block {number}", reason="another one has its id", remedy=remedy))
        blocks[block.id] = block
        taken.add(block.id)
    return tuple(blocks.values()), faults


def _read(each: object, known: Mapping[str, Block], taken: set[str], pages: Collection[str], place: str) -> Block:
    """Return one block; raises InputError."""
    if not isinstance(each, Mapping) or each.get("kind") not in KINDS:
        raise _wrong(place, "it is no block of a known kind", f"Give its kind: {', '.join(KINDS)}")
    kind, before = str(each["kind"]), known.get(str(each.get("id", "")))
    place = f"{place} ({each.get('id') or kind})"[:120]
    if fault := _may_not_be(each, kind, before, place):
        raise fault
    if before and _is_as_it_stands(each, before):
        return before
    if unfit := list(_unfit(each, kind, place)):
        raise InputError(unfit)
    typed = typed_from(kind, each)
    try:
        return block_in(
            typed,
            block_id=str(each.get("id") or name_of(typed.texts.get("title") or kind, taken)),
            policy=before.policy if before else Policy.FREE,
            pages=pages,
            before=before,
        )
    except BlockFaults as faults:
        told = ((f"{place}, {_shown(field)}", *FAULTS[fault]) for field, fault in faults.by_field.items())
        raise InputError([Fault(place=where, reason=why, remedy=mend) for where, why, mend in told]) from None


def _may_not_be(each: Spelt, kind: str, before: Block | None, place: str) -> InputError | None:
    """Return why the nation may not have the block so, or None."""
    if not NAME.fullmatch(str(each.get("id", "new"))):
        return _wrong(place, "its id is none", "Use 1 to 40 of a-z, 0-9 and -, and no - first")
    if each.get("policy", policy := before.policy if before else Policy.FREE) != policy:
        return _wrong(f"{place}, policy", f"it is {policy}, which HQ alone decides", f"Write {policy}, or leave it out")
    if before is None:
        return None if kind in ADDABLE else _wrong(place, "it cannot be added", f"Add one of {', '.join(ADDABLE)}")
    if before.policy is Policy.LOCKED and not _is_as_it_stands(each, before):
        return _wrong(place, "HQ locked it", "Leave it word for word as `page show` gives it")
    if before.policy is Policy.DEFAULT and before.kind != kind:
        return _wrong(f"{place}, kind", "in the kit it is another", f"Write {before.kind}")
    return None


def _is_as_it_stands(each: Spelt, before: Block) -> bool:
    return {**each, "policy": before.policy} == write_block(before)


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


def _wrong(place: str, reason: str, remedy: str) -> InputError:
    return InputError([Fault(place=place, reason=reason, remedy=remedy)])
