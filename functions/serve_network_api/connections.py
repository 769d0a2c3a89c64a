"""The desk behind the API, with its connections to AWS."""

from __future__ import annotations

import os
from functools import cache, partial

from functions.serve_network_api.publishing import press_of
from shared.access.audit_store import DynamoAuditLog
from shared.access.logbook import Logbook
from shared.access.member_store import DynamoMemberStore
from shared.counters.store import NetworkCounters
from shared.elections.calendars import calendar_of
from shared.elections.gate import Gate
from shared.elections.store import DynamoOverrideLog
from shared.events.logged import LoggedEvents
from shared.events.scheduling import EventDesk
from shared.events.store import DynamoEventStore
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.presigning import presigner
from shared.kernel.secrets import SecretsManagerKeys
from shared.kits.preview_room import connect_previews
from shared.kits.push_room import connect_push
from shared.nations.hq_tag_store import DynamoHqTags
from shared.nations.store import DynamoNationStore
from shared.network_api.desk import Desk
from shared.network_api.settings import ServeNetworkApiSettings
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.machine import StepFunctionsMachine
from shared.rollouts.store import DynamoRolloutStore
from shared.rollouts.tokens import StepFunctionsTokens
from shared.rollouts.uploads import S3Uploads
from shared.sites.version_store import DynamoVersionStore


@cache
def connect() -> Desk:
    """Return the desk with its connections, as the environment tells."""
    settings, clock = ServeNetworkApiSettings.from_env(os.environ), SystemClock()
    dynamodb, s3, states = client("dynamodb"), client("s3"), client("stepfunctions")
    table = settings.network_table
    nations, audit = DynamoNationStore(dynamodb, table), DynamoAuditLog(dynamodb, table)
    journal = Logbook(log=audit, by=None, clock=clock)
    push = connect_push(dynamodb, client("sqs"), settings, clock)
    overrides = DynamoOverrideLog(dynamodb, table)
    press = cache(partial(press_of, settings, push.kits, clock))
    return Desk(
        rollouts=DynamoRolloutStore(dynamodb, table),
        nations=nations,
        files=S3RolloutFiles(s3, settings.intake_bucket),
        uploads=S3Uploads(presigner(), settings.intake_bucket, seconds=settings.upload_seconds),
        machine=StepFunctionsMachine(states, settings.rollout_machine),
        tokens=StepFunctionsTokens(states),
        events=EventDesk(
            nations=nations,
            events=LoggedEvents(DynamoEventStore(dynamodb, table), journal),
            gate=Gate(calendar=calendar_of(settings.country), overrides=overrides, clock=clock),
            publications=push.publications,
            clock=clock,
        ),
        counters=NetworkCounters(dynamodb, table),
        versions=DynamoVersionStore(dynamodb, table),
        press=press,
        journal=journal,
        audit=audit,
        members=DynamoMemberStore(dynamodb, table),
        keys=SecretsManagerKeys(client("secretsmanager"), settings.signing_secret, clock=clock),
        kits=push.kits,
        kit_push=push,
        kit_previews=connect_previews(lambda: press().maker),
        hq_tags=DynamoHqTags(dynamodb, table),
        clock=clock,
    )
