"""The function that carries out the imports of nations' own files, and changes of many people, and its queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.constructs.grants import allow_items, allow_listing, allow_objects, allow_table
from infra.constructs.queue import WorkQueue, empty
from shared.nations.items import nation_key
from shared.people.imports.settings import ImportNationSettings
from shared.rollouts.arrivals import FOLDER

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from constructs import Construct

    from infra.constructs.workshop import Workshop


def imports_queue(scope: Construct, workshop: Workshop) -> WorkQueue:
    """Make the queue of imports and of changes to carry out."""
    stage = workshop.stage
    return WorkQueue(
        scope,
        "Imports",
        stage=stage,
        key=workshop.data.key,
        name="imports",
        visibility=stage.own_imports.visibility,
        receives=stage.own_imports.receives,
    )


def import_nation(workshop: Workshop, imports: WorkQueue) -> lambda_.Function:
    """Make the function: it reads what arrived, sorts it beside the rollouts' files and writes people.

    A change of many people needs nothing that an import does not: it reads and writes people. In the network table it
    writes nations alone, which say how many people their own imports brought.
    """
    data, stage = workshop.data, workshop.stage
    told = ImportNationSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        intake_bucket=data.intake.bucket_name,
        country=stage.country,
        range_bytes=stage.people_import.range_bytes,
        shard_bytes=stage.people_import.shard_bytes,
    )
    function = workshop.make("import_nation", told, through=("dynamodb", "s3", "sqs"))
    # Who was erased is listed by the index.
    allow_table(function, data.network, "GetItem", index="by_kind")
    allow_items(function, data.network, "PutItem", within=[nation_key("*")])
    allow_table(function, data.people, "BatchGetItem", "Query", "PutItem")
    allow_objects(function, data.intake, "GetObject", under=[FOLDER])
    allow_objects(function, data.intake, "GetObject", "PutObject", "AbortMultipartUpload", under=["rollouts/import-"])
    allow_listing(function, data.intake)
    empty(imports.queue, function, batch=1, workers=stage.own_imports.workers)
    return function
