"""Judge a wave: the state machine asks behind each one.

Event: `{"rollout_id", "attempt", "wave", "waves"}`. Answer: `{"verdict", "wave": the next one}`.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.kernel.aws import client
from shared.kernel.observability import logger_of
from shared.rollouts.judge import settle_wave
from shared.rollouts.settings import JudgeWaveSettings
from shared.rollouts.store import DynamoRolloutStore

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = logger_of("judge_wave")


@cache
def rollouts() -> DynamoRolloutStore:
    """Connect to AWS: on the first event, not on import."""
    settings = JudgeWaveSettings.from_env(os.environ)
    return DynamoRolloutStore(client("dynamodb"), settings.network_table)


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Return the verdict and the number of the wave that would follow."""
    logger.append_keys(rollout=event["rollout_id"], wave=event["wave"])
    judgement = settle_wave(
        event["rollout_id"],
        attempt=event["attempt"],
        wave=event["wave"],
        waves=event["waves"],
        rollouts=rollouts(),
    )
    logger.info("wave judged", verdict=judgement.verdict.value, reason=judgement.reason)
    return {"verdict": judgement.verdict.value, "wave": event["wave"] + 1}
