"""What every nation gets: the kit's pages and e-mails, its shared tags, and the site they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.geography.zone import split_zone_id
from shared.sites.pages import read_page_item
from shared.sites.view import FinancialAgent, LegalFacts, SiteView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.geography.atlas import Atlas
    from shared.geography.zone import Zone
    from shared.kernel.items import Item
    from shared.mail.kit import MailTemplate
    from shared.nations.nation import Nation, NationSeed
    from shared.sites.banner import Banner
    from shared.sites.files import SiteFile
    from shared.sites.kit import Kit
    from shared.sites.pages import Page
    from shared.sites.render import SiteRenderer

HQ = "hq"
"""Owner of the shared tags: nations read them and cannot change them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """The network's kit and banner, and what it takes to make a site of them."""

    kit: Kit
    mail: Sequence[MailTemplate]
    banner: Banner
    atlas: Atlas
    renderer: SiteRenderer

    def items(self, seed: NationSeed) -> list[Item]:
        """Return what is stored under a new nation: its pages, e-mail templates and shared tags."""
        mail = [template.item() for template in self.mail]
        return [*self.kit.page_items(), *mail, *map(_tag_item, self.tags(seed))]

    def tags(self, seed: NationSeed) -> tuple[str, ...]:
        """Return the shared geographic tags of the nation's zones and of all zones above them, each once."""
        zones = [zone for own in self.zones(seed) for zone in (own, *self.atlas.ancestors(own))]
        return tuple(dict.fromkeys(zone.tag for zone in zones))

    def zones(self, seed: NationSeed) -> tuple[Zone, ...]:
        """Return the nation's zones, the main one first."""
        return tuple(self._known_zones(seed))

    def site_files(self, nation: Nation, belongings: Sequence[Item]) -> tuple[SiteFile, ...]:
        """Render the nation's site from what is stored with it; raises ContentError for a page that cannot be shown."""
        return self.renderer.render(self._view(nation.seed), _pages(belongings))

    def _view(self, seed: NationSeed) -> SiteView:
        facts = seed.facts
        agent = facts.get("financial_agent")
        return SiteView(
            slug=seed.slug,
            name=seed.name,
            candidate=seed.candidate,
            email=seed.email,
            zones=tuple(zone.name for zone in self.zones(seed)),
            banner=self.banner,
            legal=LegalFacts(
                publisher=seed.candidate,
                address=facts.get("address", ""),
                controller=seed.name,
                financial_agent=FinancialAgent(name=agent, link=facts.get("donate_url", "")) if agent else None,
            ),
            slogan=facts.get("slogan", ""),
            phone=facts.get("phone", ""),
        )

    def _known_zones(self, seed: NationSeed) -> Iterator[Zone]:
        for zone_id in seed.zones:
            zone = self.atlas.zone(*split_zone_id(zone_id))
            if zone:
                yield zone


def _pages(belongings: Sequence[Item]) -> list[Page]:
    pages = [read_page_item(item) for item in belongings if item["sk"].startswith("PAGE#")]
    return sorted(pages, key=lambda page: (page.heading.position, page.name))


def _tag_item(tag: str) -> Item:
    return {"sk": f"TAG#{tag}", "tag": tag, "owner": HQ}
