"""`banneret page list|show|edit|discard|renew|back`: a nation's pages while they are written."""

from functools import partial
from pathlib import Path

from cli.answer import Answer
from cli.documents import read_document, written
from cli.manuscript import Seen, open_page
from cli.options import EVERYWHERE, Everywhere
from cli.page_lines import describe_page, lines_of_page, rows_of_pages
from cli.saving import saved
from cli.surroundings import Here
from shared.kits.origin import kit_page_of
from shared.sites.documents import document_of, page_in, seen_in
from shared.sites.writing import bring_back, discard, edit, renew


def list_pages(slug: str, /, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List a nation's pages in the order of the menu, with those that have a draft.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    nation, previews = stage.nations.get(slug), stage.previews()
    drafts = stage.pages.drafts(nation.slug)
    pages = [
        describe_page(page, kit_page_of(page, nation, kits=stage.kits, previews=previews), drafts.get(page.name))
        for page in stage.pages.pages(nation.slug)
    ]
    lines = rows_of_pages(pages) if pages else (f"nation {slug} has no pages",)
    return Answer(document={"nation": slug, "pages": pages}, lines=lines)


def show(
    slug: str, page: str, /, *, out: Path | None = None, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Show a page as it is being written, or as it stands where it has no draft; `page edit` reads the document back.

    Parameters
    ----------
    slug
        The nation's name in its address.
    page
        The page's name, as `page list` tells it.
    out
        Save the document in this file, JSON or TOML by the end of its name.
    """
    manuscript = open_page(slug, page, stage=here.open_stage(everywhere.stage), here=here)
    document = document_of(manuscript.draft)
    if out:
        content = written(document, out, option="--out")
        with saved(out, option="--out") as file:
            file.write(content)
    return Answer(document=document, lines=(*lines_of_page(manuscript), *([f"saved in {out}"] if out else [])))


def edit_page(
    slug: str,
    page: str,
    file: Path,
    /,
    *,
    revision: Seen = None,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Write a page's draft, which the public does not read, from a document; a wrong one changes nothing.

    The document is that of `page show`: words and blocks. Blocks that it leaves out are taken away, blocks without an
    id are new; HQ's locked ones stay word for word. One read before somebody else wrote in the draft, or the draft was
    published or thrown away, is refused.

    Parameters
    ----------
    slug
        The nation's name in its address.
    page
        The page's name.
    file
        The document: JSON or TOML by the end of its name.
    revision
        The one that was read, instead of that in the document: to go on with the same file.
    """
    stage, document = here.open_stage(everywhere.stage), read_document(file)
    manuscript = open_page(slug, page, stage=stage, here=here)
    names = {each.name for each in stage.pages.pages(manuscript.nation.slug)}
    after = page_in(document, manuscript.draft.page, pages=names, place=file.name)
    facts = {"nation": slug, "page": page}
    if after == manuscript.draft.page:
        stands = {"revision": manuscript.draft.revision, "changed": False}
        return Answer(document={**facts, **stands}, lines=("nothing differs",))
    draft = edit(
        manuscript.writer,
        lambda standing: page_in(document, standing, pages=names, place=file.name),
        revision=seen_in(document) if revision is None else revision,
        begun=partial(manuscript.note, "began-draft", here.patience),
    )
    look = f"look: banneret page preview {slug} {page} --out {page}.html"
    lines = (f"draft of {page}: revision {draft.revision}", look)
    return Answer(document={**facts, "revision": draft.revision, "changed": True}, lines=lines)


def discard_draft(
    slug: str, page: str, /, *, revision: Seen = None, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Throw a page's draft away; the page stays as it is. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    page
        The page's name.
    revision
        Only if the draft still has this one, as `page show` told it.
    """
    manuscript = open_page(slug, page, stage=here.open_stage(everywhere.stage), here=here)
    if manuscript.is_open:
        tell = partial(manuscript.note, "discarded-draft", here.patience)
        discard(manuscript.writer, revision=manuscript.at(revision).draft.revision, tell=tell)
    told = f"the draft of {page} is gone" if manuscript.is_open else f"page {page} has no draft"
    return Answer(document={"nation": slug, "page": page, "discarded": manuscript.is_open}, lines=(told,))


def renew_draft(slug: str, page: str, /, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Take a draft over onto a page that HQ has changed since it began: what the nation wrote in it stays.

    The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    page
        The page's name.
    """
    manuscript = open_page(slug, page, stage=here.open_stage(everywhere.stage), here=here)
    before = manuscript.draft.revision
    tell = partial(manuscript.note, "renewed-draft", here.patience)
    after = renew(manuscript.writer, revision=before, tell=tell).revision if manuscript.is_open else before
    told = f"draft of {page}: revision {after}" if after != before else "the draft needs no renewal"
    document = {"nation": slug, "page": page, "revision": after, "renewed": after != before}
    return Answer(document=document, lines=(told,))


def bring_page_back(
    slug: str, page: str, edition: str, /, *, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Write what was published of a page before into its draft, as far as HQ lets the nation write it.

    Nobody reads it before it is published. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    page
        The page's name.
    edition
        Its moment, as `page compare --json` lists the editions.
    """
    manuscript = open_page(slug, page, stage=here.open_stage(everywhere.stage), here=here)
    before = manuscript.draft.revision
    tell = partial(manuscript.note, "brought-page-back", here.patience)
    after = bring_back(manuscript.writer, edition, revision=before, tell=tell).revision
    told = f"draft of {page}: revision {after}" if after != before else "nothing differs"
    document = {"nation": slug, "page": page, "revision": after, "changed": after != before}
    return Answer(document=document, lines=(told,))
