"""The desk that answers the finder, with its connections to AWS."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kits.banner_store import connect_banners
from shared.sites.network.finding import find
from shared.sites.network.pages import NetworkRenderer
from shared.sites.network.settings import FindNationSettings
from shared.sites.network.shelf import S3Shelf

if TYPE_CHECKING:
    from shared.kits.banners import Banners
    from shared.sites.banner import Banner


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Answers what was typed, under the banner of the network's own site."""

    shelf: S3Shelf
    banners: Banners

    def answer(self, typed: str) -> str:
        """Return the page that tells who stands there; raises TransientError."""
        return renderer_under(self.banners.of_network()).answer_page(find(typed, self.shelf), typed=typed)

    def give_up(self, typed: str) -> str:
        """Return the page that says that nothing can be looked up; nothing is asked of AWS for it."""
        return renderer_under(self.banners.at_hand()).answer_page(None, typed=typed)


@lru_cache(maxsize=2)
def renderer_under(banner: Banner) -> NetworkRenderer:
    """Return what renders answers under a banner, made when that is first worn."""
    return NetworkRenderer(banner)


def connect() -> Desk:
    """Return the desk, as the environment tells."""
    settings, clock = FindNationSettings.from_env(os.environ), SystemClock()
    banners = connect_banners(
        client("dynamodb"), settings.network_table, network_domain=settings.network_domain, clock=clock
    )
    return Desk(shelf=S3Shelf(client("s3"), settings.site_bucket, clock=clock), banners=banners)
