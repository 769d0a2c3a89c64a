"""Plan an attempt of a rollout: the state machine's first step.

Event: `{"rollout_id", "attempt", "scope": "unfinished"|"failed"}`.
Answer: `{"rollout_id", "attempt", "waves": how many, "wave": 0, "import_people": bool}`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.observability import logger_of
from shared.rollouts.failures import explaining
from shared.rollouts.plan import plan_rollout
from shared.rollouts.rollout import Scope

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("plan_rollout")


@cache
def connections() -> dict[str, Any]:
    """Connect to AWS: on the first event, not on import."""
    from functions.plan_rollout.connections import connect  # noqa: PLC0415 - AWS's clients are what a cold start waits for

    return connect()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Plan the attempt; a bad roster or people file raises InputError with every fault."""
    logger.append_keys(rollout=event["rollout_id"], attempt=event["attempt"])
    with explaining(event["rollout_id"], rollouts=connections()["rollouts"]):
        plan = plan_rollout(event["rollout_id"], scope=Scope(event["scope"]), **connections())
    logger.info("rollout planned", waves=plan.waves, import_people=plan.import_people)
    order = {"rollout_id": event["rollout_id"], "attempt": event["attempt"]}
    return order | {"waves": plan.waves, "wave": 0, "import_people": plan.import_people}
