"""A nation's page on the desk of whoever writes it: the draft, the page as it stands, and what it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.console.block_form import Choices
from shared.events.items import events_of
from shared.kits.origin import kit_page_of
from shared.sites.blocks import Policy
from shared.sites.drafting import block_of
from shared.sites.writing import Writer, current

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.reach import Reach
    from shared.console.visit import Visit
    from shared.kernel.items import Item
    from shared.nations.nation import Nation
    from shared.sites.blocks import Block
    from shared.sites.drafts import Draft
    from shared.sites.pages import Page
    from shared.sites.placeholders import Wording

FIRST_WORDS = 90
"""Characters by which a list tells one block from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A page as it is being written; `kit` is what it came from, None where nobody kept that."""

    nation: Nation
    writer: Writer
    reach: Reach
    draft: Draft
    page: Page
    kit: Page | None

    @property
    def is_open(self) -> bool:
        """Whether there is a draft."""
        return self.draft.is_kept

    @property
    def is_overtaken(self) -> bool:
        """Whether the page has changed since its draft began."""
        return self.is_open and not self.draft.is_on(self.page)


def manuscript_of(visit: Visit, desk: Desk, *, may_write: bool = False) -> Manuscript:
    """Return the page that the path names; raises NationUnknown, PageUnknown."""
    nation, name = desk.nations.get(visit.params["slug"]), visit.params["page"]
    reach = desk.reach(nation.slug, may_write=may_write)
    page = reach.pages.page(nation.slug, name)
    writer = Writer(slug=nation.slug, page=name, by=visit.signed_in.member.id, at=visit.now, desk=reach.pages)
    return Manuscript(
        nation=nation,
        writer=writer,
        reach=reach,
        draft=current(writer),
        page=page,
        kit=kit_of(page, nation, desk),
    )


def kit_of(page: Page, nation: Nation, desk: Desk) -> Page | None:
    """Return the kit's page from which a nation's came."""
    return kit_page_of(page, nation, kits=desk.kits, previews=desk.previews)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block as the list of a page shows it; `is_own` with the nation's words, `is_changed` in place of the kit's."""

    id: str
    kind: str
    policy: str
    words: str
    is_own: bool
    is_changed: bool
    is_first: bool = False
    is_last: bool = False


def lines_of(page: Page, kit: Page | None, *, voice: Wording) -> tuple[Line, ...]:
    """Return the blocks of a page in their order, as the nation's voice says them."""
    last, kept = len(page.blocks) - 1, {block.id: block for block in kit.blocks} if kit else {}
    return tuple(
        Line(
            id=block.id,
            kind=block.kind,
            policy=block.policy.value,
            words=first_words(block, voice),
            is_own=kit is not None and block not in kit.blocks,
            is_changed=kit is not None and kept.get(block.id, block) != block,
            is_first=at == 0,
            is_last=at == last,
        )
        for at, block in enumerate(page.blocks)
    )


def first_words(block: Block, voice: Wording) -> str:
    """Return what a block begins with, on one line."""
    found = (getattr(block, name, "") for name in ("title", "text", "body", "alt", "label"))
    line = " ".join(voice.plain(str(next((text for text in found if text), ""))).split())
    return line if len(line) <= FIRST_WORDS else f"{line[: FIRST_WORDS - 1]}…"


def writable(page: Page, block_id: str) -> Block | None:
    """Return a block that the nation may write, None for one that HQ locked; raises BlockUnknown."""
    block = block_of(page, block_id)
    return None if block.policy is Policy.LOCKED else block


def choices_of(reach: Reach, nation: Nation) -> Choices:
    """Return what the fields of a block may name in this nation."""
    pages, belongings = reach.pages.pages(nation.slug), reach.nations.belongings(nation.slug)
    portrait = nation.seed.facts.get("portrait", "")
    return Choices(
        pages=tuple((page.name, page.heading.menu or page.heading.title) for page in pages if page.heading.position),
        events=tuple((event.event_id, event.title) for event in events_of(belongings)),
        pictures=tuple((name, name) for name in ("portrait", portrait) if name),
    )


def belongings_of(manuscript: Manuscript) -> tuple[Item, ...]:
    """Return all that the nation's site is made of."""
    return tuple(manuscript.reach.nations.belongings(manuscript.nation.slug))
