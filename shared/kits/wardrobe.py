"""Makers of sites, each under the banner of an edition of the kit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.sites.files import NETWORK

if TYPE_CHECKING:
    from shared.kits.edition import KitEdition
    from shared.kits.kits import Kits
    from shared.nations.nation import Nation
    from shared.sites.nation_site import SiteMaker
    from shared.sites.publication import Press
    from shared.sites.publishing import SiteBucket


class Wardrobe:
    """Finds the maker of a nation's site: a banner comes to a nation along with the rest of its kit, not before.

    What all sites under a banner load is in the bucket before any page that needs it.
    """

    def __init__(self, maker: SiteMaker, *, kits: Kits, site: SiteBucket | None) -> None:
        """Take the maker under the bundled banner, whose shared files are there; no bucket to show pages alone."""
        self._maker = maker
        self._kits = kits
        self._site = site
        self._made: dict[str, SiteMaker] = {}

    def __call__(self, nation: Nation) -> SiteMaker:
        """Return the maker under the banner of the nation's edition; where nobody kept that one, the bundled banner."""
        version = nation.kit_version or ""
        if version in self._made:
            return self._made[version]
        edition = self._kits.edition(version) if version else None
        return self.under(edition) if edition else self._maker

    def under(self, edition: KitEdition) -> SiteMaker:
        """Return the maker under an edition's banner."""
        if edition.version not in self._made:
            banner = replace(edition.content.banner, network_domain=self._maker.banner.network_domain)
            maker = self._maker if banner == self._maker.banner else replace(self._maker, banner=banner)
            if self._site and maker is not self._maker:
                self._site.publish(NETWORK, maker.shared_files())
            self._made[edition.version] = maker
        return self._made[edition.version]


def dressed(press: Press, kits: Kits) -> Press:
    """Return the press with each nation's site under the banner of its own kit."""
    return replace(press, dress=Wardrobe(press.maker, kits=kits, site=press.site))
