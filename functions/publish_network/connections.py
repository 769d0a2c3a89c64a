"""The use case of publishing the network's site, connected to AWS."""

from __future__ import annotations

import os
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kits.kits import Kits
from shared.kits.store import DynamoKitStore
from shared.nations.store import DynamoNationStore
from shared.sites.bucket import S3SiteBucket
from shared.sites.network.event_list import DynamoEventList
from shared.sites.network.maker import network_maker
from shared.sites.network.publish import publish_network
from shared.sites.network.settings import PublishNetworkSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.sites.banner import Banner
    from shared.sites.network.maker import NetworkMaker
    from shared.sites.publishing import PublishedSite


def connect() -> Callable[[], PublishedSite]:
    """Lay out the country, as the environment tells; each publication is under the banner of its moment."""
    settings = PublishNetworkSettings.from_env(os.environ)
    dynamodb = client("dynamodb")
    kits = Kits(store=DynamoKitStore(dynamodb, settings.network_table))
    publish = partial(
        publish_network,
        nations=DynamoNationStore(dynamodb, settings.network_table),
        events=DynamoEventList(dynamodb, settings.network_table),
        site=S3SiteBucket(client("s3"), settings.site_bucket),
        clock=SystemClock(),
    )

    @lru_cache(maxsize=1)
    def maker_under(banner: Banner) -> NetworkMaker:
        return network_maker(banner, atlas_of(settings.country), country=settings.country)

    return lambda: publish(maker=maker_under(kits.banner(network_domain=settings.network_domain)))
