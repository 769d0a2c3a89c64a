"""The functions that bring a people file in, each with what it is told and what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.constructs.grants import allow_listing, allow_objects, allow_table
from shared.rollouts.settings import (
    LoadPeopleSettings,
    PlanRolloutSettings,
    SettleImportSettings,
    SortPeopleSettings,
)

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_

    from infra.constructs.workshop import Workshop

STORES = ("dynamodb", "s3")
"""Services through which these functions meet the key."""


def plan_rollout(workshop: Workshop) -> lambda_.Function:
    """Make the function that reads the input, cuts it and writes the plan."""
    data, cut = workshop.data, workshop.stage.people_import
    told = PlanRolloutSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        intake_bucket=data.intake.bucket_name,
        country=workshop.stage.country,
        range_bytes=cut.range_bytes,
        shard_bytes=cut.shard_bytes,
        straggle_seconds=int(workshop.stage.straggling.total_seconds()),
    )
    function = workshop.make("plan_rollout", told, through=STORES)
    writing = ("PutItem", "UpdateItem", "BatchWriteItem")
    allow_table(function, data.network, "GetItem", "Query", *writing, index="by_kind")
    allow_objects(function, data.intake, "GetObject", under=["uploads/"])
    # It looks whether anybody is there at all, and else which nations have nobody yet: then the loaders need not
    # look for each of their people.
    allow_table(function, data.people, "Query", "Scan")
    # An upload that must be transcoded is written again in parts; a plan that fails takes them back.
    allow_objects(function, data.intake, "GetObject", "PutObject", "AbortMultipartUpload", under=["rollouts/"])
    allow_listing(function, data.intake)
    return function


def sort_people(workshop: Workshop) -> lambda_.Function:
    """Make the function that normalises and assigns one range of the file."""
    data = workshop.data
    told = SortPeopleSettings(
        network_table=data.network.table_name,
        intake_bucket=data.intake.bucket_name,
        country=workshop.stage.country,
    )
    function = workshop.make("sort_people", told, through=STORES)
    allow_table(function, data.network, "GetItem", "PutItem")
    allow_objects(function, data.intake, "GetObject", under=["uploads/"])
    allow_objects(function, data.intake, "GetObject", "PutObject", "AbortMultipartUpload", under=["rollouts/"])
    return function


def load_people(workshop: Workshop) -> lambda_.Function:
    """Make the function that writes the people of one shard: the only one that reaches them."""
    data = workshop.data
    told = LoadPeopleSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        intake_bucket=data.intake.bucket_name,
    )
    function = workshop.make("load_people", told, through=STORES)
    allow_table(function, data.network, "GetItem", "PutItem")
    allow_table(function, data.people, "BatchGetItem", "Query", "BatchWriteItem", "PutItem")
    allow_objects(function, data.intake, "GetObject", "PutObject", under=["rollouts/"])
    return function


def settle_import(workshop: Workshop) -> lambda_.Function:
    """Make the function that adds the outcomes up against the input."""
    data = workshop.data
    told = SettleImportSettings(network_table=data.network.table_name, intake_bucket=data.intake.bucket_name)
    function = workshop.make("settle_import", told, through=STORES)
    allow_table(function, data.network, "GetItem", "UpdateItem")
    allow_objects(function, data.intake, "GetObject", "PutObject", under=["rollouts/"])
    allow_listing(function, data.intake)
    return function
