"""Bring one nation up to an edition of the kit: safe to be killed anywhere, and to be done twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, TransientError
from shared.kits.holdings import MAIL, PAGE, mail_change, page_change
from shared.kits.updating import update_mail, update_page
from shared.nations.nation import NationStatus
from shared.sites.facts import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.kernel.clock import Clock
    from shared.kits.edition import KitEdition
    from shared.kits.holdings import Change, Holdings, HoldingStore
    from shared.kits.kits import Kits
    from shared.nations.nation import Nation
    from shared.nations.ports import NationStore
    from shared.people.journal import Journal
    from shared.sites.banner import Language

FOLLOWING = frozenset({NationStatus.READY, NationStatus.SUSPENDED})
"""Nations at work: one that is being provisioned gets the latest kit as it is, one that is over changes no more."""

FOLLOWED = "followed-kit"
"""What the log of a nation says of an update; its `documents` are `page/home`, `mail/welcome` and so on."""

LOOKS = 5
"""How often a nation's team may edit while it is brought up to date, before that is left to the next try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What an update did: pages and e-mails that it changed, and all that the nation has to decide about since."""

    changed: int = 0
    waiting: int = 0


def follow(
    slug: str,
    edition: KitEdition,
    *,
    kits: Kits,
    nations: NationStore,
    holdings: HoldingStore,
    journal: Journal,
    clock: Clock,
) -> Followed:
    """Bring the nation's pages and e-mails up to the edition; one that has a later edition stays.

    The nation's log tells first which of them change; one that is there already tells nothing.
    Raises NationUnknown, ContentError for a page that cannot be read, TransientError for one that never rests.
    """
    for _ in range(LOOKS):
        try:
            return _followed(nations.get(slug), edition, kits, nations, holdings, journal, clock)
        except Conflict:
            continue
    raise TransientError(f"nation {slug} is edited faster than it can be brought up to date")


def _followed(
    nation: Nation,
    edition: KitEdition,
    kits: Kits,
    nations: NationStore,
    holdings: HoldingStore,
    journal: Journal,
    clock: Clock,
) -> Followed:
    if nation.status not in FOLLOWING or _is_ahead(nation, edition, kits):
        return Followed()
    held = holdings.read(nation.slug)
    language = language_of(nation.seed.facts, edition.content.banner.language)
    changes = list(changes_of(held, edition, language, kits))
    if changes or nation.kit_version != edition.version:
        journal.record(nation.slug, FOLLOWED, _about(edition, changes))
    for change in changes:
        holdings.write(nation.slug, change)
    if nation.kit_version != edition.version:
        nations.save(replace(nation, kit_version=edition.version, changed_at=clock.now()), after=nation)
    standing = dict(held.offers) | {each.document: each.offers for each in changes if each.offers is not None}
    return Followed(changed=len(changes), waiting=sum(map(len, standing.values())))


def _about(edition: KitEdition, changes: Iterable[Change]) -> dict[str, str]:
    documents = " ".join(change.document.lower().replace("#", "/") for change in changes)
    return {"version": edition.version} | ({"documents": documents} if documents else {})


def _is_ahead(nation: Nation, edition: KitEdition, kits: Kits) -> bool:
    return kits.number_of(nation.kit_version or "") > edition.number


def changes_of(held: Holdings, edition: KitEdition, language: Language, kits: Kits) -> Iterator[Change]:
    """Yield what an edition changes of what a nation has; nothing of a page that is as it must be."""
    for new in edition.content.pages[language]:
        own, standing = held.pages.get(new.name), held.offers.get(f"{PAGE}{new.name}", ())
        if own is None:
            yield page_change(None, new)
            continue
        base = kits.kit_page(own.heading.kit_version, language, new.name)
        page = update_page(base, own, new, standing=standing)
        if page.page != own or page.offers != standing:
            yield page_change(own, page.page, page.offers if page.offers != standing else None)
    for template in edition.content.mails[language]:
        letter, standing = held.mails.get(template.name), held.offers.get(f"{MAIL}{template.name}", ())
        if template.is_locked:
            continue
        if letter is None:
            yield mail_change(None, template)
            continue
        before = kits.kit_mail(letter.envelope.kit_version, language, template.name)
        mail = update_mail(before, letter, template, standing=standing)
        if mail.mail != letter or mail.offers != standing:
            yield mail_change(letter, mail.mail, mail.offers if mail.offers != standing else None)
