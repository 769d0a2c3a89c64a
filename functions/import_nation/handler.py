"""Carry out nations' imports from the queue of imports: one message, one step of one import.

Message: `{"slug", "import_id"}`. One that fails comes again, and after the third time is a dead letter.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from functions.import_nation.yard import connect
from shared.kernel.observability import logger_of, metrics_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.people.imports.record import NationImport

logger = logger_of("import_nation")
metrics = metrics_of("import_nation")
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@cache
def importer() -> Callable[[str, str], NationImport]:
    """Connect to AWS: on the first message, not on import."""
    return connect()


def carry_out_one(record: SQSRecord) -> None:
    """Do the next step of the import."""
    order = json.loads(record.body)
    logger.append_keys(nation=order["slug"], order=order["import_id"])
    try:
        made = importer()(order["slug"], order["import_id"])
    except Exception as error:
        logger.warning("import not carried on", error=type(error).__name__)
        metrics.add_metric(name="ImportsFailed", unit=MetricUnit.Count, value=1)
        raise
    logger.info("import carried on", state=made.state.value, rows=made.counts.rows)
    metrics.add_metric(name="ImportSteps", unit=MetricUnit.Count, value=1)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work the batch off; name the messages that must come again."""
    return process_partial_response(event=event, record_handler=carry_out_one, processor=processor, context=context)
