"""A page or an e-mail of the kit's next edition: its title, its blocks, their order, and who may write them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.kit_desk import kit_sheet, where_of
from shared.console.response import Response, framing, redirect
from shared.console.revisions import revision_in
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.console.views.kit import note
from shared.kernel.errors import InputError, NotFound
from shared.kits.editing import ADDABLE, LONGEST, Kind, document, governed, moved, removed, retitled, stands
from shared.kits.publishing import edit
from shared.kits.rules import is_law
from shared.sites.banner import Language
from shared.sites.blocks import Policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.kits.editing import Document, Where
    from shared.kits.edition import KitContent

FIRST_WORDS = 90


def show(visit: Visit, desk: Desk) -> Response:
    """Show the page's or e-mail's blocks."""
    return editor(visit, desk)


def retitle(visit: Visit, desk: Desk) -> Response:
    """Write what the page or e-mail is called into the draft."""
    where, form = where_of(visit), visit.request.form
    longest = LONGEST[where.kind]
    words = {name: " ".join(form.get(name, "").split()) for name in longest}
    if any(len(text) > longest[name] for name, text in words.items()):
        return editor(visit, desk, fault="fault_heading")
    return changed(visit, desk, lambda content: retitled(content, where, **words), fault="fault_heading")


def arrange(visit: Visit, desk: Desk) -> Response:
    """Move a block, take it away, or put it into other hands."""
    where, (deed, _, name) = where_of(visit), visit.request.form.get("do", "").partition(":")
    match deed:
        case "up" | "down":
            deeds: Callable[[KitContent], KitContent] = partial(
                moved, where=where, name=name, by=-1 if deed == "up" else 1
            )
        case "remove":
            deeds = partial(removed, where=where, name=name)
        case "locked" | "default" | "free":
            deeds = partial(governed, where=where, name=name, policy=Policy(deed))
        case _:
            raise NotFound("there is no such deed")
    return changed(visit, desk, deeds, fault="fault_standing")


def changed(visit: Visit, desk: Desk, change: Callable[[KitContent], KitContent], *, fault: str) -> Response:
    """Change the draft and lead back to the page or e-mail; else show it with what stood in the way."""
    try:
        write(visit, desk, change)
    except InputError:
        return editor(visit, desk, fault=fault)
    return redirect(address_of(visit, where_of(visit)))


def write(visit: Visit, desk: Desk, change: Callable[[KitContent], KitContent]) -> None:
    """Change the draft that the form was shown with; the log tells when one is begun. Raises KitChanged, InputError."""
    edit(
        change,
        revision=revision_in(visit),
        kits=desk.kits,
        by=visit.signed_in.member.id,
        at=visit.now,
        begun=lambda: note(visit, desk, "began-kit"),
    )


def address_of(visit: Visit, where: Where) -> str:
    """Return the address of a page or an e-mail of the kit."""
    return visit.at(f"/hq/kit/{where.kind}/{where.language}/{where.name}")


def editor(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    """Return the page or e-mail on the desk, with what stood in the way."""
    where, sheet = where_of(visit), kit_sheet(visit, desk)
    found = document(sheet.draft.content, where)
    shown = framed(
        visit,
        desk,
        "kit-page",
        status=422 if fault else 200,
        fault=fault,
        where=where,
        sheet=sheet,
        document=found,
        lines=[_line(found, at, where) for at in range(len(found.blocks))],
        addable=ADDABLE[where.kind],
        languages=list(Language),
        policies=[policy.value for policy in Policy],
        is_page=where.kind is Kind.PAGE,
        is_confirmation=where.is_confirmation,
    )
    return framing(shown)


def _line(found: Document, at: int, where: Where) -> dict[str, object]:
    block = found.blocks[at]
    is_page = where.kind is Kind.PAGE
    first = (getattr(block, name, "") for name in ("title", "text", "body", "alt", "label"))
    line = " ".join(str(next((text for text in first if text), "")).split())
    return {
        "id": block.id,
        "kind": block.kind,
        "policy": block.policy.value,
        "words": line if len(line) <= FIRST_WORDS else f"{line[: FIRST_WORDS - 1]}…",
        "is_law": where.is_confirmation or (is_page and is_law(where.name, block.id)),
        "stands": stands(where, block) is not None,
        "is_first": at == 0,
        "is_last": at == len(found.blocks) - 1,
    }


ROUTES = (
    Route(method="GET", path="/hq/kit/{kind}/{language}/{name}", needs=Permission.EDIT_KIT, view=show),
    Route(method="POST", path="/hq/kit/{kind}/{language}/{name}/heading", needs=Permission.EDIT_KIT, view=retitle),
    Route(method="POST", path="/hq/kit/{kind}/{language}/{name}/arrange", needs=Permission.EDIT_KIT, view=arrange),
)
