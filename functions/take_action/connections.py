"""What the counter needs of AWS and of its environment."""

from __future__ import annotations

import os

from functions.take_action.counter import Counter
from shared.actions.admission import Admission
from shared.actions.known import KnownNations
from shared.actions.limit_store import DynamoLimitStore
from shared.actions.limits import LimitRules, Limits
from shared.actions.queue import SqsActionsQueue
from shared.actions.reception import Reception
from shared.actions.settings import TakeActionSettings
from shared.actions.stamps import StampRules, Stamps
from shared.counters.store import NetworkCounters
from shared.elections.calendars import calendar_of
from shared.events.store import DynamoEventStore
from shared.kernel.aws import BRISK, client
from shared.kernel.clock import SystemClock
from shared.kernel.direct import DirectCall
from shared.kernel.secrets import SecretsManagerKeys
from shared.kits.banner_store import connect_banners
from shared.nations.store import DynamoNationStore
from shared.sites.banner import default_banner


def connect() -> Counter:
    """Return a counter with its connections, as the environment tells."""
    settings = TakeActionSettings.from_env(os.environ)
    clock = SystemClock()
    dynamodb, sqs = (client(service, checked=False, patience=BRISK) for service in ("dynamodb", "sqs"))
    secrets = client("secretsmanager", patience=BRISK)
    keys = SecretsManagerKeys(secrets, settings.signing_secret, clock=clock)
    stamps = StampRules(wait=settings.stamp_wait_seconds, valid=settings.stamp_valid_seconds)
    rules = LimitRules(address=settings.address_limit, nation=settings.nation_limit, seconds=settings.limit_seconds)
    nations = DynamoNationStore(dynamodb, settings.network_table)
    return Counter(
        edge=SecretsManagerKeys(secrets, settings.edge_secret, clock=clock),
        reception=Reception(
            nations=KnownNations(nations, calendar=calendar_of(settings.country), clock=clock),
            admission=Admission(
                events=DynamoEventStore(dynamodb, settings.network_table),
                counts=NetworkCounters(dynamodb, settings.network_table),
            ),
            stamps=Stamps(keys, rules=stamps, clock=clock),
            limits=Limits(DynamoLimitStore(dynamodb, settings.network_table), rules),
            queue=SqsActionsQueue(DirectCall(sqs, "SendMessage", patience=BRISK), settings.actions_queue),
            keys=keys,
            clock=clock,
            banners=connect_banners(
                dynamodb, settings.network_table, network_domain=settings.network_domain, clock=clock
            ),
            network_domain=settings.network_domain,
            country=settings.country,
            language=default_banner().language,
        ),
    )
