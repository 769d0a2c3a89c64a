"""Let a rollout wait for a person's word.

Event: `{"rollout_id", "attempt", "wave", "task_token"}`. Answer: none that counts; the token is answered by
`banneret rollout approve`, or the wait ends by its timeout.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.aws import client
from shared.kernel.observability import logger_of
from shared.rollouts.approval import ask_approval
from shared.rollouts.settings import AskApprovalSettings
from shared.rollouts.store import DynamoRolloutStore

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("ask_approval")


@cache
def rollouts() -> DynamoRolloutStore:
    """Connect to AWS: on the first event, not on import."""
    settings = AskApprovalSettings.from_env(os.environ)
    return DynamoRolloutStore(client("dynamodb"), settings.network_table)


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Keep the token, and say that the rollout waits."""
    logger.append_keys(rollout=event["rollout_id"], wave=event["wave"])
    ask_approval(event["rollout_id"], token=event["task_token"], rollouts=rollouts())
    logger.warning("rollout awaits approval")
