"""Look at a page or an e-mail of a kit before anybody has it, in the voice of a campaign that is made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.consent.wording import said_wordings
from shared.kits.editing import document
from shared.kits.errors import NotToBeShown
from shared.mail.recipient import Recipient, sample_recipient
from shared.mail.styles import sources_of_styles
from shared.mail.template import CONFIRM
from shared.nations.nation import NationSeed
from shared.sites.errors import ContentError
from shared.sites.pages import Page, page_item
from shared.sites.standalone import STYLES_WITHIN, closed, sheet_within

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.kits.editing import Document, Where
    from shared.kits.edition import KitContent
    from shared.mail.render import Mail, MailRenderer
    from shared.mail.template import MailTemplate
    from shared.sites.banner import Language
    from shared.sites.files import SiteFile
    from shared.sites.nation_site import SiteMaker
    from shared.sites.view import SiteView

SHOWN_SENTENCES = 2
"""Consents that the letter of confirmation lists: what most forms ask for."""


class KitPreviews:
    """Shows what a kit says; what it is made with is asked for when somebody first looks, and not before."""

    def __init__(self, maker: Callable[[], SiteMaker], letters: Callable[[], MailRenderer]) -> None:
        """Take what makes sites under the bundled banner, and what renders e-mails."""
        self._maker = maker
        self._letters = letters

    def page(self, content: KitContent, where: Where, *, now: datetime, stylesheet: str) -> str:
        """Return a page as HTML among the kit's others; raises DocumentUnknown, ContentError."""
        page, maker = _the_page(document(content, where)), self._under(content)
        belongings = [page_item(each) for each in content.pages[where.language]]
        return maker.one_page(_sample(maker, where.language), belongings, page, now=now, stylesheet=stylesheet)

    def letter(self, content: KitContent, where: Where, *, now: datetime) -> Mail:
        """Return an e-mail as somebody would get it; raises DocumentUnknown, ContentError."""
        template, maker = _the_mail(document(content, where)), self._under(content)
        site = maker.view(_sample(maker, where.language), (), now)
        return self._letters().render(template, site, _reader(template, site))

    def page_alone(self, content: KitContent, where: Where, *, now: datetime) -> str:
        """Return a page as one HTML file that runs, loads and sends nothing; raises DocumentUnknown, NotToBeShown."""
        sheet = sheet_within(self.stylesheet(content))
        try:
            return closed(self.page(content, where, now=now, stylesheet=sheet), styles=STYLES_WITHIN)
        except ContentError as error:
            raise NotToBeShown(error) from error

    def letter_alone(self, content: KitContent, where: Where, *, now: datetime) -> Mail:
        """Return an e-mail whose HTML is such a file; raises DocumentUnknown, NotToBeShown."""
        try:
            letter = self.letter(content, where, now=now)
        except ContentError as error:
            raise NotToBeShown(error) from error
        return replace(letter, html=closed(letter.html, styles=sources_of_styles(letter.html)))

    def stylesheet(self, content: KitContent) -> SiteFile:
        """Return the stylesheet of pages under the kit's banner."""
        (sheet,) = (file for file in self._under(content).shared_files() if file.path.endswith(".css"))
        return sheet

    def _under(self, content: KitContent) -> SiteMaker:
        maker = self._maker()
        return replace(maker, banner=replace(content.banner, network_domain=maker.banner.network_domain))


def _sample(maker: SiteMaker, language: Language) -> NationSeed:
    """Return a campaign of nobody's, on the first ground of the country."""
    ground = next(iter(maker.atlas.constituencies()))
    facts = {"language": language.value, "address": "1 place de la République", "financial_agent": "Dominique Petit"}
    return NationSeed(
        slug="camille-martin",
        name=ground.name,
        candidate="Camille Martin",
        email="camille.martin@example.org",
        zones=(ground.id,),
        facts={**facts, "agent_address": "2 place de la République"},
    )


def _reader(template: MailTemplate, site: SiteView) -> Recipient:
    """Return who reads it: of the confirmation, somebody who is greeted by no name and sees what they agree to."""
    reader = sample_recipient()
    if template.name != CONFIRM:
        return reader
    sentences = tuple(said.text for said in said_wordings(site.language, site.facts()))
    return Recipient(confirm_url=reader.confirm_url, asked=sentences[:SHOWN_SENTENCES])


def _the_page(found: Document) -> Page:
    if not isinstance(found, Page):
        raise TypeError("an e-mail is shown as a letter")
    return found


def _the_mail(found: Document) -> MailTemplate:
    if isinstance(found, Page):
        raise TypeError("a page is shown as a page")
    return found
