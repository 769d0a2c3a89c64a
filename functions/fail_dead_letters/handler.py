"""Fail the nations of dead letters: no wave waits for a message that nobody could work off.

Message: what `provision_nation` could not work off, `{"rollout_id", "attempt", "slug", "task_token"}`.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from shared.kernel.aws import client
from shared.kernel.observability import logger_of
from shared.rollouts.failures import fail_dead_letter
from shared.rollouts.settings import FailDeadLettersSettings
from shared.rollouts.store import DynamoRolloutStore
from shared.rollouts.tokens import StepFunctionsTokens

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("fail_dead_letters")
# A batch that fails entirely is reported message by message, like any other.
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@cache
def connections() -> dict[str, Any]:
    """Connect to AWS: on the first message, not on import."""
    settings = FailDeadLettersSettings.from_env(os.environ)
    rollouts = DynamoRolloutStore(client("dynamodb"), settings.network_table)
    return {"rollouts": rollouts, "tokens": StepFunctionsTokens(client("stepfunctions"))}


def fail_one(record: SQSRecord) -> None:
    """Fail the nation of one dead letter."""
    command = json.loads(record.body)
    logger.append_keys(rollout=command["rollout_id"], nation=command["slug"])
    of = {"attempt": command["attempt"], "token": command["task_token"]}
    if reason := fail_dead_letter(command["rollout_id"], command["slug"], **of, **connections()):
        logger.error("dead letter", reason=reason)
    else:
        logger.info("dead letter left alone: its attempt is over")


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Work the batch off; name the messages that must come again."""
    return process_partial_response(event=event, record_handler=fail_one, processor=processor, context=context)
