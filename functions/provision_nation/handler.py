"""Provision nations from the queue: one message, one nation, one task token to answer.

Message: `{"rollout_id", "attempt", "slug", "task_token"}`; it is dropped where its attempt is over. What fails comes
again after `retry_seconds`; after the third time it is a dead letter, and `fail_dead_letters` answers its token.
"""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from functions.provision_nation.telling import logger, metrics, tell_dropped, tell_not_ready, tell_ready

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from functions.provision_nation.worker import Worker
    from shared.rollouts.provision import Provisioned

# A batch that fails entirely is reported message by message like any other: raising would hide which rests how long.
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@cache
def worker() -> Worker:
    """Connect to AWS and load the kit: on the first message, not on import."""
    from functions.provision_nation.connections import connect  # noqa: PLC0415 - templates, kit and atlas load slowest of all

    return connect()


def tell_of_one(begun: dict[str, Future[Provisioned | None]], record: SQSRecord) -> None:
    """Wait for the message's nation, and tell here, where nobody comes between, how it went."""
    command = json.loads(record.body)
    told = {"rollout": command["rollout_id"], "nation": command["slug"]}
    try:
        made = begun[record.message_id].result()
    except Exception as error:
        tell_not_ready(error, **told)
        worker().give_up(command, error, receipt=record.receipt_handle)
        raise
    if made:
        tell_ready(made, **told)
    else:
        tell_dropped(**told)


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work the batch off; name the messages that must come again."""
    begun = {message["messageId"]: worker().begin(message["body"]) for message in event["Records"]}
    return process_partial_response(event, partial(tell_of_one, begun), processor, context)
