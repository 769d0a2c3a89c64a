"""The worker behind the queue of publications: one use case with its connections to AWS."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from shared.elections.calendars import calendar_of
from shared.elections.gate import Gate
from shared.elections.store import DynamoNotices, DynamoOverrideLog
from shared.geography.atlases import atlas_of
from shared.geography.france import OUTLINES
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.nations.settings import PublishNationSettings
from shared.nations.store import DynamoNationStore
from shared.sites.banner import default_banner
from shared.sites.bucket import S3SiteBucket
from shared.sites.files import NETWORK
from shared.sites.nation_site import SiteMaker
from shared.sites.orders import OrderOutcome, carry_out
from shared.sites.outline import GroundMap
from shared.sites.publication import Press
from shared.sites.render import SiteRenderer
from shared.sites.version_store import DynamoVersionStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.nations.publications import PublicationOrder


def connect() -> Callable[[PublicationOrder], OrderOutcome]:
    """Return what carries orders out, with its connections, as the environment tells."""
    settings = PublishNationSettings.from_env(os.environ)
    dynamodb, clock, table = client("dynamodb"), SystemClock(), settings.network_table
    calendar = calendar_of(settings.country)
    maker = SiteMaker(
        banner=replace(default_banner(), network_domain=settings.network_domain),
        atlas=atlas_of(settings.country),
        renderer=SiteRenderer(),
        ground=GroundMap.read(OUTLINES),
        calendar=calendar,
    )
    site = S3SiteBucket(client("s3"), settings.site_bucket)
    # Once for all nations of this process, and before any page that needs it.
    site.publish(NETWORK, maker.shared_files())
    press = Press(
        nations=DynamoNationStore(dynamodb, table),
        site=site,
        versions=DynamoVersionStore(dynamodb, table),
        maker=maker,
        gate=Gate(calendar=calendar, overrides=DynamoOverrideLog(dynamodb, table), clock=clock),
        clock=clock,
    )
    return partial(carry_out, press=press, notices=DynamoNotices(dynamodb, table))
