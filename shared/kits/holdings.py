"""What a nation has of the kit: its pages, its e-mails, and the offers that it has not decided about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from shared.kits.offer_items import OFFERS, read_offers
from shared.mail.template import mail_item, read_mail_item
from shared.sites.pages import page_item, read_page_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.kernel.items import Item
    from shared.kits.offers import Offer
    from shared.mail.template import MailTemplate
    from shared.sites.pages import Page

PAGE, MAIL = "PAGE#", "MAIL#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """A nation's pages and e-mails by name, and its offers by the sort key of what they are about (`PAGE#home`)."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    mails: Mapping[str, MailTemplate] = field(default_factory=dict)
    offers: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many decisions the nation has before it."""
        return sum(map(len, self.offers.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One page or e-mail of a nation as it was read, None where it has none, and as it shall be; `item` is the latter.

    `offers` are all that stand afterwards, None where they are those that stood before.
    """

    before: Page | MailTemplate | None
    item: Item
    offers: tuple[Offer, ...] | None = None

    @property
    def document(self) -> str:
        """The sort key of the page or e-mail."""
        return str(self.item["sk"])


class HoldingStore(Protocol):
    """Keeps what nations have of the kit."""

    def read(self, slug: str) -> Holdings:
        """Return what a nation has."""

    def waiting(self, slug: str) -> int:
        """Return how many decisions a nation has before it."""

    def write(self, slug: str, change: Change) -> None:
        """Store a page or e-mail with its offers, both or neither; raises KitChanged if somebody edited it since."""


def holdings_of(items: Iterable[Item]) -> Holdings:
    """Return what a nation's items come to."""
    pages: dict[str, Page] = {}
    mails: dict[str, MailTemplate] = {}
    offers: dict[str, tuple[Offer, ...]] = {}
    for item in items:
        sort = item["sk"]
        if sort.startswith(PAGE):
            pages[sort.removeprefix(PAGE)] = read_page_item(item)
        elif sort.startswith(MAIL):
            mails[sort.removeprefix(MAIL)] = read_mail_item(item)
        elif sort.startswith(OFFERS) and item["offers"]:
            offers[sort.removeprefix(OFFERS)] = read_offers(item)
    return Holdings(pages=pages, mails=mails, offers=offers)


def page_change(before: Page | None, after: Page, offers: tuple[Offer, ...] | None = None) -> Change:
    """Return the change of a page."""
    return Change(before=before, item=page_item(after), offers=offers)


def mail_change(before: MailTemplate | None, after: MailTemplate, offers: tuple[Offer, ...] | None = None) -> Change:
    """Return the change of an e-mail."""
    return Change(before=before, item=mail_item(after), offers=offers)
