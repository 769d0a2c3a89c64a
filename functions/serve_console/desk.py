"""The desk behind the console, with its connections to AWS."""

from __future__ import annotations

from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING

from functions.serve_console.previewing import maker, makers
from functions.serve_console.reaching import reach
from functions.serve_console.rolling import rolling
from shared.access.audit_store import DynamoAuditLog
from shared.access.cognito import CognitoSignIn
from shared.access.credentials import NationCredentials
from shared.access.member_store import DynamoMemberStore
from shared.access.narrowing import Ground
from shared.access.post_store import DynamoPost
from shared.access.session_store import DynamoSessionStore
from shared.access.tries_store import DynamoTries
from shared.actions.ground import Ground as PeopleGround
from shared.console.desk import Desk
from shared.console.people_desk import PeopleDesk
from shared.console.rendering import Pages
from shared.counters.store import NetworkCounters
from shared.elections.calendars import calendar_of
from shared.events.store import DynamoEventStore
from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.secrets import SecretsManagerKeys
from shared.kits.preview_room import connect_previews
from shared.kits.push_room import connect_push
from shared.nations.hq_tag_store import DynamoHqTags
from shared.nations.store import DynamoNationStore
from shared.people.erasures import DynamoErasures
from shared.people.imports.queue import SqsImportOrders
from shared.people.segments.queue import SqsExports, SqsIndexing
from shared.rollouts.store import DynamoRolloutStore
from shared.sites.previewing import Previews

if TYPE_CHECKING:
    from shared.console.settings import ServeConsoleSettings


def desk_of(settings: ServeConsoleSettings) -> Desk:
    """Connect to AWS, as the settings tell."""
    clock, table = SystemClock(), settings.network_table
    dynamodb, cognito = client("dynamodb"), client("cognito-idp")
    ground = Ground(
        people_table=settings.people_table,
        network_table=table,
        site_bucket=settings.site_bucket,
        intake_bucket=settings.intake_bucket,
    )
    credentials = NationCredentials(client("sts"), role_arn=settings.nation_role_arn, ground=ground, clock=clock)
    calendar, bundled = calendar_of(settings.country), maker(settings)
    push = connect_push(dynamodb, client("sqs"), settings, clock)
    return Desk(
        pages=Pages(),
        clock=clock,
        draw=token_hex,
        keys=SecretsManagerKeys(client("secretsmanager"), settings.signing_secret, clock=clock),
        members=DynamoMemberStore(dynamodb, table),
        post=DynamoPost(dynamodb, table),
        sessions=DynamoSessionStore(dynamodb, table),
        tries=DynamoTries(dynamodb, table),
        audit=DynamoAuditLog(dynamodb, table),
        sign_in=CognitoSignIn(cognito, pool=settings.user_pool_id, app=settings.user_pool_client_id),
        nations=DynamoNationStore(dynamodb, table),
        rollouts=DynamoRolloutStore(dynamodb, table),
        counters=NetworkCounters(dynamodb, table),
        events=DynamoEventStore(dynamodb, table),
        calendar=calendar,
        kits=push.kits,
        kit_push=push,
        publications=push.publications,
        indexing=SqsIndexing(client("sqs"), settings.indexes_queue),
        exports=SqsExports(client("sqs"), settings.exports_queue),
        hq_tags=DynamoHqTags(dynamodb, table),
        reach=partial(reach, settings, credentials),
        people=PeopleDesk(
            erasures=DynamoErasures(dynamodb, table),
            ground=PeopleGround(
                partial(atlas_of, settings.country), country=settings.country, timezone=calendar.timezone(())
            ),
            imports=SqsImportOrders(client("sqs"), settings.imports_queue),
        ),
        rolling=rolling(settings),
        previews=Previews(makers(bundled, push.kits)),
        kit_previews=connect_previews(bundled),
        site_address=settings.site_address,
        country=settings.country,
        retention_days=settings.retention_days,
    )
