"""The kit on the desk of headquarters: the draft of its next edition, and what differs from the network's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.console.block_form import Choices
from shared.kernel.errors import NotFound
from shared.kits.editing import Kind, Where, document, targets
from shared.kits.sheet import sheet_of
from shared.sites.banner import Language

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.kits.edition import KitContent
    from shared.kits.sheet import KitSheet


def kit_sheet(visit: Visit, desk: Desk) -> KitSheet:
    """Return the kit as it is on the desk."""
    return sheet_of(desk.kits, by=visit.signed_in.member.id, at=visit.now)


def where_of(visit: Visit) -> Where:
    """Return the page or e-mail that a path names; raises NotFound."""
    kind, language = visit.params["kind"], visit.params["language"]
    if kind not in set(Kind) or language not in set(Language):
        raise NotFound("the kit has no such page or e-mail")
    return Where(kind=Kind(kind), language=Language(language), name=visit.params["name"])


def preview_facts(visit: Visit, desk: Desk) -> dict[str, object]:
    """Return what `console/kit-preview.html.j2` shows: the page or e-mail of the path, as the draft has it."""
    where, sheet = where_of(visit), kit_sheet(visit, desk)
    return {"where": where, "sheet": sheet, "document": document(sheet.draft.content, where)}


def targets_of(content: KitContent, where: Where) -> Choices:
    """Return what buttons of a page or an e-mail may lead to."""
    return Choices(pages=targets(content, where), pictures=(("portrait", "portrait"),))
