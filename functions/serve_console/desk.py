"""The desk behind the console, with its connections to AWS."""

from __future__ import annotations

from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING

from functions.serve_console.people import people_desk
from functions.serve_console.previewing import maker, makers
from functions.serve_console.reaching import reach
from functions.serve_console.rolling import rolling
from functions.serve_console.sessions import credentials_of
from shared.access.audit_store import DynamoAuditLog
from shared.access.cognito import CognitoSignIn
from shared.access.member_store import DynamoMemberStore
from shared.access.post_store import DynamoPost
from shared.access.session_store import DynamoSessionStore
from shared.access.tries_store import DynamoTries
from shared.console.desk import Desk
from shared.console.rendering import Pages
from shared.counters.store import NetworkCounters
from shared.elections.calendars import calendar_of
from shared.events.store import DynamoEventStore
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.secrets import SecretsManagerKeys
from shared.kits.preview_room import connect_previews
from shared.kits.push_room import connect_push
from shared.nations.hq_tag_store import DynamoHqTags
from shared.nations.store import DynamoNationStore
from shared.people.segments.queue import SqsExports, SqsIndexing
from shared.rollouts.store import DynamoRolloutStore
from shared.sites.previewing import Previews

if TYPE_CHECKING:
    from shared.console.settings import ServeConsoleSettings


def desk_of(settings: ServeConsoleSettings) -> Desk:
    """Connect to AWS, as the settings tell."""
    clock, table = SystemClock(), settings.network_table
    dynamodb, sqs, cognito = client("dynamodb"), client("sqs"), client("cognito-idp")
    calendar, bundled = calendar_of(settings.country), maker(settings)
    push = connect_push(dynamodb, sqs, settings, clock)
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
        indexing=SqsIndexing(sqs, settings.indexes_queue),
        exports=SqsExports(sqs, settings.exports_queue),
        hq_tags=DynamoHqTags(dynamodb, table),
        reach=partial(reach, settings, credentials_of(settings, clock)),
        people=people_desk(settings, calendar),
        rolling=rolling(settings),
        previews=Previews(makers(bundled, push.kits)),
        kit_previews=connect_previews(bundled),
        site_address=settings.site_address,
        country=settings.country,
        retention_days=settings.retention_days,
    )
