"""Let go of the people of campaigns that are over: once a day, all nations.

What is dated already is passed over, so that a run that was cut short is finished by the next one.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.actions.letting_go import let_go_of_all
from shared.actions.settings import ApplyRetentionSettings
from shared.elections.calendars import calendar_of
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of, metrics_of
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("apply_retention")
metrics = metrics_of("apply_retention")


@cache
def connections() -> dict[str, Any]:
    """Connect to AWS: on the first event, not on import."""
    settings = ApplyRetentionSettings.from_env(os.environ)
    dynamodb = client("dynamodb")
    return {
        "nations": DynamoNationStore(dynamodb, settings.network_table),
        "people": DynamoPeopleTable(dynamodb, settings.people_table),
        "calendar": calendar_of(settings.country),
        "days": settings.retention_days,
    }


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Return how many nations were gone through, and how many items have a date of expiry now."""
    nations = dated = 0
    for slug, items in let_go_of_all(**connections(), now=SystemClock().now()):
        nations, dated = nations + 1, dated + items
        logger.info("campaign over", nation=slug, dated=items)
    metrics.add_metric(name="ItemsLetGo", unit=MetricUnit.Count, value=dated)
    return {"nations": nations, "dated": dated}
