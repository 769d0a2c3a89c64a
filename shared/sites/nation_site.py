"""A nation's site, made from its record and from what is stored with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.geography.zone_ids import split_zone_id
from shared.sites.pages import read_page_item
from shared.sites.view import FinancialAgent, LegalFacts, SiteView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.geography.atlas import Atlas
    from shared.geography.zone import Zone
    from shared.kernel.items import Item
    from shared.nations.nation import NationSeed
    from shared.sites.banner import Banner
    from shared.sites.files import SiteFile
    from shared.sites.outline import GroundMap
    from shared.sites.pages import Page
    from shared.sites.render import SiteRenderer


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMaker:
    """Makes the sites of all nations under one banner; without a map, no page draws its nation's ground."""

    banner: Banner
    atlas: Atlas
    renderer: SiteRenderer
    ground: GroundMap | None = None

    def open_site(self, seed: NationSeed, belongings: Sequence[Item]) -> tuple[SiteFile, ...]:
        """Return the files of the nation's site; raises ContentError for a page that cannot be shown."""
        return self.renderer.render(self._view(seed), _pages(belongings))

    def closed_site(self, seed: NationSeed, belongings: Sequence[Item]) -> tuple[SiteFile, ...]:
        """Return the files of a site that says that it is closed."""
        return self.renderer.render_closed(self._view(seed), _pages(belongings))

    def shared_files(self) -> tuple[SiteFile, ...]:
        """Return what all sites load; they go into the folder `NETWORK`, before any page that needs them."""
        return self.renderer.render_shared(self.banner)

    def missing_page(self) -> tuple[SiteFile, ...]:
        """Return the network's own files for what does not exist; they go into the folder `NETWORK`."""
        return self.renderer.render_missing(self.banner)

    def zones(self, seed: NationSeed) -> tuple[Zone, ...]:
        """Return the nation's zones, the main one first; those that the atlas no longer knows are left out."""
        found = (self.atlas.zone(*split_zone_id(zone_id)) for zone_id in seed.zones)
        return tuple(zone for zone in found if zone is not None)

    def _view(self, seed: NationSeed) -> SiteView:
        return SiteView(
            slug=seed.slug,
            name=seed.name,
            candidate=seed.candidate,
            email=seed.email,
            zones=tuple(zone.name for zone in self.zones(seed)),
            banner=self.banner,
            legal=_legal_facts(seed),
            slogan=seed.facts.get("slogan", ""),
            phone=seed.facts.get("phone", ""),
            outline=self.ground.outline(seed.zones) if self.ground else None,
        )


def _legal_facts(seed: NationSeed) -> LegalFacts:
    agent = seed.facts.get("financial_agent")
    return LegalFacts(
        publisher=seed.candidate,
        address=seed.facts.get("address", ""),
        controller=seed.name,
        financial_agent=FinancialAgent(name=agent, link=seed.facts.get("donate_url", "")) if agent else None,
    )


def _pages(belongings: Sequence[Item]) -> list[Page]:
    pages = [read_page_item(item) for item in belongings if item["sk"].startswith("PAGE#")]
    return sorted(pages, key=lambda page: (page.heading.position, page.name))
