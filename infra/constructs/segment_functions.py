"""The functions behind segments: they build and keep the indexes of people, and write exports."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from infra.constructs.grants import allow_objects, allow_sending, allow_table
from infra.constructs.queue import WorkQueue, empty
from infra.constructs.schedule import call_every
from shared.people.segments.export import FOLDER
from shared.people.segments.settings import ExportPeopleSettings, IndexPeopleSettings, KeepIndexesSettings

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from constructs import Construct

    from infra.constructs.workshop import Workshop

EVERY_HOUR = timedelta(hours=1)
"""How long a nation may go uncounted where more was changed than a reader looks at; whoever opens its segments asks
for a new index at once."""


def indexes_queue(scope: Construct, workshop: Workshop) -> WorkQueue:
    """Make the queue of indexes to build."""
    stage = workshop.stage
    return WorkQueue(
        scope,
        "Indexes",
        stage=stage,
        key=workshop.data.key,
        name="indexes",
        visibility=stage.indexes.visibility,
        receives=stage.indexes.receives,
    )


def index_people(workshop: Workshop, indexes: WorkQueue) -> lambda_.Function:
    """Make the function that builds an index: it reads a nation's people, and writes and removes the index's items."""
    people = workshop.data.people
    told = IndexPeopleSettings(people_table=people.table_name)
    function = workshop.make("index_people", told, through=("dynamodb", "sqs"))
    allow_table(function, people, "BatchGetItem", "Query", "PutItem", "DeleteItem")
    empty(indexes.queue, function, batch=1, workers=workshop.stage.indexes.workers)
    return function


def keep_indexes(workshop: Workshop, indexes: WorkQueue) -> lambda_.Function:
    """Make the function that asks for indexes by the clock; of people it reads who was changed, and no more."""
    data = workshop.data
    told = KeepIndexesSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        indexes_queue=indexes.queue.queue_url,
    )
    function = workshop.make("keep_indexes", told, through=("dynamodb", "sqs"))
    allow_table(function, data.people, "BatchGetItem", "Query")
    allow_table(function, data.network, index="by_kind")
    allow_sending(function, indexes.queue)
    call_every(function, EVERY_HOUR)
    return function


def exports_queue(scope: Construct, workshop: Workshop) -> WorkQueue:
    """Make the queue of exports."""
    stage = workshop.stage
    return WorkQueue(
        scope,
        "Exports",
        stage=stage,
        key=workshop.data.key,
        name="exports",
        visibility=stage.indexes.visibility,
        receives=stage.indexes.receives,
    )


def export_people(workshop: Workshop, exports: WorkQueue) -> lambda_.Function:
    """Make the function that writes exports' files, which it cannot read again; it builds an index that is missing."""
    data = workshop.data
    told = ExportPeopleSettings(
        people_table=data.people.table_name,
        intake_bucket=data.intake.bucket_name,
        tries=workshop.stage.indexes.receives,
    )
    function = workshop.make("export_people", told, through=("dynamodb", "s3", "sqs"))
    allow_table(function, data.people, "BatchGetItem", "Query", "PutItem", "DeleteItem")
    allow_objects(function, data.intake, "PutObject", "AbortMultipartUpload", under=[FOLDER])
    empty(exports.queue, function, batch=1, workers=workshop.stage.indexes.workers)
    return function
