"""A push of the kit through the queue and the worker that publishes sites, as they are on AWS."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.kits.edition import KitEdition
from shared.kits.holdings import page_change
from shared.kits.push_room import connect_push
from shared.kits.run import Standing, progress_of
from tests.integration.elections.conftest import Cloud, cloud
from tests.unit.kits.builders import CHARTER, a_charter, an_edition

if TYPE_CHECKING:
    from shared.kits.holdings import HoldingStore
    from shared.kits.pushing import Push

__all__ = ["cloud"]
"""The network of the silence's tests."""

SLUGS = ("ain-1", "paris-6")
PURPLE = "#401060"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the parts of the stage are called."""

    publications_queue: str
    network_table: str = "network"


def a_push(cloud: Cloud) -> Push:
    """Return what HQ pushes with."""
    return connect_push(cloud.dynamodb, cloud.sqs, Parts(publications_queue=cloud.queue), cloud.clock)


def a_purple_edition() -> KitEdition:
    """Return an edition of other words under a banner of another colour."""
    edition = an_edition()
    content = replace(edition.content, banner=replace(edition.content.banner, primary=PURPLE))
    return KitEdition(head=edition.head, content=content)


def write(holdings: HoldingStore, slug: str) -> None:
    """Have a nation write its own charter."""
    home = holdings.read(slug).pages["home"]
    blocks = tuple(a_charter("Nos mots") if block.id == CHARTER else block for block in home.blocks)
    holdings.write(slug, page_change(home, replace(home, blocks=blocks, heading=replace(home.heading, edited_at="1"))))


def test_waves_reach_every_site_and_what_a_nation_wrote_survives(cloud: Cloud) -> None:
    push = a_push(cloud)
    for slug, zone in zip(SLUGS, ("01-01", "75-06"), strict=True):
        cloud.found(slug, zone)
    write(push.holdings, "paris-6")
    push.kits.store.add(a_purple_edition())

    run = push.begin(by="anne", canaries=1)
    first = cloud.asked()
    assert [record["body"].count("ain-1") for record in first] == [1]
    assert cloud.publish([*first, *first]) == []
    assert cloud.publish(cloud.asked()) == []

    assert progress_of(run, push.runs.settled(run.version)).standing is Standing.DONE
    assert "Au grand jour." in cloud.home("ain-1")
    assert "Nos mots" in cloud.home("paris-6")
    assert push.holdings.read("paris-6").waiting == 1
    sheets = cloud.s3.list_objects_v2(Bucket="sites", Prefix="network/assets/")["Contents"]
    styles = [cloud.s3.get_object(Bucket="sites", Key=each["Key"])["Body"].read() for each in sheets]
    assert any(PURPLE.encode() in style for style in styles)
