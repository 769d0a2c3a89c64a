"""Answer the candidate finder where no script runs: `GET /network/api/find?place=75006`, a page.

What was typed is read, answered and forgotten: it reaches no log and no metric.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.errors import TransientError
from shared.kernel.observability import logger_of
from shared.sites.banner import default_banner
from shared.sites.network.finding import LONGEST, find
from shared.sites.network.pages import NetworkRenderer
from shared.sites.network.settings import FindNationSettings
from shared.sites.network.shelf import S3Shelf

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("find_nation")

CACHE = "public, max-age=60"
"""As long as the pages: a nation that opens is found a minute later at the most."""


@cache
def connections() -> tuple[S3Shelf, NetworkRenderer]:
    """Connect to AWS and compile the page: on the first question, not on import."""
    settings = FindNationSettings.from_env(os.environ)
    banner = replace(default_banner(), network_domain=settings.network_domain)
    return S3Shelf(client("s3"), settings.site_bucket, clock=SystemClock()), NetworkRenderer(banner)


@logger.inject_lambda_context(clear_state=True, log_event=False)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Return the page that tells who stands at a place, which is unknown, ambiguous, or a visitor's own."""
    typed = str((event.get("queryStringParameters") or {}).get("place", ""))[:LONGEST]
    shelf, renderer = connections()
    try:
        return page(200, renderer.answer_page(find(typed, shelf), typed=typed), cache=CACHE)
    except TransientError:
        logger.warning("the places cannot be read")
        return page(503, renderer.answer_page(None, typed=typed), cache="no-store")


def page(status: int, html: str, *, cache: str) -> dict[str, Any]:
    """Return the answer as API Gateway takes it."""
    headers = {"content-type": "text/html; charset=utf-8", "cache-control": cache}
    return {"statusCode": status, "headers": headers, "body": html}
