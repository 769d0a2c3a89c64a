"""What planning a rollout needs of AWS."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from shared.access.audit_store import DynamoAuditLog
from shared.access.logbook import Logbook
from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.nations.store import DynamoNationStore
from shared.people.bucket import S3PeopleFiles
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.erasures import DynamoErasures
from shared.people.planning import PlanLimits
from shared.people.store import DynamoPeopleStore
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.people_plan import ImportPlanner
from shared.rollouts.roster import parse_roster
from shared.rollouts.settings import PlanRolloutSettings
from shared.rollouts.store import DynamoRolloutStore


def connect() -> dict[str, Any]:
    """Return the ports of `plan_rollout` by their names, as the environment tells."""
    settings = PlanRolloutSettings.from_env(os.environ)
    dynamodb, s3, clock = client("dynamodb"), client("s3"), SystemClock()
    planner = ImportPlanner(
        files=S3PeopleFiles(s3, settings.intake_bucket),
        people=DynamoPeopleStore(dynamodb, settings.people_table),
        table=DynamoPeopleTable(dynamodb, settings.people_table),
        erasures=DynamoErasures(dynamodb, settings.network_table),
        journal=Logbook(log=DynamoAuditLog(dynamodb, settings.network_table), by=None, clock=clock),
        limits=PlanLimits(range_bytes=settings.range_bytes, shard_bytes=settings.shard_bytes),
        country=settings.country,
        straggle_seconds=settings.straggle_seconds,
    )
    return {
        "rollouts": DynamoRolloutStore(dynamodb, settings.network_table),
        "nations": DynamoNationStore(dynamodb, settings.network_table),
        "files": S3RolloutFiles(s3, settings.intake_bucket),
        "read_roster": partial(parse_roster, country=settings.country, atlas=atlas_of(settings.country)),
        "plan_people": planner,
        "clock": clock,
    }
