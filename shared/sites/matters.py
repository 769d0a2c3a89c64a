"""What actions on a nation's site were about, in the site's own words: petitions, surveys, events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.sites.blocks import FormBlock, Survey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from shared.events.event import Event
    from shared.sites.drafts import Edition, PageDesk
    from shared.sites.pages import Page
    from shared.sites.placeholders import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """Tells what the targets of actions are called, and what surveys asked.

    `editions` are the pages as the nation published them, by page, the latest first: whoever answered was asked in the
    words that stood there then. `voice` says these with the facts of the campaign.
    """

    pages: Sequence[Page]
    events: Sequence[Event]
    editions: Mapping[str, Sequence[Edition]]
    voice: Wording

    def title(self, target: str, *, at: datetime) -> str:
        """Return what an event is called, or the page of a petition or survey; one that nobody knows, by its target."""
        held = (event.title for event in self.events if event.event_id == target)
        asked = (self.voice.plain(page.heading.title) for page, block in self._asking(at) if block.id == target)
        return next(held, "") or next(asked, "") or target

    def questions(self, survey: str, *, at: datetime) -> dict[str, str]:
        """Return what a survey asked somebody who answered then: a question's id -> its words, in the page's order."""
        found: dict[str, str] = {}
        for _, block in self._asking(at):
            if block.id == survey and isinstance(block, Survey):
                found |= {each.id: self.voice.plain(each.text) for each in block.questions if each.id not in found}
        return found

    def _asking(self, at: datetime) -> Iterator[tuple[Page, FormBlock | Survey]]:
        """Yield what asks, and on which page: as it stood at that moment, then as it stands, then as it ever stood."""
        editions = [edition for kept in self.editions.values() for edition in kept]
        then = (next((edition.page for edition in kept if edition.at <= at), None) for kept in self.editions.values())
        pages = [*filter(None, then), *self.pages, *(edition.page for edition in editions)]
        yield from ((page, block) for page in pages for block in page.blocks if isinstance(block, FormBlock | Survey))


def read_matters(
    slug: str, asking: Collection[str], *, desk: PageDesk, events: Sequence[Event], voice: Wording
) -> Matters:
    """Return what a nation's site asked; `asking` are the names of pages on which somebody filled in a form.

    One query for its pages, and one more for each page of these that the nation has.
    """
    pages = desk.pages(slug)
    named = {page.name for page in pages}.intersection(asking)
    editions = {name: desk.editions(slug, name) for name in sorted(named)}
    return Matters(pages=pages, events=events, editions=editions, voice=voice)
