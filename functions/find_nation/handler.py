"""Answer the candidate finder where no script runs: `GET /network/api/find?place=75006`, a page.

What was typed is read, answered and forgotten: it reaches no log and no metric.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.errors import TransientError
from shared.kernel.observability import logger_of
from shared.sites.network.finding import LONGEST

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from functions.find_nation.desk import Desk

logger = logger_of("find_nation")

CACHE = "public, max-age=60"
"""As long as the pages: a nation that opens is found a minute later at the most."""


@cache
def desk() -> Desk:
    """Connect to AWS and compile the page: on the first question, not on import."""
    from functions.find_nation.desk import connect  # noqa: PLC0415 - AWS's clients are what a cold start waits for

    return connect()


@logger.inject_lambda_context(clear_state=True, log_event=False)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Return the page that tells who stands at a place, which is unknown, ambiguous, or a visitor's own."""
    typed = str((event.get("queryStringParameters") or {}).get("place", ""))[:LONGEST]
    try:
        return page(200, desk().answer(typed), cache=CACHE)
    except TransientError:
        logger.warning("the places cannot be read")
        return page(503, desk().give_up(typed), cache="no-store")


def page(status: int, html: str, *, cache: str) -> dict[str, Any]:
    """Return the answer as API Gateway takes it."""
    headers = {"content-type": "text/html; charset=utf-8", "cache-control": cache}
    return {"statusCode": status, "headers": headers, "body": html}
