"""One block of the kit's next edition in its form; or a new one, which stands in every language from the start."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.block_form import (
    BlockFaults,
    Typed,
    blank,
    block_in,
    form_of,
    name_of,
    reworked,
    typed_in,
    typed_of,
)
from shared.console.kit_desk import kit_sheet, preview_facts, targets_of, where_of
from shared.console.response import Response, framing, page, redirect
from shared.console.route import Route
from shared.console.views.frame import framed, told_beside
from shared.console.views.kit_page import address_of, write
from shared.kernel.errors import InputError, NotFound
from shared.kits.editing import ADDABLE, added, block_of, document, new_policy, targets, written
from shared.kits.errors import KitChanged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.kits.editing import Where
    from shared.kits.sheet import KitSheet
    from shared.sites.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a form is about: a page or an e-mail of the draft, and its block, None for one that is to be added."""

    where: Where
    sheet: KitSheet
    block: Block | None


def show(visit: Visit, desk: Desk) -> Response:
    """Show a block's form."""
    bench = _bench(visit, desk)
    return _page(visit, desk, bench, typed_of(bench.block) if bench.block else blank(_kind(visit, bench)))


def save(visit: Visit, desk: Desk) -> Response:
    """Write what was typed into the draft; or show the form again, after one of the buttons of its lists, or faulty."""
    bench = _bench(visit, desk)
    typed = typed_in(visit.request.form, bench.block.kind if bench.block else _kind(visit, bench))
    if worked := reworked(typed, visit.request.form.get("do", "")):
        return _page(visit, desk, bench, worked)
    try:
        _write(visit, desk, bench, typed)
    except BlockFaults as faults:
        return _page(visit, desk, bench, typed, faults=faults.by_field)
    except InputError:
        return _page(visit, desk, bench, typed, fault="fault_standing")
    return redirect(address_of(visit, bench.where))


def try_out(visit: Visit, desk: Desk) -> Response:
    """Write what was typed so far into the draft, if it fits, and show the page or e-mail with it: a part of a page."""
    bench = _bench(visit, desk)
    typed = typed_in(visit.request.form, bench.block.kind if bench.block else "")
    try:
        _write(visit, desk, bench, typed)
    except BlockFaults as faults:
        is_unknown = "placeholder" in faults.by_field.values()
        return told_beside(visit, desk, "fault_block_placeholder" if is_unknown else "try_unfit")
    except KitChanged:
        return told_beside(visit, desk, "try_overtaken")
    except InputError:
        return told_beside(visit, desk, "fault_standing")
    return page(
        desk.pages.show("kit-preview", visit, at=visit.params["block"], is_part=True, **preview_facts(visit, desk))
    )


def _write(visit: Visit, desk: Desk, bench: Bench, typed: Typed) -> None:
    content = bench.sheet.draft.content
    pages = {value for value, _ in targets(content, bench.where)}
    if before := bench.block:
        block = block_in(typed, block_id=before.id, policy=before.policy, pages=pages, before=before)
        write(visit, desk, partial(written, where=bench.where, block=block))
        return
    taken = {block.id for block in document(content, bench.where).blocks}
    name = name_of(typed.texts.get("title") or typed.kind, taken)
    block = block_in(typed, block_id=name, policy=new_policy(bench.where), pages=pages)
    after = visit.request.form.get("after", "")
    write(visit, desk, partial(added, where=bench.where, block=block, after=after))


def _bench(visit: Visit, desk: Desk) -> Bench:
    where, sheet, name = where_of(visit), kit_sheet(visit, desk), visit.params.get("block")
    found = document(sheet.draft.content, where)
    return Bench(where=where, sheet=sheet, block=block_of(found, name) if name else None)


def _kind(visit: Visit, bench: Bench) -> str:
    kind = visit.request.form.get("kind") or visit.request.query.get("kind", "")
    if kind not in ADDABLE[bench.where.kind]:
        raise NotFound("there is no such kind of block to add")
    return kind


def _page(
    visit: Visit,
    desk: Desk,
    bench: Bench,
    typed: Typed,
    *,
    faults: Mapping[str, str] | None = None,
    fault: str = "",
) -> Response:
    form = form_of(typed, choices=targets_of(bench.sheet.draft.content, bench.where), faults=faults)
    shown = framed(
        visit,
        desk,
        "kit-block",
        status=422 if faults or fault else 200,
        fault=fault,
        form=form,
        **preview_facts(visit, desk),
        block=bench.block,
        after=visit.request.form.get("after") or visit.request.query.get("after", ""),
    )
    return framing(shown)


ROUTES = (
    Route(method="GET", path="/hq/kit/{kind}/{language}/{name}/new", needs=Permission.EDIT_KIT, view=show),
    Route(method="POST", path="/hq/kit/{kind}/{language}/{name}/new", needs=Permission.EDIT_KIT, view=save),
    Route(method="GET", path="/hq/kit/{kind}/{language}/{name}/blocks/{block}", needs=Permission.EDIT_KIT, view=show),
    Route(method="POST", path="/hq/kit/{kind}/{language}/{name}/blocks/{block}", needs=Permission.EDIT_KIT, view=save),
    Route(
        method="POST",
        path="/hq/kit/{kind}/{language}/{name}/blocks/{block}/try",
        needs=Permission.EDIT_KIT,
        view=try_out,
    ),
)
