"""A nation's page on the desk of whoever writes it by the command: its draft, the page as it stands, and the kit's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from shared.kits.origin import kit_page_of
from shared.sites.drafts import DraftChanged
from shared.sites.writing import Writer, current

if TYPE_CHECKING:
    from cli.stage import Stage
    from cli.surroundings import Surroundings
    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation
    from shared.sites.drafts import Draft
    from shared.sites.pages import Page
    from shared.sites.previewing import Previews

Seen = Annotated[int | None, Parameter(name="--revision", validator=Number(gte=0))]
"""The revision that was looked at; without it, whatever stands there is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A page as it is being written; `kit` is what it came from, None where nobody kept that."""

    nation: Nation
    writer: Writer
    draft: Draft
    page: Page
    kit: Page | None
    previews: Previews
    stage: Stage

    @property
    def is_open(self) -> bool:
        """Whether there is a draft."""
        return self.draft.is_kept

    def at(self, revision: int | None) -> Manuscript:
        """Return the manuscript, if it is at the revision that was looked at; raises DraftChanged."""
        if revision not in (None, self.draft.revision):
            raise DraftChanged(self.nation.slug, self.page.name)
        return self

    def html(self, *, stylesheet: str = "") -> str:
        """Return the draft as the public would read it; raises ContentError for one that cannot be shown."""
        belongings, now = self.stage.nations.belongings(self.nation.slug), self.writer.at
        return self.previews.show(self.nation, belongings, self.draft.page, now=now, stylesheet=stylesheet)

    def note(self, what: str, clock: Clock) -> None:
        """Write into the nation's log what is done to the page."""
        self.stage.journal(clock).record(self.nation.slug, what, {"page": self.page.name})


def open_page(slug: str, name: str, *, stage: Stage, here: Surroundings) -> Manuscript:
    """Return a page of a nation as whoever gives the command finds it; raises NationUnknown, PageUnknown.

    They write under the name by which IAM knows them: two operators do not lose each other's words.
    """
    nation, previews = stage.nations.get(slug), stage.previews()
    page = stage.pages.page(nation.slug, name)
    writer = Writer(slug=nation.slug, page=name, by=here.account.caller(), at=here.patience.now(), desk=stage.pages)
    return Manuscript(
        nation=nation,
        writer=writer,
        draft=current(writer),
        page=page,
        kit=kit_page_of(page, nation, kits=stage.kits, previews=previews),
        previews=previews,
        stage=stage,
    )
