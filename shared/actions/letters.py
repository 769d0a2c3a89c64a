"""The letter that asks somebody to confirm: who asks, the exact sentences, and one link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.consent.links import Bond, LinkKind
from shared.mail.letter import Letter, Mailbox
from shared.mail.recipient import Recipient
from shared.sites.banner import Language
from shared.sites.legal_facts import LegalFacts
from shared.sites.view import SiteView

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.actions.confirmations import Confirmation
    from shared.consent.links import LinkSigner
    from shared.consent.ports import WordingStore
    from shared.geography.atlas import Atlas
    from shared.mail.render import MailRenderer
    from shared.mail.template import MailTemplate
    from shared.nations.nation import Nation, NationSeed
    from shared.nations.ports import NationStore
    from shared.sites.banner import Banner


@dataclass(frozen=True, slots=True, kw_only=True)
class Scribe:
    """Writes letters; `site_address` has `{slug}` for a nation's name.

    `letter` finds the words in which a nation asks to confirm, `banner` under which banner: its pages' own.
    """

    nations: NationStore
    wordings: WordingStore
    links: LinkSigner
    letter: Callable[[Nation, Language], MailTemplate]
    renderer: MailRenderer
    banner: Callable[[Nation], Banner]
    atlas: Callable[[], Atlas]
    site_address: str
    sender: str

    def ask(self, confirmation: Confirmation) -> Letter:
        """Return the letter of a confirmation; raises NationUnknown.

        It greets nobody by name: the name was typed by whoever filled in the form, and the address may be another's.
        """
        nation = self.nations.get(confirmation.slug)
        seed, banner = nation.seed, self.banner(nation)
        recipient = Recipient(confirm_url=self._link(confirmation), asked=self._sentences(confirmation))
        language = Language(confirmation.language)
        view = self._view(seed, banner.speaking(language))
        mail = self.renderer.render(self.letter(nation, language), view, recipient)
        sender = Mailbox(address=self.sender, name=banner.name)
        return Letter(sender=sender, to=confirmation.email, reply_to=seed.email, mail=mail)

    def _link(self, confirmation: Confirmation) -> str:
        bond = Bond(slug=confirmation.slug, person_id=confirmation.person_id, action_id=confirmation.action_id)
        token = self.links.sign(LinkKind.CONFIRM, bond)
        return f"{self.site_address.format(slug=confirmation.slug)}api/{LinkKind.CONFIRM.path}?token={token}"

    def _sentences(self, confirmation: Confirmation) -> tuple[str, ...]:
        texts = (self.wordings.find(consent.wording) for consent in confirmation.consents)
        return tuple(said.text for said in texts if said)

    def _view(self, seed: NationSeed, banner: Banner) -> SiteView:
        zones = (self.atlas().by_id(zone_id) for zone_id in seed.zones)
        return SiteView(
            slug=seed.slug,
            name=seed.name,
            candidate=seed.candidate,
            email=seed.email,
            zones=tuple(zone.name for zone in zones if zone) or (seed.name,),
            banner=banner,
            legal=LegalFacts(publisher=seed.candidate, controller=seed.candidate),
        )
