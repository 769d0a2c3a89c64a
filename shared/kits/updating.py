"""Bring what a nation has up to a newer kit, three ways at once: the kit's words that it came from, its own, the new.

What the nation never touched follows. What it wrote itself stands, and the kit's new words are offered (see
`shared.kits.offers`). What HQ alone may write always follows. Nothing that a nation wrote is lost, and an update that
is done twice changes nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shared.kits.offers import Blocks, Offer, Reason, alike, by_id, in_order, open_offers
from shared.sites.blocks import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.mail.template import MailTemplate
    from shared.sites.blocks import Block
    from shared.sites.pages import Page

PAGE_WORDS = ("title", "description", "menu")
"""What a nation may say of a page in its own words; where it stands in the menu is the kit's."""
MAIL_WORDS = ("subject", "preview")


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedPage:
    """A nation's page under a newer kit, and all that the nation has to decide about it."""

    page: Page
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedMail:
    """A nation's e-mail under a newer kit, and all that the nation has to decide about it."""

    mail: MailTemplate
    offers: tuple[Offer, ...]


def update_page(base: Page | None, own: Page, new: Page, *, standing: Iterable[Offer] = ()) -> UpdatedPage:
    """Return the nation's page under the kit of `new`.

    `base` is the kit's page of the version that `own` names, None where nobody kept it: then whatever differs counts
    as the nation's own. `standing` are the offers that it has not decided about yet.
    """
    blocks, fresh = _updated(base.blocks if base else None, own.blocks, new.blocks, new.heading.kit_version)
    words = _own_words(PAGE_WORDS, base.heading if base else None, own.heading)
    page = replace(new, heading=replace(new.heading, edited_at="", **words), blocks=blocks)
    if page != new:
        page = replace(page, heading=replace(page.heading, edited_at=own.heading.edited_at))
    return UpdatedPage(page=page, offers=open_offers(standing, fresh, own=blocks, new=new.blocks))


def update_mail(
    base: MailTemplate | None, own: MailTemplate, new: MailTemplate, *, standing: Iterable[Offer] = ()
) -> UpdatedMail:
    """Return the nation's e-mail under the kit of `new`; see `update_page`."""
    blocks, fresh = _updated(base.blocks if base else None, own.blocks, new.blocks, new.envelope.kit_version)
    words = _own_words(MAIL_WORDS, base.envelope if base else None, own.envelope)
    mail = replace(new, envelope=replace(new.envelope, edited_at="", **words), blocks=blocks)
    if mail != new:
        mail = replace(mail, envelope=replace(mail.envelope, edited_at=own.envelope.edited_at))
    return UpdatedMail(mail=mail, offers=open_offers(standing, fresh, own=blocks, new=new.blocks))


def _updated(base: Blocks | None, own: Blocks, new: Blocks, version: str) -> tuple[Blocks, list[Offer]]:
    was, has, will = by_id(base or ()), by_id(own), by_id(new)
    settled: dict[str, Block] = {}
    offers: list[Offer] = []
    for name in dict.fromkeys((*has, *will)):
        block, reason = _settled(was.get(name), has.get(name), will.get(name), known=base is not None)
        if block:
            settled[name] = block
        if reason:
            own_words = has.get(name) if reason is Reason.OVERRULED else None
            offers.append(
                Offer(
                    block=name,
                    reason=reason,
                    version=version,
                    kit=will.get(name),
                    was=was.get(name),
                    own=own_words,
                )
            )
    return _ordered(settled, was=list(was), has=list(has), will=list(will)), offers


def _settled(
    was: Block | None, has: Block | None, will: Block | None, *, known: bool
) -> tuple[Block | None, Reason | None]:
    """Return what becomes of one block, and why the nation has to be asked about it."""
    if will is None:
        return _dropped(was, has)
    if has is None:
        return _missing(was, will, known=known)
    if alike(has, will) or alike(has, was) or has.policy is Policy.LOCKED:
        return will, None
    if will.policy is Policy.LOCKED:
        return will, Reason.OVERRULED
    return replace(has, policy=will.policy), None if alike(was, will) else Reason.CHANGED


def _dropped(was: Block | None, has: Block | None) -> tuple[Block | None, Reason | None]:
    if has is None or (was and alike(was, has)):
        return None, None
    return replace(has, policy=Policy.FREE), Reason.DROPPED if was else None


def _missing(was: Block | None, will: Block, *, known: bool) -> tuple[Block | None, Reason | None]:
    if will.policy is Policy.LOCKED or (known and was is None):
        return will, None
    return None, None if alike(was, will) else Reason.MISSING


def _ordered(blocks: dict[str, Block], *, was: Sequence[str], has: Sequence[str], will: Sequence[str]) -> Blocks:
    """Return the blocks as the new kit has them, or as the nation put them where it moved some."""
    common = set(was) & set(has)
    moved = [name for name in was if name in common] != [name for name in has if name in common]
    lead, follow = (has, will) if moved else (will, has)
    return in_order(blocks, lead=lead, follow=follow)


def _own_words(names: Sequence[str], base: Any, own: Any) -> dict[str, Any]:
    """Return the heading's words: the nation's where they are not those of the kit that it had."""
    return {name: getattr(own, name) for name in names if base is None or getattr(own, name) != getattr(base, name)}
