"""Build nations' indexes of people from the queue of indexes: one message, one nation.

Message: the nation's slug. One that fails comes again, and after the third time is a dead letter.
"""

from __future__ import annotations

import os
from functools import cache, partial
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from shared.kernel.aws import client
from shared.kernel.clock import SystemClock
from shared.kernel.observability import logger_of, metrics_of
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.segments.orders import Built, carry_out
from shared.people.segments.settings import IndexPeopleSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("index_people")
metrics = metrics_of("index_people")
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@cache
def builder() -> Callable[..., Built]:
    """Connect to AWS: on the first message, not on import."""
    settings = IndexPeopleSettings.from_env(os.environ)
    people = DynamoPeopleTable(client("dynamodb"), settings.people_table)
    return partial(carry_out, people=people, draw=token_hex)


def build_one(record: SQSRecord) -> None:
    """Build the nation's index, if it needs it."""
    logger.append_keys(nation=record.body)
    try:
        built = builder()(record.body, now=SystemClock().now())
    except Exception as error:
        logger.warning("people not indexed", error=type(error).__name__)
        metrics.add_metric(name="IndexesFailed", unit=MetricUnit.Count, value=1)
        raise
    logger.info("order carried out", people=built.people)
    metrics.add_metric(name="IndexesBuilt", unit=MetricUnit.Count, value=int(built.people is not None))


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work the batch off; name the messages that must come again."""
    return process_partial_response(event=event, record_handler=build_one, processor=processor, context=context)
