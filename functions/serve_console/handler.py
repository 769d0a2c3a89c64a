"""Serve the control panel to HQ and to each nation's team.

Event: an HTTP API request, payload format 2.0; who asks is told by a cookie of ours.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.observability import logger_of

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from functions.serve_console.console import Console

logger = logger_of("serve_console")


@cache
def console() -> Console:
    """Connect to AWS: on the first request, not on import."""
    from functions.serve_console.console import connect  # noqa: PLC0415 - AWS's clients are what a cold start waits for

    return connect()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request; its log line tells the method and the status, never a path, a query or a body."""
    try:
        answer = console().answer(event)
    except Exception as error:
        # Whatever fails, somebody sits in front of it, and needs a page that says so.
        logger.error("request not answered", error=type(error).__name__)
        answer = console().give_up(event)
    method = event["requestContext"]["http"]["method"]
    logger.info("request answered", method=method, status=answer.status)
    return answer.to_gateway()
