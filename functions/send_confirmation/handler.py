"""Write to who must confirm: one record of the people table's stream, one letter.

Records (KEYS_ONLY) of items `CONFIRM#<person id>#<action id>` that were inserted. A record that fails comes again
with those behind it; whom they are about has a letter by then, and gets no second one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from shared.kernel.observability import logger_of, metrics_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.actions.asking import Asked
    from shared.people.table import ItemKey

logger = logger_of("send_confirmation")
metrics = metrics_of("send_confirmation")
processor = BatchProcessor(event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False)


@cache
def ask() -> Callable[[ItemKey], Asked]:
    """Connect to AWS and load the templates: on the first record, not on import."""
    from functions.send_confirmation.post_office import connect  # noqa: PLC0415 - mjml alone is half a cold start

    return connect()


def send_one(record: DynamoDBRecord) -> None:
    """Ask for the confirmation that a record tells of."""
    keys: Any = record.dynamodb and record.dynamodb.keys
    logger.append_keys(nation=keys["pk"].removeprefix("NATION#"))
    try:
        asked = ask()((keys["pk"], keys["sk"]))
    except Exception as error:
        logger.warning("confirmation not asked", error=type(error).__name__)
        metrics.add_metric(name="ConfirmationTriesFailed", unit=MetricUnit.Count, value=1)
        raise
    logger.info("confirmation asked", outcome=asked.value)
    metrics.add_metric(name=f"Confirmations{asked.value.title().replace(' ', '')}", unit=MetricUnit.Count, value=1)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work the batch off; name the record from which it must come again."""
    return process_partial_response(event=event, record_handler=send_one, processor=processor, context=context)
