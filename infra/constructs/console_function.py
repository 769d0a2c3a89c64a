"""The function behind the console, with what it is told and what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import Stack

from infra.constructs.grants import (
    allow,
    allow_answers,
    allow_items,
    allow_listing,
    allow_objects,
    allow_secret,
    allow_sending,
    allow_table,
)
from infra.constructs.nation_role import nation_role, nation_role_arn
from infra.constructs.report_functions import allow_executions
from shared.access.items import invitation_key, log_key, member_key, password_key, place_key, session_key, tries_key
from shared.console.settings import ServeConsoleSettings
from shared.kits.keys import KIT, run_key
from shared.nations.hq_tags import PARTITION as HQ_TAGS
from shared.rollouts.arrivals import FOLDER
from shared.rollouts.leftovers import Leftover
from shared.rollouts.sums import rollout_key

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_sqs as sqs

    from infra.constructs.members import Members
    from infra.constructs.workshop import Workshop
    from infra.stacks.rollout import RolloutStack

SIGNING_IN = (
    "AdminCreateUser",
    "AdminDeleteUser",
    "AdminGetUser",
    "AdminInitiateAuth",
    "AdminRespondToAuthChallenge",
    "AdminSetUserMFAPreference",
    "AdminSetUserPassword",
    "AdminUserGlobalSignOut",
)
"""What the console asks of Cognito. Enrolling a second factor is asked with the member's own token."""

READ = ("BatchGetItem", "GetItem", "Query")
WRITE = ("ConditionCheckItem", "PutItem", "UpdateItem", "DeleteItem")

WRITTEN = (
    *(member_key("*"), invitation_key("*"), session_key("*"), tries_key("*")),
    *(place_key("*"), place_key(None)),
    rollout_key("*"),
    HQ_TAGS,
    *(KIT, run_key("*")),
)
"""Where the console writes by itself: members, the teams of nations and of the network, rollouts, the tags of
headquarters, the kit and its way to the nations. To the logs it adds; all else in the network table it only reads."""


def serve_console(
    workshop: Workshop,
    members: Members,
    rollout: RolloutStack,
    *,
    indexes: sqs.Queue,
    exports: sqs.Queue,
    imports: sqs.Queue,
) -> lambda_.Function:
    """Make the function that serves the console. It reaches people through the nations' role alone."""
    stage, data, sites = workshop.stage, workshop.data, workshop.sites
    told = ServeConsoleSettings(
        network_table=data.network.table_name,
        people_table=data.people.table_name,
        site_bucket=sites.bucket.bucket_name,
        intake_bucket=data.intake.bucket_name,
        user_pool_id=members.pool.user_pool_id,
        user_pool_client_id=members.client.user_pool_client_id,
        signing_secret=stage.signing_secret,
        console_path=stage.edge.path,
        console_scheme="https" if stage.edge.tls else "http",
        nation_role_arn=nation_role_arn(Stack.of(workshop), stage=stage),
        site_address=sites.address,
        publications_queue=rollout.publications.queue.queue_url,
        indexes_queue=indexes.queue_url,
        exports_queue=exports.queue_url,
        imports_queue=imports.queue_url,
        rollout_machine=rollout.machine.state_machine_arn,
        upload_seconds=int(stage.api.upload.total_seconds()),
        network_domain=stage.domain.name,
        country=stage.country,
        retention_days=stage.retention.campaign_days,
    )
    function = workshop.make("serve_console", told, through=("dynamodb", "s3", "secretsmanager", "sqs"))
    allow_table(function, data.network, *READ, index="by_kind")
    allow_items(function, data.network, *WRITE, within=WRITTEN)
    allow_items(function, data.network, "PutItem", within=[log_key("*"), password_key("*")])
    # Whom a team erases no file brings back into its nation.
    allow_items(function, data.network, "UpdateItem", within=["ERASED#*"])
    allow_secret(function, stage.signing_secret)
    for queue in (rollout.publications.queue, indexes, exports, imports):
        allow_sending(function, queue)
    allow(function, *(f"cognito-idp:{action}" for action in SIGNING_IN), on=[members.pool.user_pool_arn])
    nation_role(function, stage=stage, data=data, sites=sites)
    _let_run_rollouts(function, workshop, rollout)
    return function


def _let_run_rollouts(function: lambda_.Function, workshop: Workshop, rollout: RolloutStack) -> None:
    """Let the function take in what browsers sent, run the machine on it, and give out the rows that no nation got.

    Forms and links for browsers carry the function's own rights: it may do what they do.
    """
    intake, machine = workshop.data.intake, rollout.machine
    allow_objects(function, intake, "GetObject", "PutObject", under=[FOLDER])
    allow_objects(function, intake, "PutObject", under=["uploads/"])
    allow_objects(function, intake, "PutObject", under=["rollouts/"], named="*/report.json")
    for kind in Leftover:
        allow_objects(function, intake, "GetObject", under=["rollouts/"], named=f"*/{kind}/*")
    allow_listing(function, intake)
    allow_answers(function, "SendTaskSuccess")
    allow(function, "states:StartExecution", on=[machine.state_machine_arn])
    allow_executions(function, machine=workshop.stage.called("rollout"))
