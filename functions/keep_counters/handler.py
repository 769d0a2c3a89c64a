"""Keep counters from the `people` table's stream: deeds that came to be or ceased, counted once each and shown.

Event: records with keys only, filtered to the prefix `DEED#`. What goes wrong is raised: the whole batch comes
again, and what it counted already is not counted twice.
"""

from __future__ import annotations

import os
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from aws_lambda_powertools.metrics import MetricUnit

from shared.counters.bucket import S3CounterBoard
from shared.counters.change import Change, changes_of
from shared.counters.keeping import CountersKept, keep_counters
from shared.counters.settings import KeepCountersSettings
from shared.counters.store import DynamoCounterStore
from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of, metrics_of
from shared.nations.store import DynamoNationStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("keep_counters")
metrics = metrics_of("keep_counters")


@cache
def keeper() -> Callable[[Sequence[Change]], CountersKept]:
    """Connect to AWS: on the first batch, not on import."""
    settings = KeepCountersSettings.from_env(os.environ)
    dynamodb = client("dynamodb")
    counters = DynamoCounterStore(
        dynamodb,
        network_table=settings.network_table,
        people_table=settings.people_table,
        clock=SystemClock(),
        timezone=ZoneInfo(settings.timezone),
    )
    board = S3CounterBoard(client("s3"), settings.site_bucket)
    nations = DynamoNationStore(dynamodb, settings.network_table)
    return partial(keep_counters, counters=counters, board=board, nations=nations)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Count one batch; neither a person nor a deed is ever logged."""
    kept = keeper()(changes_of(event["Records"]))
    logger.info("deeds counted", records=len(event["Records"]), nations=kept.nations, counted=kept.counted)
    metrics.add_metric(name="DeedsCounted", unit=MetricUnit.Count, value=kept.counted)
