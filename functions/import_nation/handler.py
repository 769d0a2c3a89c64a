"""Carry out nations' imports, and changes of many of their people, from one queue.

A message is one step of an import, or all that is left of a change: `{"slug", "import_id"}` or `{"slug", "change_id"}`.
One that fails comes again, and after the third time is a dead letter.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from shared.kernel.observability import logger_of, metrics_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.people.change import Change
    from shared.people.imports.record import NationImport

logger = logger_of("import_nation")
metrics = metrics_of("import_nation")
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@cache
def importer() -> Callable[[str, str], NationImport]:
    """Connect to AWS: on the first message, not on import."""
    from functions.import_nation.yard import connect  # noqa: PLC0415 - AWS's clients are what a cold start waits for

    return connect()


@cache
def changer() -> Callable[[str, str], Change]:
    """Connect to AWS, for changes of many people."""
    from functions.import_nation.yard import connect_changes  # noqa: PLC0415 - AWS's clients are what a cold start waits for

    return connect_changes()


def carry_out_one(record: SQSRecord) -> None:
    """Do the next step of the import, or what is left of the change."""
    order = json.loads(record.body)
    if "change_id" in order:
        change_one(order["slug"], order["change_id"])
    else:
        import_one(order["slug"], order["import_id"])


def change_one(slug: str, change_id: str) -> None:
    """Do what is left of the change."""
    logger.append_keys(nation=slug, order=change_id)
    change = changer()(slug, change_id)
    logger.info("people changed", state=change.state.value, asked=change.asked, changed=change.changed)
    metrics.add_metric(name="PeopleChanged", unit=MetricUnit.Count, value=change.changed)


def import_one(slug: str, import_id: str) -> None:
    """Do the next step of the import."""
    logger.append_keys(nation=slug, order=import_id)
    try:
        made = importer()(slug, import_id)
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
