"""The function that writes to members, with what it is told and what it may do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from infra.capacity import FOLLOWER_TRIES
from infra.constructs.grants import allow, allow_items, allow_secret, allow_table
from infra.constructs.stream import Following, follow
from infra.constructs.waiting_letters import told_of, try_again
from shared.access.items import LETTER, invitation_key, password_key
from shared.access.settings import SendLettersSettings

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_ses as ses
    from aws_cdk import aws_sqs as sqs

    from infra.constructs.queue import WorkQueue
    from infra.constructs.workshop import Workshop

CLOCKS_DIFFER = timedelta(seconds=15)
"""How much longer than its sender may run a letter stays in its hand: no two of Lambda's clocks are as far apart."""

LETTERS = Following(prefix=LETTER, events=["INSERT"], tries=FOLLOWER_TRIES)
"""Whoever is invited, or asked for a new password, is written to."""


def send_letters(
    workshop: Workshop, waiting: WorkQueue, *, console_address: str, sender: ses.EmailIdentity, untaken: sqs.IQueue
) -> lambda_.Function:
    """Make the function that writes to whoever is invited, and to members who forgot their password.

    A letter that it cannot send waits in the queue `waiting`.
    """
    stage, network = workshop.stage, workshop.data.network
    told = SendLettersSettings(
        network_table=network.table_name,
        network_domain=stage.domain.name,
        console_address=console_address,
        sender=stage.domain.sender,
        signing_secret=stage.signing_secret,
        hold_seconds=int((stage.functions.send_letters.timeout + CLOCKS_DIFFER).total_seconds()),
        **told_of(waiting, stage),
    )
    function = workshop.make("send_letters", told, through=("dynamodb", "secretsmanager", "sqs"))
    allow_table(function, network, "GetItem", "Query")
    allow_items(function, network, "UpdateItem", within=[invitation_key("*"), password_key("*")])
    allow_secret(function, stage.signing_secret)
    allow(function, "ses:SendEmail", on=[sender.email_identity_arn if stage.knows_senders else "*"])
    follow(function, network, LETTERS, untaken=untaken)
    try_again(function, waiting, stage)
    return function
