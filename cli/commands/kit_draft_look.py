"""`banneret kit draft preview|compare|publish`: the kit's draft looked at, and made the network's edition."""

from functools import partial
from pathlib import Path

from cli.answer import Answer
from cli.commands.kit import Note
from cli.commands.kit_draft import Seen
from cli.kit_desk import BANNER, kit_sheet, log_kit, place_of, wrong_document
from cli.kit_draft_lines import (
    describe_banner,
    describe_changed,
    describe_draft,
    lines_of_banner,
    lines_of_changed,
    lines_of_draft,
)
from cli.kit_lines import describe_head, lines_of_head
from cli.options import EVERYWHERE, Everywhere
from cli.saving import saved
from cli.surroundings import Here
from shared.access.grant import OPERATOR
from shared.kernel.errors import Fault, InputError
from shared.kits import editing
from shared.kits.comparing import compared
from shared.kits.dressing import compared_banners
from shared.kits.editing import Kind
from shared.kits.publishing import publish_once


def preview(document: str, /, *, out: Path, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Save a page or an e-mail as people would read the draft: one HTML file that runs, loads and sends nothing.

    It is in the name of a campaign that is made up, under the draft's banner.

    Parameters
    ----------
    document
        pages/fr/home or mails/en/welcome, as `kit draft list` tells them.
    out
        The file.
    """
    where, stage = place_of(document), here.open_stage(everywhere.stage)
    if where is None:
        raise wrong_document("the banner is seen on pages and e-mails")
    draft, previews, now = kit_sheet(stage, here).draft, stage.kit_previews(), here.patience.now()
    told: dict[str, object] = {"document": document, "revision": draft.revision, "file": str(out)}
    if where.kind is Kind.MAIL:
        letter = previews.letter_alone(draft.content, where, now=now)
        html = letter.html
        told["subject"] = letter.subject
    else:
        html = previews.page_alone(draft.content, where, now=now)
    with saved(out, option="--out") as file:
        file.write(html.encode())
    what = f"the draft, revision {draft.revision}" if draft.revision else "the network's edition: there is no draft"
    return Answer(document=told, lines=(f"{out} shows {what}",))


def compare(document: str = "", /, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show word by word what the draft changes of the network's edition: `[-what is gone-]`, `{+what is new+}`.

    Parameters
    ----------
    document
        Only of this: pages/fr/home, mails/en/welcome or banner. Left out: of all.
    """
    where, sheet = place_of(document) if document else None, kit_sheet(here.open_stage(everywhere.stage), here)
    if where:
        editing.document(sheet.draft.content, where)
    found = [each for each in compared(sheet) if not document or each.where == where]
    banners = (sheet.edition.content.banner, sheet.draft.content.banner)
    redressed = compared_banners(*banners) if document in ("", BANNER) else ()
    told = {
        **describe_draft(sheet),
        "changed": [describe_changed(each) for each in found],
        "banner": describe_banner(redressed),
    }
    lines = [*(line for each in found for line in lines_of_changed(each)), *lines_of_banner(redressed)]
    return Answer(document=told, lines=(*lines_of_draft(sheet), *(lines or ["nothing differs"])))


def publish(*, note: Note, revision: Seen = None, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Make the draft the network's edition, unless anything in it may not be. Nations follow with `banneret kit push`.

    Given again with the same revision it tells the edition that was made.

    Parameters
    ----------
    note
        What is new, for whoever reads the list of editions.
    revision
        Only if the draft still has this one, as `kit draft compare` told it.
    """
    stage = here.open_stage(everywhere.stage)
    standing = stage.kits.store.draft()
    if not (revision or standing):
        remedy = "Begin one with: banneret kit draft edit"
        raise InputError([Fault(place="kit", reason="there is no draft", remedy=remedy)])
    head = publish_once(
        note,
        revision=revision or (standing.revision if standing else 0),
        kits=stage.kits,
        by=OPERATOR,
        at=here.patience.now(),
        tell=partial(log_kit, "published-kit", stage=stage, here=here),
    )
    return Answer(document=describe_head(head), lines=lines_of_head(head))
