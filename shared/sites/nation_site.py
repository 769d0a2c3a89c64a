"""A nation's site, made from its record and from what is stored with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.events.items import events_of
from shared.geography.zone_ids import split_zone_id
from shared.sites.errors import FactsMissing
from shared.sites.facts import colour_of, goals_of, language_of
from shared.sites.legal_facts import FinancialAgent, LegalFacts
from shared.sites.pages import read_page_item
from shared.sites.placeholders import Wording
from shared.sites.view import SiteView

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.elections.silence import Silence
    from shared.geography.atlas import Atlas
    from shared.geography.zone import Zone
    from shared.kernel.items import Item
    from shared.nations.nation import NationSeed
    from shared.sites.banner import Banner
    from shared.sites.files import SiteFile
    from shared.sites.outline import GroundMap
    from shared.sites.pages import Page
    from shared.sites.render import SiteRenderer


class SilenceCalendar(Protocol):
    """Knows when the campaigns of which zones must be silent."""

    def silences(self, zone_ids: Sequence[str]) -> tuple[Silence, ...]:
        """Return the silences of a nation of these zones, in the order of time."""

    def silence_at(self, zone_ids: Sequence[str], now: datetime) -> Silence | None:
        """Return the silence that covers an aware moment, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMaker:
    """Makes the sites of all nations under one banner.

    Without a map, no page draws its nation's ground; without a calendar, no nation is ever silent.
    """

    banner: Banner
    atlas: Atlas
    renderer: SiteRenderer
    ground: GroundMap | None = None
    calendar: SilenceCalendar | None = None

    def open_site(self, seed: NationSeed, belongings: Sequence[Item], *, now: datetime) -> tuple[SiteFile, ...]:
        """Return the files of the nation's site as they must be at an aware moment.

        Raises FactsMissing for a nation that the law lets nobody publish, and ContentError for
        a page that cannot be shown.
        """
        if missing := self.missing_facts(seed):
            raise FactsMissing(seed.slug, missing)
        return self.renderer.render(self.view(seed, belongings, now), _pages(belongings))

    def closed_site(self, seed: NationSeed, belongings: Sequence[Item], *, now: datetime) -> tuple[SiteFile, ...]:
        """Return the files of a site that says that it is closed."""
        return self.renderer.render_closed(self.view(seed, belongings, now), _pages(belongings))

    def thanking_site(self, seed: NationSeed, belongings: Sequence[Item], *, now: datetime) -> tuple[SiteFile, ...]:
        """Return the files of a site that says thanks: its campaign is over."""
        return self.renderer.render_closed(self.view(seed, belongings, now), _pages(belongings), is_over=True)

    def one_page(
        self, seed: NationSeed, belongings: Sequence[Item], page: Page, *, now: datetime, stylesheet: str
    ) -> str:
        """Return a page as it would stand in the nation's site in place of the one of its name; see `render_one`.

        Raises ContentError for one that cannot be shown.
        """
        pages = [page if each.name == page.name else each for each in _pages(belongings)]
        return self.renderer.render_one(self.view(seed, belongings, now), pages, page, stylesheet=stylesheet)

    def voice(self, seed: NationSeed, *, now: datetime) -> Wording:
        """Return how the nation's pages say a text that names its facts."""
        return Wording(self.view(seed, (), now).facts())

    def missing_facts(self, seed: NationSeed) -> tuple[str, ...]:
        """Return which facts of the legal notice nobody has given: without one of them a site is not published.

        Publisher and controller are the candidate; see the LCEN, art. 6 III, and the GDPR, art. 13.
        """
        said = {
            "candidate": seed.candidate,
            "email": seed.email,
            "address": seed.facts.get("address") or self.banner.address,
            "host": self.banner.host,
        }
        return tuple(fact for fact, value in said.items() if not value.strip())

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

    def view(self, seed: NationSeed, belongings: Sequence[Item], now: datetime) -> SiteView:
        """Return the nation as pages and letters show it at an aware moment."""
        events = events_of(belongings)
        return SiteView(
            slug=seed.slug,
            name=seed.name,
            candidate=seed.candidate,
            email=seed.email,
            zones=tuple(zone.name for zone in self.zones(seed)),
            banner=self.banner.speaking(language_of(seed.facts, self.banner.language)),
            legal=self._legal_facts(seed),
            slogan=seed.facts.get("slogan", ""),
            phone=seed.facts.get("phone", ""),
            outline=self.ground.outline(seed.zones) if self.ground else None,
            portrait=seed.facts.get("portrait", ""),
            colour=colour_of(seed.facts),
            goals=goals_of(seed.facts),
            events=events,
            upcoming=tuple(event for event in events if event.ends_at > now),
            silences=self.calendar.silences(seed.zones) if self.calendar else (),
            silence=self.calendar.silence_at(seed.zones, now) if self.calendar else None,
        )

    def _legal_facts(self, seed: NationSeed) -> LegalFacts:
        return LegalFacts(
            publisher=seed.candidate,
            address=seed.facts.get("address") or self.banner.address,
            controller=seed.candidate,
            financial_agent=_financial_agent(seed),
        )


def _financial_agent(seed: NationSeed) -> FinancialAgent | None:
    name = seed.facts.get("financial_agent", "")
    if not name:
        return None
    link, address = seed.facts.get("donate_url", ""), seed.facts.get("agent_address", "")
    return FinancialAgent(name=name, link=link, address=address)


def _pages(belongings: Sequence[Item]) -> list[Page]:
    pages = [read_page_item(item) for item in belongings if item["sk"].startswith("PAGE#")]
    return sorted(pages, key=lambda page: (page.heading.position, page.name))
