"""The functions that visitors meet, each with what it is told and what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.constructs.actions_api import answer
from infra.constructs.grants import allow_items, allow_listing, allow_objects, allow_secret, allow_sending, allow_table
from infra.constructs.record_functions import TRANSACTIONS
from shared.actions.settings import AnswerConfirmationSettings, TakeActionSettings
from shared.kits.keys import KIT
from shared.sites.network.settings import FindNationSettings

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_sqs as sqs

    from infra.constructs.workshop import Workshop

ACTION_PATHS = {"/{slug}/api/{action}": ["GET", "POST"]}
LINK_PATHS = {f"/{{slug}}/api/{word}": ["GET", "POST"] for word in ("confirm", "withdraw")}
FINDER_PATHS = {"/network/api/find": ["GET"]}
DOORS = ACTION_PATHS | LINK_PATHS | FINDER_PATHS
"""What visitors may ask of the API: each path with its methods."""


def take_action(workshop: Workshop, actions: sqs.Queue) -> lambda_.Function:
    """Make the function that checks what visitors send and puts it into the queue."""
    stage, data = workshop.stage, workshop.data
    told = TakeActionSettings(
        network_table=data.network.table_name,
        actions_queue=actions.queue_url,
        network_domain=stage.domain.name,
        country=stage.country,
        signing_secret=stage.signing_secret,
        edge_secret=stage.edge_secret,
        stamp_wait_seconds=int(stage.forms.wait.total_seconds()),
        stamp_valid_seconds=int(stage.forms.valid.total_seconds()),
        address_limit=stage.forms.per_address,
        nation_limit=stage.forms.per_nation,
        limit_seconds=int(stage.forms.window.total_seconds()),
    )
    function = workshop.make(
        "take_action", told, through=("dynamodb", "secretsmanager", "sqs"), reserved=stage.actions.takers
    )
    allow_table(function, data.network, "GetItem", "UpdateItem")
    # Of a nation on the kit that came with the software, the list of editions tells whether HQ kept that one.
    allow_items(function, data.network, "Query", within=[KIT])
    allow_secret(function, stage.signing_secret)
    allow_secret(function, stage.edge_secret)
    allow_sending(function, actions)
    answer(workshop.sites.actions_api, function, paths=ACTION_PATHS)
    return function


def answer_confirmation(workshop: Workshop) -> lambda_.Function:
    """Make the function behind the links of mails: it confirms and withdraws, each after one more click."""
    stage, data = workshop.stage, workshop.data
    told = AnswerConfirmationSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        network_domain=stage.domain.name,
        country=stage.country,
        signing_secret=stage.signing_secret,
        edge_secret=stage.edge_secret,
    )
    function = workshop.make("answer_confirmation", told, through=("dynamodb", "secretsmanager"))
    allow_table(function, data.people, *TRANSACTIONS)
    allow_table(function, data.network, "GetItem", "Query")
    # Who confirms a sign-up may come with files again, though they had themselves erased before.
    allow_items(function, data.network, "UpdateItem", within=["ERASED#*"])
    allow_secret(function, stage.signing_secret)
    allow_secret(function, stage.edge_secret)
    answer(workshop.sites.actions_api, function, paths=LINK_PATHS)
    return function


def find_nation(workshop: Workshop) -> lambda_.Function:
    """Make the function that answers the candidate finder where no script runs."""
    bucket, network = workshop.sites.bucket, workshop.data.network
    told = FindNationSettings(
        network_table=network.table_name,
        site_bucket=bucket.bucket_name,
        network_domain=workshop.stage.domain.name,
    )
    function = workshop.make("find_nation", told, through=("dynamodb",))
    # Under which banner the network's own site stands; where somebody stands is told by its files.
    allow_items(function, network, "Query", within=[KIT])
    allow_objects(function, bucket, "GetObject", under=["network/"])
    allow_listing(function, bucket)
    answer(workshop.sites.actions_api, function, paths=FINDER_PATHS)
    return function
