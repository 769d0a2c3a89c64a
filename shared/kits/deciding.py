"""A nation decides about an offer of the kit: takes the kit's words, or keeps its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError, NotFound
from shared.kits.errors import KitChanged
from shared.kits.holdings import MAIL, PAGE, mail_change, page_change
from shared.kits.offers import accepted, kept
from shared.sites.pages import Page

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kits.holdings import Change, Holdings, HoldingStore
    from shared.kits.kits import Kits
    from shared.kits.offers import Blocks, Offer
    from shared.mail.template import MailTemplate
    from shared.sites.banner import Language

ACCEPT, KEEP = "accept", "keep"


class OfferUnknown(NotFound):
    """There is no such offer, or somebody has decided about it."""

    def __init__(self, document: str, block: str) -> None:
        super().__init__(f"the kit has no open offer for {document[:60]}, block {block[:40]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about which offer, as it was seen: `seen` is when its page was edited last, or empty."""

    document: str
    block: str
    version: str
    choice: str
    seen: str = ""


def decide(
    decision: Decision, *, slug: str, language: Language, kits: Kits, holdings: HoldingStore, at: datetime
) -> bool:
    """Carry the decision out, and tell whether it changed what the site shows.

    Raises OfferUnknown, KitChanged if the page or the offer is another one by now, InputError for no such choice.
    """
    if decision.choice not in (ACCEPT, KEEP):
        raise InputError([Fault(place="choice", reason="it is none", remedy=f"Say {ACCEPT} or {KEEP}")])
    held = holdings.read(slug)
    standing = held.offers.get(decision.document, ())
    offer = next((offer for offer in standing if offer.block == decision.block), None)
    if offer is None:
        raise OfferUnknown(decision.document, decision.block)
    before = document_of(held, decision.document)
    if offer.version != decision.version or edited_at(before) != decision.seen:
        raise KitChanged
    if decision.choice == ACCEPT:
        blocks = accepted(before.blocks, offer, order=_order(kits, before, language))
    else:
        blocks = kept(before.blocks, offer)
    rest = tuple(each for each in standing if each is not offer)
    holdings.write(slug, _change(before, blocks, rest, at))
    return blocks != before.blocks


def document_of(held: Holdings, document: str) -> Page | MailTemplate:
    """Return the page or e-mail that a sort key names; raises OfferUnknown."""
    found = held.pages.get(document.removeprefix(PAGE)) or held.mails.get(document.removeprefix(MAIL))
    if found is None:
        raise OfferUnknown(document, "")
    return found


def edited_at(document: Page | MailTemplate) -> str:
    """Return when a nation edited a page or an e-mail last; empty if it never did."""
    return document.heading.edited_at if isinstance(document, Page) else document.envelope.edited_at


def _order(kits: Kits, document: Page | MailTemplate, language: Language) -> list[str]:
    """Return the kit's own blocks by name, in their order."""
    if isinstance(document, Page):
        kit: Page | MailTemplate | None = kits.kit_page(document.heading.kit_version, language, document.name)
    else:
        kit = kits.kit_mail(document.envelope.kit_version, language, document.name)
    return [block.id for block in kit.blocks] if kit else []


def _change(before: Page | MailTemplate, blocks: Blocks, offers: tuple[Offer, ...], at: datetime) -> Change:
    """Return the document with other blocks; it counts as edited, whatever was decided: the nation has looked at it."""
    moment = at.isoformat()
    if isinstance(before, Page):
        heading = replace(before.heading, edited_at=moment)
        return page_change(before, replace(before, heading=heading, blocks=blocks), offers)
    envelope = replace(before.envelope, edited_at=moment)
    return mail_change(before, replace(before, envelope=envelope, blocks=blocks), offers)
