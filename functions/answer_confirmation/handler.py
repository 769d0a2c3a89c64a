"""Answer the links of mails: confirm what a form asked, withdraw what was given.

GET  /{slug}/api/confirm?token=…     a page with one button       POST  confirms
GET  /{slug}/api/withdraw?token=…    a page of what stands        POST  withdraws one thing or all, cancels a promise
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from functions.answer_confirmation.request import link_request
from shared.kernel.observability import logger_of

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from functions.answer_confirmation.desk import Connections

logger = logger_of("answer_confirmation")


@cache
def connections() -> Connections:
    """Connect to AWS: on the first request, not on import."""
    from functions.answer_confirmation.desk import connect  # noqa: PLC0415 - AWS's clients are what a cold start waits for

    return connect()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request; neither its token nor whom it is about is logged."""
    at = connections()
    try:
        request = link_request(event, edge=at.edge)
        logger.append_keys(nation=request.slug, link=request.kind.path, posts=request.posts)
        answer = at.desk.answer(request)
    except Exception as error:
        logger.error("link not answered", error=type(error).__name__)
        answer = at.desk.give_up()
    logger.info("link answered", status=answer.status)
    return answer.to_gateway()
