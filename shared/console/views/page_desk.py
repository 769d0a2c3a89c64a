"""The desk on which a page is written: its blocks, what the public reads of it, and the page as it will be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.manuscript import lines_of
from shared.console.publicity import publicity_of
from shared.console.response import framing
from shared.console.silence import silence_facts
from shared.console.views.frame import framed
from shared.sites.drafting import ADDABLE, LONGEST_WORDS
from shared.sites.drafts import DraftChanged, PageChanged
from shared.sites.errors import BlockLocked, ContentError

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.manuscript import Manuscript
    from shared.console.response import Response
    from shared.console.visit import Visit

CONFLICT, UNFIT = 409, 422


@dataclass(frozen=True, slots=True)
class InTheWay:
    """What stood in the way: its key in the catalogue, and the answer's status."""

    word: str
    status: int = UNFIT


IN_THE_WAY: dict[type[Exception], InTheWay] = {
    DraftChanged: InTheWay("fault_draft", CONFLICT),
    PageChanged: InTheWay("fault_overtaken", CONFLICT),
    BlockLocked: InTheWay("fault_locked", CONFLICT),
    ContentError: InTheWay("fault_content", CONFLICT),
}
"""What may stand in the way of whoever writes."""


def editor(visit: Visit, desk: Desk, manuscript: Manuscript, *, fault: InTheWay | None = None) -> Response:
    """Return the page on the desk, with what stood in the way."""
    heading, form = manuscript.draft.page.heading, visit.request.form
    shown = framed(
        visit,
        desk,
        "page",
        status=fault.status if fault else 200,
        fault=fault.word if fault else "",
        manuscript=manuscript,
        lines=lines_of(
            manuscript.draft.page, manuscript.kit, voice=desk.previews.voice(manuscript.nation, now=visit.now)
        ),
        addable=ADDABLE,
        typed={name: form.get(name, getattr(heading, name)) for name in LONGEST_WORDS},
        longest=LONGEST_WORDS,
        found=found_as(manuscript, visit, desk),
        **published_facts(visit, desk, manuscript),
    )
    return framing(shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """A page as search engines and shared links show it: its title, its address and what they say of it."""

    title: str
    address: str
    description: str


def found_as(manuscript: Manuscript, visit: Visit, desk: Desk) -> FoundPage:
    """Return how the draft will be found; the site's own head of a page says the same (`layouts/site.html.j2`)."""
    nation, page = manuscript.nation, manuscript.draft.page
    voice, heading = desk.previews.voice(nation, now=visit.now), page.heading
    return FoundPage(
        title=f"{voice.plain(heading.title)} · {nation.seed.candidate}",
        address=desk.site_address.format(slug=nation.slug) + page.path.removesuffix("index.html"),
        description=voice.plain(heading.description),
    )


def published_facts(visit: Visit, desk: Desk, manuscript: Manuscript) -> dict[str, object]:
    """Return what the part tells that says what the public reads."""
    member = visit.signed_in.member
    return {
        "publicity": publicity_of(manuscript, desk),
        "may_publish": may(member, Permission.PUBLISH, nation=visit.nation, now=visit.now),
        "site": desk.site_address.format(slug=manuscript.nation.slug),
        "missing": desk.previews.missing_facts(manuscript.nation),
        **silence_facts(visit, desk),
    }


def page_address(visit: Visit) -> str:
    """Return the address of the page's desk."""
    return visit.at(f"/nation/{visit.params['slug']}/pages/{visit.params['page']}")
