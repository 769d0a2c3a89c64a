"""How far a nation is from the network's kit: its edition, its own words, what it has yet to decide or to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.sites.facts import language_of

if TYPE_CHECKING:
    from shared.kits.edition import KitEdition
    from shared.kits.holdings import Holdings, HoldingStore
    from shared.kits.kits import Kits
    from shared.mail.template import MailTemplate
    from shared.nations.nation import Nation
    from shared.sites.banner import Language
    from shared.sites.pages import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One nation: blocks that are its own by page, offers that it has not decided about, facts that nobody gave.

    `is_known` is False where a page came from an edition that nobody kept: what is its own cannot be told then.
    """

    nation: Nation
    is_current: bool
    own: dict[str, int]
    waiting: int
    missing: tuple[str, ...]
    is_known: bool = True

    @property
    def overrides(self) -> int:
        """All blocks that are the nation's own."""
        return sum(self.own.values())


def drift_of(
    nation: Nation, *, edition: KitEdition, kits: Kits, holdings: HoldingStore, missing: tuple[str, ...]
) -> Drift:
    """Return how far a nation is from the network's edition; `missing` are the facts of the law that it lacks."""
    held = holdings.read(nation.slug)
    language = language_of(nation.seed.facts, edition.content.banner.language)
    own, is_known = own_words(held, kits=kits, language=language)
    return Drift(
        nation=nation,
        is_current=nation.kit_version == edition.version,
        own=own,
        waiting=held.waiting,
        missing=missing,
        is_known=is_known,
    )


def own_words(held: Holdings, *, kits: Kits, language: Language) -> tuple[dict[str, int], bool]:
    """Return how many blocks of each page and e-mail are the nation's own, and whether all of them could be told."""
    own: dict[str, int] = {}
    is_known = True
    for page in held.pages.values():
        base: Page | MailTemplate | None = kits.kit_page(page.heading.kit_version, language, page.name)
        is_known = is_known and (base is not None or page.is_generated)
        _count(own, page, base)
    for mail in held.mails.values():
        base = kits.kit_mail(mail.envelope.kit_version, language, mail.name)
        is_known = is_known and base is not None
        _count(own, mail, base)
    return own, is_known


def _count(own: dict[str, int], document: Page | MailTemplate, base: Page | MailTemplate | None) -> None:
    if base is None:
        return
    kit = {block.id: block for block in base.blocks}
    gone = len(kit.keys() - {block.id for block in document.blocks})
    changed = gone + sum(kit.get(block.id) != block for block in document.blocks)
    if changed:
        own[document.name] = own.get(document.name, 0) + changed
