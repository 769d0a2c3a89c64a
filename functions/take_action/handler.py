"""Take what visitors send from a nation's site: checked, limited, put into the queue.

POST /{slug}/api/{action}   a form: 303 or a page, or JSON for a script
GET  /{slug}/api/stamp      a fresh stamp for a form
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from functions.take_action.request import arrival_of, is_for_stamp, method_of
from shared.kernel.observability import logger_of, metrics_of

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from functions.take_action.counter import Counter
    from shared.actions.verdict import Verdict

logger = logger_of("take_action")
metrics = metrics_of("take_action")


@cache
def counter() -> Counter:
    """Connect to AWS: on the first request, not on import."""
    from functions.take_action.counter import connect  # noqa: PLC0415 - AWS's clients are what a cold start waits for

    return connect()


def tell(verdict: Verdict) -> None:
    """Count and log in one line what became of a request: where and how it ended, never what was typed nor by whom."""
    metrics.add_metadata("nation", verdict.slug)
    metrics.add_metadata("action", verdict.form.action if verdict.form else "")
    metrics.add_metadata("told", verdict.outcome.value)
    if verdict.action is None:
        metrics.add_dimension("outcome", verdict.reason or verdict.outcome.value)
    metrics.add_metric(name="ActionsTaken" if verdict.action else "ActionsRefused", unit=MetricUnit.Count, value=1)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request, whatever it is."""
    arrival, at = arrival_of(event), counter()
    try:
        if is_for_stamp(event):
            metrics.add_metric(name="StampsGiven", unit=MetricUnit.Count, value=1)
            return at.stamp(arrival).to_gateway()
        verdict, answer = at.serve(arrival, method_of(event))
    except Exception as error:
        # Whatever fails, what was typed must come back to its visitor.
        logger.error("action not taken", error=type(error).__name__)
        verdict, answer = at.give_up(arrival)
    tell(verdict)
    return answer.to_gateway()
