"""Let go of what is over, once a day: remove the nations whose grace is up, and date the people of ended campaigns.

What is removed or dated already is passed over, so that a run that was cut short is finished by the next one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from functions.apply_retention.connections import Round
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of, metrics_of

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("apply_retention")
metrics = metrics_of("apply_retention")


@cache
def daily_round() -> Round:
    """Connect to AWS: on the first event, not on import."""
    return Round()


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Return how many nations were removed and gone through, and how many items have a date of expiry now."""
    now = SystemClock().now()
    removed = nations = dated = 0
    for nation in daily_round().remove(now):
        removed += 1
        logger.info("nation removed", nation=nation.slug)
    for slug, items in daily_round().let_go(now):
        nations, dated = nations + 1, dated + items
        logger.info("campaign over", nation=slug, dated=items)
    metrics.add_metric(name="ItemsLetGo", unit=MetricUnit.Count, value=dated)
    return {"removed": removed, "nations": nations, "dated": dated}
