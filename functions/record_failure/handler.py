"""Note that the state machine gave a nation up.

Event: `{"rollout_id", "attempt", "slug", "error": {"Error", "Cause"}}`. Answer: `{"recorded": bool}`.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.aws import client
from shared.kernel.observability import logger_of, metrics_of
from shared.rollouts.failures import record_failure
from shared.rollouts.settings import RecordFailureSettings
from shared.rollouts.store import DynamoRolloutStore

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("record_failure")
metrics = metrics_of("record_failure")


@cache
def rollouts() -> DynamoRolloutStore:
    """Connect to AWS: on the first event, not on import."""
    settings = RecordFailureSettings.from_env(os.environ)
    return DynamoRolloutStore(client("dynamodb"), settings.network_table)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Fail the nation's entry unless it is settled; tell whether this call did."""
    logger.append_keys(rollout=event["rollout_id"], nation=event["slug"])
    of = {"attempt": event["attempt"], "error": event["error"]}
    recorded = record_failure(event["rollout_id"], event["slug"], **of, rollouts=rollouts())
    logger.warning("nation failed", error=event["error"].get("Error"), recorded=recorded)
    metrics.add_metadata("nation", event["slug"])
    metrics.add_metric(name="NationsFailed", unit=MetricUnit.Count, value=1)
    return {"recorded": recorded}
