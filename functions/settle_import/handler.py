"""Add an import up before any nation opens.

Event: `{"rollout_id", "attempt"}`. Answer: the sums, for the execution's own record.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of, metrics_of
from shared.people.bucket import S3PeopleFiles
from shared.rollouts.failures import explaining
from shared.rollouts.settings import SettleImportSettings
from shared.rollouts.settle import settle_import
from shared.rollouts.store import DynamoRolloutStore

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("settle_import")
metrics = metrics_of("settle_import")

OUTCOMES = {
    "created": "PeopleCreated",
    "merged": "PeopleMerged",
    "unchanged": "PeopleUnchanged",
    "rejected": "PeopleRejected",
    "unassigned": "PeopleUnassigned",
}
"""The metric that counts the rows of each outcome."""


@cache
def connections() -> dict[str, Any]:
    """Connect to AWS: on the first event, not on import."""
    settings = SettleImportSettings.from_env(os.environ)
    rollouts = DynamoRolloutStore(client("dynamodb"), settings.network_table)
    return {"rollouts": rollouts, "files": S3PeopleFiles(client("s3"), settings.intake_bucket), "clock": SystemClock()}


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Return the sums of the import; none where the rollout has no people."""
    logger.append_keys(rollout=event["rollout_id"])
    with explaining(event["rollout_id"], rollouts=connections()["rollouts"]):
        outcome = settle_import(event["rollout_id"], **connections())
    sums = {name: getattr(outcome, name, 0) for name in OUTCOMES}
    for name, metric in OUTCOMES.items():
        metrics.add_metric(name=metric, unit=MetricUnit.Count, value=sums[name])
    logger.info("import settled", sums=sums)
    return sums
