"""The functions behind the actions' queue and the people table's stream, each with what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.capacity import FOLLOWER_TRIES
from infra.constructs.grants import allow, allow_items, allow_objects, allow_secret, allow_table
from infra.constructs.queue import empty
from infra.constructs.stream import Following, follow
from infra.constructs.waiting_letters import told_of, try_again
from shared.actions.settings import RecordActionSettings, SendConfirmationSettings
from shared.counters.settings import KeepCountersSettings
from shared.kits.keys import KIT

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_ses as ses
    from aws_cdk import aws_sqs as sqs

    from infra.constructs.queue import WorkQueue
    from infra.constructs.workshop import Workshop

TRANSACTIONS = ("BatchGetItem", "Query", "ConditionCheckItem", "PutItem", "UpdateItem", "DeleteItem")
"""What recording takes of the people table: a transaction is allowed by what is in it."""

DEEDS = Following(prefix="DEED#", events=["INSERT", "REMOVE"])
"""Counters learn of what was done and undone, for as long as the stream holds it: one passed over is a wrong sum."""

CONFIRMATIONS = Following(prefix="CONFIRM#", events=["INSERT"], tries=FOLLOWER_TRIES)
"""Whoever must confirm something is written to once."""


def record_action(workshop: Workshop, actions: sqs.Queue) -> lambda_.Function:
    """Make the function that empties the queue into the people table."""
    stage, data = workshop.stage, workshop.data
    told = RecordActionSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        network_domain=stage.domain.name,
        country=stage.country,
        timezone=stage.timezone,
        actions_queue=actions.queue_url,
        retry_seconds=int(stage.actions.rest.total_seconds()),
    )
    function = workshop.make("record_action", told, through=("dynamodb", "sqs"))
    allow_table(function, data.people, *TRANSACTIONS)
    allow_table(function, data.network, "GetItem", "PutItem")
    # What a consent said names the network as the nation's pages do: the list of editions tells which banner they have.
    allow_items(function, data.network, "Query", within=[KIT])
    empty(actions, function, batch=stage.actions.batch, workers=stage.actions.recorders)
    return function


def keep_counters(workshop: Workshop, untaken: sqs.Queue) -> lambda_.Function:
    """Make the function that counts deeds, exactly once each, and shows the sums on the pages."""
    data, sites = workshop.data, workshop.sites
    told = KeepCountersSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        site_bucket=sites.bucket.bucket_name,
        timezone=workshop.stage.timezone,
    )
    function = workshop.make("keep_counters", told, through=("dynamodb", "sqs"))
    allow_table(function, data.people, "ConditionCheckItem", "PutItem", "UpdateItem")
    allow_table(function, data.network, "GetItem", "UpdateItem")
    allow_objects(function, sites.bucket, "PutObject", under=[""], named="*/counters.json")
    follow(function, data.people, DEEDS, untaken=untaken)
    return function


def send_confirmation(
    workshop: Workshop, waiting: WorkQueue, *, sender: ses.EmailIdentity, untaken: sqs.Queue
) -> lambda_.Function:
    """Make the function that writes to whoever must confirm something; what it cannot send waits in `waiting`."""
    stage, data = workshop.stage, workshop.data
    told = SendConfirmationSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        network_domain=stage.domain.name,
        country=stage.country,
        site_address=workshop.sites.address,
        sender=stage.domain.sender,
        signing_secret=stage.signing_secret,
        **told_of(waiting, stage),
    )
    function = workshop.make("send_confirmation", told, through=("dynamodb", "secretsmanager", "sqs"))
    allow_table(function, data.people, "BatchGetItem", "Query", "PutItem")
    allow_table(function, data.network, "GetItem")
    # A nation that has an older edition of the software's kit: which number that one has is told by the list of them.
    allow_items(function, data.network, "Query", within=[KIT])
    allow_secret(function, stage.signing_secret)
    allow(function, "ses:SendEmail", on=[sender.email_identity_arn if stage.knows_senders else "*"])
    follow(function, data.people, CONFIRMATIONS, untaken=untaken)
    try_again(function, waiting, stage)
    return function
