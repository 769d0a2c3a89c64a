"""Record what visitors did: one message, one action, one transaction.

Message: `shared.actions.taken.TakenAction` as JSON. A message that fails rests and comes again; after the last
try it is a dead letter, which an operator sends back with `banneret actions redrive`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from shared.actions.taken import TakenAction
from shared.kernel.observability import logger_of, metrics_of

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from functions.record_action.recorder import Recorder

logger = logger_of("record_action")
metrics = metrics_of("record_action")
# A batch that fails entirely is reported message by message like any other: raising would hide which rests how long.
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@cache
def recorder() -> Recorder:
    """Connect to AWS: on the first message, not on import."""
    from functions.record_action.recorder import connect  # noqa: PLC0415 - an environment that only starts can wait

    return connect()


def record_one(record: SQSRecord) -> None:
    """Record the action of a message; nothing that somebody said is logged."""
    taken = TakenAction.from_json(record.body)
    logger.append_keys(nation=taken.slug, action=taken.action, action_id=taken.action_id)
    try:
        recorded = recorder().record(taken)
    except Exception as error:
        logger.warning("action not recorded", error=type(error).__name__)
        metrics.add_metric(name="ActionTriesFailed", unit=MetricUnit.Count, value=1)
        recorder().messages.rest(record.receipt_handle, tries=int(record.attributes.approximate_receive_count))
        raise
    logger.info("action recorded", again=recorded.again, unproven=recorded.unproven)
    metrics.add_metric(name="ActionsRecorded", unit=MetricUnit.Count, value=0 if recorded.again else 1)
    metrics.add_metric(name="ConsentsUnproven", unit=MetricUnit.Count, value=recorded.unproven)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work the batch off; name the messages that must come again."""
    return process_partial_response(event=event, record_handler=record_one, processor=processor, context=context)
