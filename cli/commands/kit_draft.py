"""`banneret kit draft list|show|edit|discard`: the kit's next edition while it is written."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.documents import read_document, written
from cli.kit_desk import kit_sheet, log_kit, place_of
from cli.kit_draft_lines import (
    describe_documents,
    describe_draft,
    lines_of_draft,
    rows_of_banner,
    rows_of_document,
    rows_of_documents,
)
from cli.options import EVERYWHERE, Everywhere
from cli.saving import saved
from cli.surroundings import Here
from shared.access.grant import OPERATOR
from shared.kits import editing
from shared.kits.documents import document_of, write_document
from shared.kits.draft import LAST_REVISION, KitDraft
from shared.kits.dressing import banner_document, write_dress
from shared.kits.editing import Where
from shared.kits.edition import KitContent
from shared.kits.publishing import discard, draft_of

Seen = Annotated[int | None, Parameter(name="--revision", validator=Number(gte=1, lte=LAST_REVISION))]
"""The revision of the draft that whoever gives the command has seen."""


def list_documents(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List the pages, the e-mails and the banner of the draft, and which of them it changes."""
    sheet = kit_sheet(here.open_stage(everywhere.stage), here)
    documents = describe_documents(sheet)
    lines = (*lines_of_draft(sheet), *rows_of_documents(documents))
    return Answer(document={**describe_draft(sheet), "documents": documents}, lines=lines)


def show(document: str, /, *, out: Path | None = None, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show a page, an e-mail or the banner as the draft has it; `kit draft edit` reads the document back.

    Without a draft it is as the network's edition has it. With --json the document is all that is printed.

    Parameters
    ----------
    document
        pages/fr/home, mails/en/welcome or banner, as `kit draft list` tells them.
    out
        Save the document in this file, JSON or TOML by the end of its name.
    """
    where, sheet = place_of(document), kit_sheet(here.open_stage(everywhere.stage), here)
    content = sheet.draft.content
    spelt = _spelt(content, where, revision=sheet.draft.revision)
    if out:
        text = written(spelt, out, option="--out")
        with saved(out, option="--out") as file:
            file.write(text)
    rows = rows_of_document(editing.document(content, where)) if where else rows_of_banner(spelt)
    return Answer(document=spelt, lines=(*lines_of_draft(sheet), *rows, *([f"saved in {out}"] if out else [])))


def edit_document(
    document: str,
    file: Path,
    /,
    *,
    revision: Seen = None,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Write a page, an e-mail or the banner into the draft from a document, or begin one; a wrong one changes nothing.

    The document is that of `kit draft show`. Words are written in one language; which blocks there are, in which order
    and in whose hands, in all: those that it leaves out are taken away, those without an id are new. One read before
    somebody else wrote anything in the draft is refused.

    Parameters
    ----------
    document
        pages/fr/home, mails/en/welcome or banner.
    file
        The document: JSON or TOML by the end of its name.
    revision
        The draft's, instead of that in the document: as the last edit told it, to go on with the same file.
    """
    where, spelt = place_of(document), read_document(file)
    if revision and isinstance(spelt, Mapping):
        spelt = {**spelt, "revision": revision}
    stage, now = here.open_stage(everywhere.stage), here.patience.now()
    before = draft_of(stage.kits, by=OPERATOR, at=now).revision
    begun = partial(log_kit, "began-kit", stage=stage, here=here)
    write = partial(write_document, where=where) if where else write_dress
    draft = write(spelt, kits=stage.kits, by=OPERATOR, at=now, begun=begun)
    return _edited(document, file, draft, is_changed=draft.revision != before)


def discard_draft(*, revision: Seen = None, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Throw the draft away; the network's edition stays as it is. The log of headquarters tells it.

    Parameters
    ----------
    revision
        Only if the draft still has this one, as `kit draft compare` told it.
    """
    stage = here.open_stage(everywhere.stage)
    draft = stage.kits.store.draft()
    if draft is None:
        return Answer(document={"discarded": False}, lines=("the kit has no draft",))
    tell = partial(log_kit, "discarded-kit", stage=stage, here=here)
    discard(revision=revision or draft.revision, kits=stage.kits, tell=tell)
    return Answer(document={"discarded": True}, lines=(f"the draft is gone: revision {draft.revision}",))


def _spelt(content: KitContent, where: Where | None, *, revision: int) -> dict[str, Any]:
    if where:
        return document_of(content, where, revision=revision)
    return banner_document(content.banner, revision=revision)


def _edited(document: str, file: Path, draft: KitDraft, *, is_changed: bool) -> Answer:
    told = {"document": document, "revision": draft.revision, "changed": is_changed}
    if not is_changed:
        return Answer(document=told, lines=("nothing differs",))
    again = f"go on: banneret kit draft edit {document} {file} --revision {draft.revision}"
    return Answer(document=told, lines=(f"draft of the kit: revision {draft.revision}", again))
