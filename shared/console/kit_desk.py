"""The kit on the desk of headquarters: the draft of its next edition, and what differs from the network's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.console.block_form import Choices
from shared.kernel.errors import NotFound
from shared.kits.editing import Document, Kind, Where, document
from shared.kits.publishing import draft_of
from shared.mail.template import CONFIRM
from shared.sites.banner import Language
from shared.sites.pages import Heading, Page

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.kits.draft import KitDraft
    from shared.kits.edition import KitContent, KitEdition


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


def kit_sheet(visit: Visit, desk: Desk) -> KitSheet:
    """Return the kit as it is on the desk."""
    draft = draft_of(desk.kits, by=visit.signed_in.member.id, at=visit.now)
    return KitSheet(edition=desk.kits.current(), draft=draft)


def where_of(visit: Visit) -> Where:
    """Return the page or e-mail that a path names; raises NotFound."""
    kind, language = visit.params["kind"], visit.params["language"]
    if kind not in set(Kind) or language not in set(Language):
        raise NotFound("the kit has no such page or e-mail")
    return Where(kind=Kind(kind), language=Language(language), name=visit.params["name"])


def preview_facts(visit: Visit, desk: Desk) -> dict[str, object]:
    """Return what `console/kit-preview.html.j2` shows: the page or e-mail of the path, as the draft has it."""
    where, sheet = where_of(visit), kit_sheet(visit, desk)
    return {"where": where, "sheet": sheet, "document": document(sheet.draft.content, where)}


def is_confirmation(where: Where) -> bool:
    """Tell whether it is the letter that asks somebody to confirm."""
    return where.kind is Kind.MAIL and where.name == CONFIRM


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


def targets_of(content: KitContent, where: Where) -> Choices:
    """Return what buttons of a page or an e-mail may lead to."""
    pages = [(page.name, page.heading.menu or page.heading.title) for page in content.pages[where.language]]
    own = [(CONFIRM, CONFIRM)] if where.kind is Kind.MAIL else []
    return Choices(pages=tuple(own + pages), pictures=(("portrait", "portrait"),))
