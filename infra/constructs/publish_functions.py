"""The functions that publish sites besides the rollout's own worker, each with what it may do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from infra.constructs.grants import allow_items, allow_listing, allow_objects, allow_sending, allow_table
from infra.constructs.queue import empty
from infra.constructs.schedule import call_every
from shared.kits.keys import KIT
from shared.nations.settings import PublishNationSettings
from shared.sites.network.settings import PublishNetworkSettings

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_s3 as s3
    from aws_cdk import aws_sqs as sqs

    from infra.constructs.workshop import Workshop

NETWORK_IS_FRESH = timedelta(minutes=5)
"""How long the network's own site may tell of yesterday's events, or not yet of a nation that was suspended."""


def publish_nation(workshop: Workshop, publications: sqs.Queue) -> lambda_.Function:
    """Make the function that publishes a nation's site again because somebody asked, or a silence begins or ends."""
    stage, network, bucket = workshop.stage, workshop.data.network, workshop.sites.bucket
    told = PublishNationSettings(
        network_table=network.table_name,
        site_bucket=bucket.bucket_name,
        network_domain=stage.domain.name,
        country=stage.country,
        publications_queue=publications.queue_url,
    )
    function = workshop.make("publish_nation", told, through=("dynamodb", "sqs"))
    allow_table(function, network, "GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")
    allow_publishing(function, bucket, "GetObject", "GetObjectVersion")
    allow_sending(function, publications)
    empty(publications, function, batch=stage.publications.batch, workers=stage.publications.workers)
    return function


def publish_network(workshop: Workshop) -> lambda_.Function:
    """Make the function that publishes the network's own site from what its nations and events are now."""
    stage, network, bucket = workshop.stage, workshop.data.network, workshop.sites.bucket
    told = PublishNetworkSettings(
        network_table=network.table_name,
        site_bucket=bucket.bucket_name,
        network_domain=stage.domain.name,
        country=stage.country,
    )
    function = workshop.make("publish_network", told, through=("dynamodb",))
    allow_table(function, network, index="by_kind")
    allow_items(function, network, "Query", within=[KIT])
    allow_objects(function, bucket, "PutObject", under=["network/"])
    allow_listing(function, bucket)
    call_every(function, NETWORK_IS_FRESH)
    return function


def allow_publishing(function: lambda_.Function, bucket: s3.IBucket, *reading: str) -> None:
    """Let a function write nations' files and take down pages that are left over; their versions are kept.

    `reading` are the actions by which it may put replaced versions back.
    """
    allow_objects(function, bucket, "PutObject", "DeleteObject", *reading, under=[""])
    allow_listing(function, bucket)
