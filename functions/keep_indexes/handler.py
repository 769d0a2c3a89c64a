"""Keep the indexes of nations' people: every hour, ask for those to be built that too much has happened to.

Event: a scheduled event of EventBridge, of which nothing is read.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of, metrics_of
from shared.nations.listing import every_nation
from shared.nations.store import DynamoNationStore
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.segments.orders import needs_index
from shared.people.segments.queue import SqsIndexing
from shared.people.segments.settings import KeepIndexesSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("keep_indexes")
metrics = metrics_of("keep_indexes")


@cache
def asker() -> Callable[[], int]:
    """Connect to AWS: on the first event, not on import."""
    settings = KeepIndexesSettings.from_env(os.environ)
    dynamodb, clock = client("dynamodb"), SystemClock()
    nations = DynamoNationStore(dynamodb, settings.network_table)
    people = DynamoPeopleTable(dynamodb, settings.people_table)
    indexing = SqsIndexing(client("sqs"), settings.indexes_queue)

    def ask() -> int:
        slugs = [nation.slug for nation in every_nation(nations)]
        needed = [slug for slug in slugs if needs_index(slug, people=people, now=clock.now())]
        indexing.ask(needed)
        return len(needed)

    return ask


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Ask for every index that should be built."""
    asked = asker()()
    logger.info("indexes asked for", nations=asked)
    metrics.add_metric(name="IndexesAsked", unit=MetricUnit.Count, value=asked)
