"""How the kit's draft reads on a terminal: its documents, and what it changes word by word; and what programs get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.kit_desk import BANNER
from cli.page_lines import describe_difference, lines_of_difference, marked
from cli.wording import table
from shared.kits.editing import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.kits.comparing import Compared
    from shared.kits.editing import Document
    from shared.kits.sheet import KitSheet
    from shared.sites.differences import FieldDifference

EDGE = "  "


def describe_draft(sheet: KitSheet) -> dict[str, Any]:
    """Return how far the draft is, for programs; at revision 0 there is none."""
    draft = sheet.draft
    return {
        "revision": draft.revision,
        "began_from": draft.number,
        "at": draft.at.isoformat() if sheet.is_open else None,
        "by": draft.by if sheet.is_open else "",
        "overtaken": sheet.is_overtaken,
    }


def lines_of_draft(sheet: KitSheet) -> tuple[str, ...]:
    """Return how far the draft is, for people."""
    draft = sheet.draft
    if not sheet.is_open:
        return (f"no draft: this is version {sheet.edition.number}, the network's",)
    since = f"draft, revision {draft.revision}, began from version {draft.number}, written {draft.at.isoformat()}"
    return (since, *([f"version {sheet.edition.number} was published since it began"] if sheet.is_overtaken else []))


def describe_documents(sheet: KitSheet) -> list[dict[str, Any]]:
    """Return the pages, the e-mails and the banner of the draft, for programs."""
    listed = [
        {"document": each.where.path, "title": each.title, "changed": each.is_changed}
        for kind in Kind
        for each in sheet.listed(kind)
    ]
    return [*listed, {"document": BANNER, "title": sheet.draft.content.banner.name, "changed": sheet.is_redressed}]


def rows_of_documents(documents: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the same for people, a line each."""
    rows = [[each["document"], "changed" if each["changed"] else "–", each["title"]] for each in documents]
    return table(["document", "draft", "title"], rows)


def rows_of_document(found: Document) -> tuple[str, ...]:
    """Return the blocks of a page or an e-mail for people, a line each."""
    return table(["block", "kind", "who writes it"], [[each.id, each.kind, each.policy.value] for each in found.blocks])


def rows_of_banner(spelt: dict[str, Any]) -> tuple[str, ...]:
    """Return a banner's document for people, a line a field; what it says by language is in the document alone."""
    told = {name: value for name, value in spelt.items() if name not in ("revision", "words")}
    rows = [[name, " ".join(value) if isinstance(value, list) else value] for name, value in told.items()]
    return table(["field", "value"], rows)


def describe_changed(found: Compared) -> dict[str, Any]:
    """Return what the draft changes of a page or an e-mail, for programs."""
    return {
        "document": found.where.path,
        "title": found.title,
        "differences": [describe_difference(each) for each in found.differences],
        "policies": [{"block": block, "policy": policy} for block, _, policy in found.policies],
        "reordered": found.is_reordered,
    }


def lines_of_changed(found: Compared) -> Iterator[str]:
    """Yield the same for people."""
    yield f"{found.where.path}: {found.title}"
    for each in found.differences:
        yield from (f"{EDGE}{line}" for line in lines_of_difference(each))
    for block, kind, policy in found.policies:
        yield f"{EDGE}{block} ({kind}): now {policy}"
    if found.is_reordered:
        yield f"{EDGE}the blocks stand in another order"


def describe_banner(found: tuple[FieldDifference, ...]) -> list[dict[str, str]]:
    """Return what differs of the banner, for programs."""
    return [{"field": each.place, "before": each.before, "after": each.after} for each in found]


def lines_of_banner(found: tuple[FieldDifference, ...]) -> Iterator[str]:
    """Yield the same for people."""
    if found:
        yield BANNER
    for each in found:
        yield f"{EDGE}{each.place}: {''.join(map(marked, each.pieces))}"
