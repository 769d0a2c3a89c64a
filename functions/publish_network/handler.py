"""Publish the network's own site, every few minutes and at the end of a rollout.

Event: anything; it says only that it is time. Answer: `{"written", "unchanged"}`, counts of files.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of
from shared.nations.store import DynamoNationStore
from shared.sites.bucket import S3SiteBucket
from shared.sites.network.event_list import DynamoEventList
from shared.sites.network.maker import network_maker
from shared.sites.network.publish import publish_network
from shared.sites.network.settings import PublishNetworkSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.sites.banner import Banner
    from shared.sites.network.maker import NetworkMaker
    from shared.sites.publishing import PublishedSite

logger = logger_of("publish_network")


@cache
def publisher() -> Callable[[], PublishedSite]:
    """Connect to AWS and lay out the country: on the first event, not on import."""
    from shared.kits.kits import Kits  # noqa: PLC0415 - a cold start reads no kit before it is asked
    from shared.kits.store import DynamoKitStore  # noqa: PLC0415 - a cold start reads no kit before it is asked

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


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Publish whatever differs from what is there."""
    published = publisher()()
    logger.info("network published", written=published.written, unchanged=published.unchanged)
    return {"written": published.written, "unchanged": published.unchanged}
