"""`banneret page preview|compare|publish`: a draft looked at, and made what the public reads."""

from functools import partial
from pathlib import Path

from cli.answer import Answer
from cli.at_once import AtOnce
from cli.manuscript import Manuscript, Seen, open_page
from cli.moments import tell
from cli.options import EVERYWHERE, Everywhere
from cli.page_lines import describe_difference, lines_of_difference
from cli.saving import saved
from cli.surroundings import Here
from shared.elections.silence import Silence
from shared.kernel.errors import Fault, InputError
from shared.nations.nation import NationStatus
from shared.nations.publications import PublicationOrder
from shared.sites.differences import differences, is_reordered
from shared.sites.errors import FactsMissing
from shared.sites.pages import Page
from shared.sites.standalone import sheet_within
from shared.sites.writing import settle

PAGE, KIT = "page", "kit"
"""What a draft may be compared with besides an edition: the page as it was published, and what it came from."""


def preview(slug: str, page: str, /, *, out: Path, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Save a page as the public would read its draft: one HTML file that runs nothing.

    Its pictures are those of the nation's site.

    Parameters
    ----------
    slug
        The nation's name in its address.
    page
        The page's name.
    out
        The file.
    """
    stage = here.open_stage(everywhere.stage)
    manuscript = open_page(slug, page, stage=stage, here=here)
    folder = stage.address_of(slug) + manuscript.page.path.removesuffix("index.html")
    sheet = sheet_within(manuscript.previews.stylesheet(manuscript.nation))
    html = manuscript.html(stylesheet=sheet).replace("<head>", f'<head>\n<base href="{folder}">', 1)
    with saved(out, option="--out") as file:
        file.write(html.encode())
    document = {"nation": slug, "page": page, "revision": manuscript.draft.revision, "file": str(out)}
    what = f"the draft, revision {manuscript.draft.revision}" if manuscript.is_open else "the page as it stands"
    return Answer(document=document, lines=(f"{out} shows {what}",))


def compare(slug: str, page: str, /, *, with_: str = "", everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Compare a page's draft with the page, the kit or an edition, word by word.

    Without a draft, the page itself is compared, with the kit.

    Parameters
    ----------
    slug
        The nation's name in its address.
    page
        The page's name.
    with_
        `page`, `kit`, or the moment of an edition, as the comparison lists them.
    """
    stage = here.open_stage(everywhere.stage)
    manuscript = open_page(slug, page, stage=stage, here=here)
    editions = {each.at.isoformat(): each.page for each in stage.pages.editions(slug, page)}
    wanted = with_ or (PAGE if manuscript.is_open else KIT)
    before, after = _other(manuscript, wanted, editions), manuscript.draft.page
    found, reordered = differences(before, after), is_reordered(before, after)
    document = {
        "nation": slug,
        "page": page,
        "revision": manuscript.draft.revision,
        "with": wanted,
        "differences": [describe_difference(each) for each in found],
        "reordered": reordered,
        "editions": list(editions),
    }
    lines = [line for each in found for line in lines_of_difference(each)]
    lines += ["the blocks stand in another order"] if reordered else []
    return Answer(document=document, lines=tuple(lines) or ("nothing differs",))


def publish(
    slug: str, page: str, /, *, revision: Seen = None, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Make a page's draft the page, and publish the nation's site; without a draft, only that.

    During the electoral silence of the nation's zones the site follows when it ends. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    page
        The page's name.
    revision
        Only what was looked at: the revision that `page preview` or `page compare` told.
    """
    stage, clock = here.open_stage(everywhere.stage), here.patience
    manuscript = open_page(slug, page, stage=stage, here=here).at(revision)
    if missing := manuscript.previews.missing_facts(manuscript.nation):
        raise FactsMissing(slug, missing)
    # One that cannot be made would stop every later publication: it is made once before anybody asks for it.
    manuscript.html()
    tell = partial(manuscript.note, "published-page", clock)
    if manuscript.is_open:
        settle(manuscript.writer, revision=manuscript.draft.revision, kit=manuscript.kit, tell=tell)
    else:
        tell()
    press = stage.press(clock)
    order = PublicationOrder(slug=slug, by=here.account.caller(), at=clock.now())
    AtOnce(press=press, notices=stage.notices).ask([order])
    silence = press.gate.calendar.silence_at(manuscript.nation.seed.zones, clock.now())
    return _published(manuscript, stage.address_of(slug), silence)


def _published(manuscript: Manuscript, address: str, silence: Silence | None) -> Answer:
    nation, page = manuscript.nation, manuscript.page.name
    is_shut = nation.status is not NationStatus.READY
    document = {
        "nation": nation.slug,
        "page": page,
        "published": manuscript.is_open,
        "public": not (silence or is_shut),
        "held_until": silence.ends.isoformat() if silence else None,
        "address": address,
    }
    told = f"the draft of {page} is the page" if manuscript.is_open else f"page {page} has no draft"
    held = f"the site is held by electoral silence until {tell(silence.ends)}" if silence else ""
    shut = f"the site is not open: the nation is {nation.status}" if is_shut else ""
    return Answer(document=document, lines=(told, shut or held or f"public at {address}"))


def _other(manuscript: Manuscript, wanted: str, editions: dict[str, Page]) -> Page:
    found = {PAGE: manuscript.page, KIT: manuscript.kit, **editions}.get(wanted)
    if found is None:
        remedy = f"Name {', '.join([PAGE, KIT, *editions])}"
        raise InputError([Fault(place="--with", reason="there is nothing of that name", remedy=remedy)])
    return found
