"""The kit while it is written: the network's edition, the draft of the next, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.kits.editing import Document, Kind, Where, document
from shared.kits.publishing import draft_of
from shared.sites.banner import Language
from shared.sites.pages import Heading, Page

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kits.draft import KitDraft
    from shared.kits.edition import KitEdition
    from shared.kits.kits import Kits


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page or an e-mail of the draft as the list shows it."""

    where: Where
    title: str
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KitSheet:
    """The network's edition, and the draft of the next: one that says the same while there is none."""

    edition: KitEdition
    draft: KitDraft

    @property
    def is_open(self) -> bool:
        """Whether there is a draft."""
        return self.draft.revision > 0

    @property
    def is_overtaken(self) -> bool:
        """Whether another edition was published since the draft began."""
        return self.is_open and self.draft.number != self.edition.number

    @property
    def is_redressed(self) -> bool:
        """Whether the banner differs."""
        return self.draft.content.banner != self.edition.content.banner

    def listed(self, kind: Kind) -> tuple[Listed, ...]:
        """Return the pages or the e-mails in every language, side by side."""
        some = self.draft.content.pages if kind is Kind.PAGE else self.draft.content.mails
        names = list(dict.fromkeys(each.name for documents in some.values() for each in documents))
        places = [Where(kind=kind, language=language, name=name) for name in names for language in Language]
        return tuple(
            Listed(where=where, title=title_of(document(self.draft.content, where)), is_changed=self.differs(where))
            for where in places
        )

    def differs(self, where: Where) -> bool:
        """Tell whether a page or an e-mail of the draft says something else than the network's edition."""
        return self.before(where) != as_page(document(self.draft.content, where))

    def before(self, where: Where) -> Page:
        """Return a page or an e-mail as the network's edition has it."""
        return as_page(document(self.edition.content, where))

    def changed(self) -> tuple[Where, ...]:
        """Return the pages and e-mails that differ."""
        return tuple(each.where for kind in Kind for each in self.listed(kind) if each.is_changed)


def sheet_of(kits: Kits, *, by: str, at: datetime) -> KitSheet:
    """Return the network's edition beside the draft of the next."""
    draft = draft_of(kits, by=by, at=at)
    return KitSheet(edition=kits.current(), draft=draft)


def title_of(found: Document) -> str:
    """Return what a page or an e-mail is called."""
    return found.heading.title if isinstance(found, Page) else found.envelope.subject


def as_page(found: Document) -> Page:
    """Return a page, or an e-mail as if it were one, as no edition in particular has it: to be compared."""
    if isinstance(found, Page):
        return replace(found, heading=replace(found.heading, kit_version="-", edited_at=""))
    envelope = found.envelope
    heading = Heading(
        page=envelope.template, position=0, title=envelope.subject, description=envelope.preview, kit_version="-"
    )
    return Page(heading=heading, blocks=found.blocks)
