"""The functions that the clock calls, each with what it is told and what it may do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from infra.constructs.grants import allow_sending, allow_table
from infra.constructs.record_functions import TRANSACTIONS
from infra.constructs.schedule import call_every
from shared.actions.settings import ApplyRetentionSettings
from shared.elections.settings import KeepSilenceSettings

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_sqs as sqs

    from infra.constructs.workshop import Workshop

EVERY_MINUTE = timedelta(minutes=1)
"""EventBridge's shortest: a silence begins and ends on the minute."""

EVERY_DAY = timedelta(days=1)
"""What the law lets go of after days may as well go a day later."""


def keep_silence(workshop: Workshop, publications: sqs.Queue) -> lambda_.Function:
    """Make the function that has nations published again whose silence begins or ends."""
    network = workshop.data.network
    told = KeepSilenceSettings(
        network_table=network.table_name,
        publications_queue=publications.queue_url,
        country=workshop.stage.country,
    )
    function = workshop.make("keep_silence", told, through=("dynamodb", "sqs"))
    allow_table(function, network, "GetItem", "PutItem", "UpdateItem", index="by_kind")
    allow_sending(function, publications)
    call_every(function, EVERY_MINUTE)
    return function


def apply_retention(workshop: Workshop, publications: sqs.Queue) -> lambda_.Function:
    """Make the function that removes nations whose grace is up, and lets go of what ended campaigns know of people."""
    stage, data = workshop.stage, workshop.data
    told = ApplyRetentionSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        network_domain=stage.domain.name,
        country=stage.country,
        retention_days=stage.retention.campaign_days,
        publications_queue=publications.queue_url,
    )
    function = workshop.make("apply_retention", told, through=("dynamodb", "sqs"))
    allow_table(function, data.people, *TRANSACTIONS)
    allow_table(function, data.network, "GetItem", "PutItem", "UpdateItem", index="by_kind")
    allow_sending(function, publications)
    call_every(function, EVERY_DAY)
    return function
