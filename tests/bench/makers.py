"""What sites are made with, as a worker has it."""

from __future__ import annotations

from datetime import UTC, datetime

from shared.geography.france import OUTLINES, france
from shared.sites.banner import default_banner
from shared.sites.nation_site import SiteMaker
from shared.sites.outline import GroundMap
from shared.sites.render import SiteRenderer

NOW = datetime(2027, 5, 11, 12, tzinfo=UTC)


def site_maker(renderer: SiteRenderer | None = None) -> SiteMaker:
    """Return the maker of sites that a worker has."""
    return SiteMaker(
        banner=default_banner(), atlas=france(), renderer=renderer or SiteRenderer(), ground=GroundMap.read(OUTLINES)
    )
