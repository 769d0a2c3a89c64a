"""The console with its connections to AWS, as the environment tells."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from shared.access.audit_store import DynamoAuditLog
from shared.access.cognito import CognitoSignIn
from shared.access.credentials import NationCredentials, client_with
from shared.access.member_store import DynamoMemberStore
from shared.access.narrowing import Ground
from shared.access.session_store import DynamoSessionStore
from shared.access.tries_store import DynamoTries
from shared.console.answering import answer, give_up
from shared.console.desk import Desk
from shared.console.reach import Reach
from shared.console.rendering import Pages
from shared.console.request import read_request
from shared.console.settings import ServeConsoleSettings
from shared.counters.store import NetworkCounters
from shared.elections.calendars import calendar_of
from shared.events.store import DynamoEventStore
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.secrets import SecretsManagerKeys
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.name_index import DynamoPeopleByName
from shared.rollouts.store import DynamoRolloutStore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """Answers what browsers ask; `path` stands before the console's own paths, with `{api}` for the API's id."""

    desk: Desk
    path: str

    def answer(self, event: Mapping[str, Any]) -> Response:
        """Answer one request of API Gateway."""
        return answer(read_request(event, console_path=self.path), self.desk)

    def give_up(self, event: Mapping[str, Any]) -> Response:
        """Answer a request that we failed."""
        return give_up(read_request(event, console_path=self.path), self.desk)


def connect() -> Console:
    """Connect to AWS."""
    settings = ServeConsoleSettings.from_env(os.environ)
    return Console(desk=_desk(settings), path=settings.console_path)


def _desk(settings: ServeConsoleSettings) -> Desk:
    clock, table = SystemClock(), settings.network_table
    dynamodb, cognito = client("dynamodb"), client("cognito-idp")
    ground = Ground(people_table=settings.people_table, network_table=table, site_bucket=settings.site_bucket)
    credentials = NationCredentials(client("sts"), role_arn=settings.nation_role_arn, ground=ground, clock=clock)
    return Desk(
        pages=Pages(),
        clock=clock,
        draw=token_hex,
        keys=SecretsManagerKeys(client("secretsmanager"), settings.signing_secret, clock=clock),
        members=DynamoMemberStore(dynamodb, table),
        sessions=DynamoSessionStore(dynamodb, table),
        tries=DynamoTries(dynamodb, table),
        audit=DynamoAuditLog(dynamodb, table),
        sign_in=CognitoSignIn(cognito, pool=settings.user_pool_id, app=settings.user_pool_client_id),
        nations=DynamoNationStore(dynamodb, table),
        rollouts=DynamoRolloutStore(dynamodb, table),
        counters=NetworkCounters(dynamodb, table),
        events=DynamoEventStore(dynamodb, table),
        calendar=calendar_of(settings.country),
        reach=partial(_reach, settings.people_table, credentials),
        site_address=settings.site_address,
        country=settings.country,
    )


def _reach(table: str, credentials: NationCredentials, slug: str) -> Reach:
    """Reach a nation's people by a session that is narrowed to that nation, and to reading."""
    dynamodb = client_with("dynamodb", credentials.of(slug, may_write=False))
    return Reach(people=DynamoPeopleTable(dynamodb, table), by_name=DynamoPeopleByName(dynamodb, table))
