"""Carry out nations' imports, and changes of many of their people, from one queue.

A message is one step of an import, or all that is left of a change: `{"slug", "import_id"}` or `{"slug", "change_id"}`.
One that fails comes again, and after the third time is a dead letter.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from functions.import_nation.telling import logger, metrics, tell_carried_on, tell_changed, tell_failed

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.people.change import Change
    from shared.people.imports.record import NationImport

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
    logger.append_keys(nation=order["slug"], order=order.get("change_id") or order["import_id"])
    if "change_id" in order:
        tell_changed(changer()(order["slug"], order["change_id"]))
    else:
        import_one(order["slug"], order["import_id"])


def import_one(slug: str, import_id: str) -> None:
    """Do the next step of the import."""
    try:
        made = importer()(slug, import_id)
    except Exception as error:
        tell_failed(error)
        raise
    tell_carried_on(made)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work the batch off; name the messages that must come again."""
    return process_partial_response(event=event, record_handler=carry_out_one, processor=processor, context=context)
