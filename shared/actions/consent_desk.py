"""Answers whoever follows a link of a mail: GET shows, POST does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.actions.answers import Answer
from shared.actions.confirming import confirm
from shared.actions.consent_listing import list_consents
from shared.actions.consent_pages import ConsentPage
from shared.actions.finding import Finding, Found, look_up
from shared.actions.taking_back import take_back
from shared.consent.dossier import read_dossier
from shared.consent.ledger import Method
from shared.consent.links import LinkExpired, LinkInvalid, LinkKind
from shared.consent.withdrawing import Word
from shared.nations.errors import NationUnknown
from shared.people.aliases import standing_id
from shared.people.person import nation_holder
from shared.sites.banner import Language
from shared.sites.facts import language_of

if TYPE_CHECKING:
    from shared.actions.consent_pages import ConsentPages
    from shared.actions.ground import Ground
    from shared.actions.link_request import LinkRequest
    from shared.consent.links import Bond, LinkSigner
    from shared.consent.ports import WordingStore
    from shared.kernel.clock import Clock
    from shared.kits.banners import Banners
    from shared.nations.nation import NationSeed
    from shared.nations.ports import NationStore
    from shared.people.ports import Erasures
    from shared.people.table import PeopleTable
    from shared.sites.banner import Banner

HEADERS = {"Content-Type": "text/html; charset=utf-8", "Referrer-Policy": "no-referrer"}
"""The address of these pages is a key: no other site may learn it."""

GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class _Host:
    """The nation that a page speaks for, and the banner of its site."""

    seed: NationSeed
    banner: Banner

    def speaks(self, language: str = "") -> str:
        """Return a language that we have, or the nation's own."""
        return language if language in set(Language) else language_of(self.seed.facts, self.banner.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDesk:
    """Where links lead; a nation's pages are under the banner of its site."""

    nations: NationStore
    wordings: WordingStore
    links: LinkSigner
    people: PeopleTable
    erasures: Erasures
    ground: Ground
    pages: ConsentPages
    banners: Banners
    clock: Clock

    def answer(self, request: LinkRequest) -> Answer:
        """Return the page of a request; raises TransientError."""
        try:
            nation = self.nations.get(request.slug)
        except NationUnknown:
            banner = self.banners.of_network()
            return self._page(ConsentPage(kind="invalid", language=banner.language), banner, status=GONE)
        host = _Host(seed=nation.seed, banner=self.banners.worn_by(nation))
        try:
            bond = self.links.read(request.kind, request.token, slug=request.slug)
        except LinkExpired:
            return self._plain("expired", host)
        except LinkInvalid:
            return self._plain("invalid", host)
        # Whoever was merged into another person since the mail was sent is looked up there.
        bond = replace(bond, person_id=standing_id(bond.slug, bond.person_id, people=self.people))
        if request.kind is LinkKind.CONFIRM:
            return self._confirm(bond, request, host)
        return self._withdraw(bond, request, host)

    def give_up(self) -> Answer:
        """Return the page that asks for a little patience, whatever went wrong."""
        banner = self.banners.at_hand()
        return self._page(ConsentPage(kind="unavailable", language=banner.language), banner, status=503)

    def _confirm(self, bond: Bond, request: LinkRequest, host: _Host) -> Answer:
        finding = self._find(bond, request, host.seed)
        if finding.person is None or finding.found is Found.GONE:
            return self._plain("expired", host)
        asked = finding.confirmation.consents if finding.confirmation else ()
        texts = (self.wordings.find(consent.wording) for consent in asked)
        written = finding.confirmation.language if finding.confirmation else str(finding.person.values.get("language"))
        waits = finding.found is Found.WAITING
        page = ConsentPage(
            kind=finding.found,
            language=host.speaks(written),
            seed=host.seed,
            token=request.token if waits else "",
            way_back="" if waits else self.links.sign(LinkKind.WITHDRAW, bond),
            sentences=tuple(said.text for said in texts if said),
        )
        return self._page(page, host.banner)

    def _find(self, bond: Bond, request: LinkRequest, seed: NationSeed) -> Finding:
        if not request.posts:
            return look_up(bond, people=self.people, now=self.clock.now())
        return confirm(
            bond,
            address=request.address,
            seed=seed,
            ground=self.ground,
            people=self.people,
            erasures=self.erasures,
            clock=self.clock,
        )

    def _withdraw(self, bond: Bond, request: LinkRequest, host: _Host) -> Answer:
        key = nation_holder(bond.slug), bond.person_id
        dossier = read_dossier(key, people=self.people, now=self.clock.now())
        if dossier and request.posts:
            word = Word(method=Method.LINK, page=LinkKind.WITHDRAW.path, address=request.address)
            take_back(bond, request.choice, dossier=dossier, word=word, people=self.people, clock=self.clock)
            dossier = read_dossier(key, people=self.people, now=self.clock.now())
        if dossier is None:
            return self._plain("expired", host)
        language = host.speaks(str(dossier.person.values.get("language", "")))
        listing = list_consents(
            dossier,
            seed=host.seed,
            language=language,
            network=host.banner.name,
            wordings=self.wordings,
            belongings=self.nations.belongings,
            now=self.clock.now(),
        )
        page = ConsentPage(
            kind="withdrawn" if request.posts else "withdraw",
            language=language,
            seed=host.seed,
            token=request.token,
            stands=listing.stands,
            promises=listing.promises,
        )
        return self._page(page, host.banner)

    def _plain(self, kind: str, host: _Host) -> Answer:
        page = ConsentPage(kind=kind, language=host.speaks(), seed=host.seed)
        return self._page(page, host.banner, status=GONE)

    def _page(self, page: ConsentPage, banner: Banner, *, status: int = 200) -> Answer:
        return Answer(status=status, headers=HEADERS, body=self.pages.show(page, banner))
