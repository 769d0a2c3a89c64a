"""Keep electoral silence: every minute, have the nations published again that must show or take down the notice.

So are those whose pages still ask for guests of an event that is over.

Event: a scheduled event of EventBridge. Its own `time` is the clock: whoever sends one of another time rehearses
that moment, and the next minute's event puts the pages right again.
"""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit

from shared.elections.calendars import calendar_of
from shared.elections.keeping import SilenceKept, keep_silence
from shared.elections.settings import KeepSilenceSettings
from shared.elections.store import DynamoNotices
from shared.kernel.aws import client
from shared.kernel.observability import logger_of, metrics_of
from shared.nations.queue import SqsPublications
from shared.nations.store import DynamoNationStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("keep_silence")
metrics = metrics_of("keep_silence")


@cache
def keeper() -> Callable[[datetime], SilenceKept]:
    """Connect to AWS: on the first event, not on import."""
    settings = KeepSilenceSettings.from_env(os.environ)
    dynamodb = client("dynamodb")
    return partial(
        keep_silence,
        nations=DynamoNationStore(dynamodb, settings.network_table),
        notices=DynamoNotices(dynamodb, settings.network_table),
        calendar=calendar_of(settings.country),
        publications=SqsPublications(client("sqs"), settings.publications_queue),
    )


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Keep silence as it must be at the event's time."""
    kept = keeper()(datetime.fromisoformat(event["time"]))
    logger.info("silence kept", at=event["time"], silent=kept.silent, asked=kept.asked, over=kept.over)
    metrics.add_metric(name="NationsSilent", unit=MetricUnit.Count, value=kept.silent)
    metrics.add_metric(name="SilencePublicationsAsked", unit=MetricUnit.Count, value=kept.asked - kept.over)
    metrics.add_metric(name="EventPublicationsAsked", unit=MetricUnit.Count, value=kept.over)
