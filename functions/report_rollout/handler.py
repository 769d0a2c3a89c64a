"""End a rollout with its report.

Event: `{"rollout_id", "attempt", "outcome": "done"|"aborted"|"failed", "error"?: {"Error", "Cause"}}`.
Answer: the counts of the report, for the execution's own record.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of, metrics_of
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.ending import end_rollout
from shared.rollouts.settings import ReportRolloutSettings
from shared.rollouts.store import DynamoRolloutStore

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("report_rollout")
metrics = metrics_of("report_rollout")


@cache
def connections() -> dict[str, Any]:
    """Connect to AWS: on the first event, not on import."""
    settings = ReportRolloutSettings.from_env(os.environ)
    rollouts = DynamoRolloutStore(client("dynamodb"), settings.network_table)
    files = S3RolloutFiles(client("s3"), settings.intake_bucket)
    return {"rollouts": rollouts, "files": files, "clock": SystemClock()}


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Write the report and free the network for the next rollout."""
    logger.append_keys(rollout=event["rollout_id"], attempt=event["attempt"])
    report = end_rollout(event["rollout_id"], event["outcome"], error=event.get("error"), **connections())
    logger.info("rollout ended", state=report.state.value, ready=report.ready, failed=len(report.failed))
    metrics.add_metric(name="RolloutSeconds", unit=MetricUnit.Seconds, value=report.seconds.total)
    metrics.add_metric(name="RolloutsEnded", unit=MetricUnit.Count, value=1)
    return {"state": report.state.value, "ready": report.ready, "failed": len(report.failed)}
