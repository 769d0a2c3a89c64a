"""One edition of the network's kit: pages and e-mails in every language, and the banner that they appear under."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from shared.mail.kit import load_mail_kit
from shared.sites.banner import TEMPLATES, Language, default_banner
from shared.sites.kit import kit_version, load_kit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from shared.mail.template import MailTemplate
    from shared.sites.banner import Banner
    from shared.sites.pages import Page

FIRST = 1
"""The number of the bundled kit: what HQ publishes counts on from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitContent:
    """What a kit says: the pages in the order of the menu, the e-mails in that of their names, the banner."""

    pages: Mapping[Language, tuple[Page, ...]]
    mails: Mapping[Language, tuple[MailTemplate, ...]]
    banner: Banner

    def page(self, language: Language, name: str) -> Page | None:
        """Return the page of a name, or None."""
        return next((page for page in self.pages.get(language, ()) if page.name == name), None)

    def mail(self, language: Language, name: str) -> MailTemplate | None:
        """Return the e-mail of a name, or None."""
        return next((mail for mail in self.mails.get(language, ()) if mail.name == name), None)

    def with_page(self, language: Language, page: Page) -> KitContent:
        """Return the kit with another page in the place of the one of its name."""
        pages = tuple(page if one.name == page.name else one for one in self.pages[language])
        return replace(self, pages={**self.pages, language: pages})

    def with_mail(self, language: Language, mail: MailTemplate) -> KitContent:
        """Return the kit with another e-mail in the place of the one of its name."""
        mails = tuple(mail if one.name == mail.name else one for one in self.mails[language])
        return replace(self, mails={**self.mails, language: mails})

    def stamped(self, version: str) -> KitContent:
        """Return the same words as those of a version."""
        pages = {language: tuple(_page_of(page, version) for page in some) for language, some in self.pages.items()}
        mails = {language: tuple(_mail_of(mail, version) for mail in some) for language, some in self.mails.items()}
        return replace(self, pages=pages, mails=mails)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionHead:
    """An edition without what it says: its number counts up, its `version` is what pages remember it by.

    `by` is a member's id, or who published it otherwise; a bundled edition came with the software. `drafted` is the
    revision of the draft that it was made from, 0 where there was none.
    """

    number: int
    version: str
    at: datetime | None = None
    by: str = ""
    note: str = ""
    bundled: bool = False
    drafted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KitEdition:
    """One edition of the kit."""

    head: EditionHead
    content: KitContent = field(repr=False)

    @property
    def number(self) -> int:
        """The edition's number."""
        return self.head.number

    @property
    def version(self) -> str:
        """What the pages of this edition remember it by."""
        return self.head.version


@cache
def bundled_edition(templates: Path = TEMPLATES) -> KitEdition:
    """Return the kit that came with the software: where no other was published, it is the network's."""
    content = KitContent(
        pages={language: load_kit(language, templates).pages for language in Language},
        mails={language: load_mail_kit(language, templates).templates for language in Language},
        banner=default_banner(templates),
    )
    return KitEdition(head=EditionHead(number=FIRST, version=kit_version(templates), bundled=True), content=content)


def _page_of(page: Page, version: str) -> Page:
    return replace(page, heading=replace(page.heading, kit_version=version, edited_at=""))


def _mail_of(mail: MailTemplate, version: str) -> MailTemplate:
    return replace(mail, envelope=replace(mail.envelope, kit_version=version, edited_at=""))
