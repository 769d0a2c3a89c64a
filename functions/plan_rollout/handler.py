"""Plan an attempt of a rollout: the state machine's first step.

Event: `{"rollout_id", "attempt", "scope": "unfinished"|"failed"}`.
Answer: `{"rollout_id", "attempt", "waves": how many, "wave": 0, "import_people": bool}`.
"""

from __future__ import annotations

import os
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of
from shared.nations.store import DynamoNationStore
from shared.people.bucket import S3PeopleFiles
from shared.people.erasures import DynamoErasures
from shared.people.planning import PlanLimits
from shared.people.store import DynamoPeopleStore
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.failures import explaining
from shared.rollouts.people_plan import ImportPlanner
from shared.rollouts.plan import plan_rollout
from shared.rollouts.rollout import Scope
from shared.rollouts.roster import parse_roster
from shared.rollouts.settings import PlanRolloutSettings
from shared.rollouts.store import DynamoRolloutStore

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("plan_rollout")


@cache
def connections() -> dict[str, Any]:
    """Connect to AWS: on the first event, not on import."""
    settings = PlanRolloutSettings.from_env(os.environ)
    dynamodb, s3 = client("dynamodb"), client("s3")
    planner = ImportPlanner(
        files=S3PeopleFiles(s3, settings.intake_bucket),
        people=DynamoPeopleStore(dynamodb, settings.people_table),
        erasures=DynamoErasures(dynamodb, settings.network_table),
        limits=PlanLimits(range_bytes=settings.range_bytes, shard_bytes=settings.shard_bytes),
        country=settings.country,
    )
    return {
        "rollouts": DynamoRolloutStore(dynamodb, settings.network_table),
        "nations": DynamoNationStore(dynamodb, settings.network_table),
        "files": S3RolloutFiles(s3, settings.intake_bucket),
        "read_roster": partial(parse_roster, country=settings.country, atlas=atlas_of(settings.country)),
        "plan_people": planner,
        "clock": SystemClock(),
    }


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Plan the attempt; a bad roster or people file raises InputError with every fault."""
    logger.append_keys(rollout=event["rollout_id"], attempt=event["attempt"])
    with explaining(event["rollout_id"], rollouts=connections()["rollouts"]):
        plan = plan_rollout(event["rollout_id"], scope=Scope(event["scope"]), **connections())
    logger.info("rollout planned", waves=plan.waves, import_people=plan.import_people)
    order = {"rollout_id": event["rollout_id"], "attempt": event["attempt"]}
    return order | {"waves": plan.waves, "wave": 0, "import_people": plan.import_people}
