"""The makers of nations' sites, for whoever looks at a page before it is public."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from shared.kits.wardrobe import Wardrobe

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.console.settings import ServeConsoleSettings
    from shared.kits.kits import Kits
    from shared.nations.nation import Nation
    from shared.sites.nation_site import SiteMaker


def maker(settings: ServeConsoleSettings) -> Callable[[], SiteMaker]:
    """Return what gives the maker under the bundled banner; it is made for whoever first looks at a page."""

    @cache
    def made() -> SiteMaker:
        from shared.sites.press_room import site_maker  # noqa: PLC0415 - a cold start shows no page of a site

        return site_maker(network_domain=settings.network_domain, country=settings.country)

    return made


def makers(bundled: Callable[[], SiteMaker], kits: Kits) -> Callable[[Nation], SiteMaker]:
    """Return what finds the maker of a nation's site."""

    @cache
    def wardrobe() -> Wardrobe:
        return Wardrobe(bundled(), kits=kits, site=None)

    def maker_of(nation: Nation) -> SiteMaker:
        return wardrobe()(nation)

    return maker_of
