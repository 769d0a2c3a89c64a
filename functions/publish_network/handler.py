"""Publish the network's own site, every few minutes and at the end of a rollout.

Event: anything; it says only that it is time. Answer: `{"written", "unchanged"}`, counts of files.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.observability import logger_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.sites.publishing import PublishedSite

logger = logger_of("publish_network")


@cache
def publisher() -> Callable[[], PublishedSite]:
    """Connect to AWS and lay out the country: on the first event, not on import."""
    from functions.publish_network.connections import connect  # noqa: PLC0415 - templates, kit and atlas load slowest of all

    return connect()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Publish whatever differs from what is there."""
    published = publisher()()
    logger.info("network published", written=published.written, unchanged=published.unchanged)
    return {"written": published.written, "unchanged": published.unchanged}
