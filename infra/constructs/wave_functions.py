"""The functions of the waves, each with what it is told and what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.capacity import DEAD_LETTER_WORKERS
from infra.constructs.grants import allow_answers, allow_listing, allow_objects, allow_secret, allow_table
from infra.constructs.publish_functions import allow_publishing
from infra.constructs.queue import empty
from shared.rollouts.settings import (
    AskApprovalSettings,
    FailDeadLettersSettings,
    JudgeWaveSettings,
    ProvisionNationSettings,
    RecordFailureSettings,
)

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_

    from infra.constructs.queue import WorkQueue
    from infra.constructs.workshop import Workshop

DEAD_LETTER_BATCH = 10
"""Dead letters failed at once: each takes a write and an answer."""

TABLE = ("dynamodb",)
"""Services through which most of these functions meet the key."""


def provision_nation(workshop: Workshop, nations: WorkQueue) -> lambda_.Function:
    """Make the worker that empties the queue of nations: it furnishes a nation and publishes its site."""
    stage, data, sites = workshop.stage, workshop.data, workshop.sites
    told = ProvisionNationSettings(
        network_table=data.network.table_name,
        intake_bucket=data.intake.bucket_name,
        site_bucket=sites.bucket.bucket_name,
        network_domain=stage.domain.name,
        country=stage.country,
        nations_queue=nations.queue.queue_url,
        retry_seconds=int(stage.provisioning.rest.total_seconds()),
        at_once=stage.provisioning.at_once,
        signing_secret=stage.signing_secret,
    )
    function = workshop.make("provision_nation", told, through=("dynamodb", "s3", "secretsmanager", "sqs"))
    allow_table(function, data.network, "GetItem", "Query", "PutItem", "UpdateItem", "BatchWriteItem")
    allow_objects(function, data.intake, "GetObject", under=["rollouts/"])
    allow_listing(function, data.intake)
    allow_publishing(function, sites.bucket)
    allow_answers(function, "SendTaskSuccess")
    # The candidate's invitation is written with the opening; its link is made with the stage's key.
    allow_secret(function, stage.signing_secret)
    empty(nations.queue, function, batch=stage.provisioning.batch, workers=stage.provisioning.workers)
    return function


def fail_dead_letters(workshop: Workshop, nations: WorkQueue) -> lambda_.Function:
    """Make the function that fails the nations of dead letters, so that no wave waits for them."""
    network = workshop.data.network
    told = FailDeadLettersSettings(network_table=network.table_name)
    function = workshop.make("fail_dead_letters", told, through=("dynamodb", "sqs"))
    allow_table(function, network, "GetItem", "UpdateItem")
    allow_answers(function, "SendTaskFailure")
    empty(nations.dead_letters, function, batch=DEAD_LETTER_BATCH, workers=DEAD_LETTER_WORKERS)
    return function


def record_failure(workshop: Workshop) -> lambda_.Function:
    """Make the function that notes why a nation was given up."""
    network = workshop.data.network
    function = workshop.make("record_failure", RecordFailureSettings(network_table=network.table_name), through=TABLE)
    allow_table(function, network, "GetItem", "UpdateItem")
    return function


def judge_wave(workshop: Workshop) -> lambda_.Function:
    """Make the function that decides whether the rollout goes on."""
    network = workshop.data.network
    function = workshop.make("judge_wave", JudgeWaveSettings(network_table=network.table_name), through=TABLE)
    allow_table(function, network, "GetItem", "Query", "PutItem", "UpdateItem")
    return function


def ask_approval(workshop: Workshop) -> lambda_.Function:
    """Make the function that keeps the token for a person's word."""
    network = workshop.data.network
    function = workshop.make("ask_approval", AskApprovalSettings(network_table=network.table_name), through=TABLE)
    allow_table(function, network, "PutItem", "UpdateItem")
    return function
