"""The press connected to AWS: what every function that publishes sites needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from shared.elections.calendars import calendar_of
from shared.elections.gate import Gate
from shared.elections.store import DynamoOverrideLog
from shared.geography.atlases import atlas_of
from shared.geography.france import OUTLINES
from shared.nations.store import DynamoNationStore
from shared.sites.banner import default_banner
from shared.sites.bucket import S3SiteBucket
from shared.sites.nation_site import SiteMaker
from shared.sites.outline import GroundMap
from shared.sites.publication import Press
from shared.sites.render import SiteRenderer
from shared.sites.version_store import DynamoVersionStore

if TYPE_CHECKING:
    from shared.kernel.clock import Clock


def site_maker(*, network_domain: str, country: str) -> SiteMaker:
    """Return what makes the sites of a network; compiles the templates, so make it once."""
    return SiteMaker(
        banner=replace(default_banner(), network_domain=network_domain),
        atlas=atlas_of(country),
        renderer=SiteRenderer(),
        ground=GroundMap.read(OUTLINES),
        calendar=calendar_of(country),
    )


class PressSettings(Protocol):
    """What settings of a function tell of where sites are published, and for whom."""

    @property
    def network_table(self) -> str:
        """The name of the table of nations."""

    @property
    def site_bucket(self) -> str:
        """The name of the bucket of pages."""

    @property
    def network_domain(self) -> str:
        """Where the network's site is."""

    @property
    def country(self) -> str:
        """Whose zones and elections they are: two letters."""


def connect_press(dynamodb: Any, s3: Any, settings: PressSettings, clock: Clock) -> Press:
    """Return the press of a stage; `dynamodb` and `s3` are clients."""
    network_table, country = settings.network_table, settings.country
    overrides = DynamoOverrideLog(dynamodb, network_table)
    return Press(
        nations=DynamoNationStore(dynamodb, network_table),
        site=S3SiteBucket(s3, settings.site_bucket),
        versions=DynamoVersionStore(dynamodb, network_table),
        maker=site_maker(network_domain=settings.network_domain, country=country),
        gate=Gate(calendar=calendar_of(country), overrides=overrides, clock=clock),
        clock=clock,
    )
