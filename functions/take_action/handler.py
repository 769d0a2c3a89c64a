"""Take what visitors send from a nation's site: checked, limited, put into the queue.

POST /{slug}/api/{action}   a form: 303 or a page, or JSON for a script
GET  /{slug}/api/{action}   the way to the form's page
GET  /{slug}/api/stamp      a fresh stamp for a form
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from functions.take_action.request import arrival_of, form_looked_at, is_for_stamp, method_of
from functions.take_action.telling import count, metrics, tell
from shared.actions.answers import page_answer
from shared.kernel.observability import logger_of

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from functions.take_action.counter import Counter

logger = logger_of("take_action")


@cache
def counter() -> Counter:
    """Connect to AWS: on the first request, not on import."""
    from functions.take_action.connections import connect  # noqa: PLC0415 - AWS's clients are what a cold start waits for

    return connect()


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request, whatever it is."""
    if form := form_looked_at(event):
        count("FormsLookedAt")
        return page_answer(form).to_gateway()
    arrival, at = arrival_of(event), counter()
    try:
        if is_for_stamp(event):
            count("StampsGiven")
            return at.stamp(arrival).to_gateway()
        verdict, answer = at.serve(arrival, method_of(event))
    except Exception as error:
        # Whatever fails, what was typed must come back to its visitor.
        logger.error("action not taken", error=type(error).__name__)
        verdict, answer = at.give_up(arrival)
    tell(verdict)
    return answer.to_gateway()
