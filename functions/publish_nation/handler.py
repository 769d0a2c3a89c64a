"""Publish nations again from the queue of publications: one message, one site.

Message: `shared.nations.publications.PublicationOrder` as JSON. A message that fails comes again after the
queue's visibility timeout, and after the third time is a dead letter.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from shared.kernel.observability import logger_of, metrics_of
from shared.nations.publications import PublicationOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext


logger = logger_of("publish_nation")
metrics = metrics_of("publish_nation")
# A batch that fails entirely is reported message by message like any other: each has its own tries.
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@cache
def carry_out() -> Callable[[PublicationOrder], str]:
    """Connect to AWS and load what pages are made of: on the first message, not on import."""
    from functions.publish_nation.worker import connect  # noqa: PLC0415 - an environment that only starts can wait

    return connect()


def publish_one(record: SQSRecord) -> None:
    """Publish the message's nation."""
    order = PublicationOrder.from_json(record.body)
    logger.append_keys(nation=order.slug, at=order.at.isoformat())
    try:
        outcome = carry_out()(order)
    except Exception as error:
        logger.warning("nation not published", error=type(error).__name__)
        raise
    logger.info("order carried out", outcome=str(outcome))
    metrics.add_metric(name="NationsPublishedAgain", unit=MetricUnit.Count, value=1)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work the batch off; name the messages that must come again."""
    return process_partial_response(event=event, record_handler=publish_one, processor=processor, context=context)
