"""What the routes work with: made once, on the first request."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

from functions.serve_network_api.presigner import presigner
from shared.kernel.aws import client
from shared.kernel.clock import Clock, SystemClock
from shared.nations.store import DynamoNationStore
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.machine import StepFunctionsMachine
from shared.rollouts.settings import ServeNetworkApiSettings
from shared.rollouts.store import DynamoRolloutStore
from shared.rollouts.tokens import StepFunctionsTokens
from shared.rollouts.uploads import S3Uploads


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The stores and the machine behind the API."""

    rollouts: DynamoRolloutStore
    nations: DynamoNationStore
    files: S3RolloutFiles
    uploads: S3Uploads
    machine: StepFunctionsMachine
    tokens: StepFunctionsTokens
    clock: Clock


@cache
def desk() -> Desk:
    """Connect to AWS: on the first request, not on import."""
    settings = ServeNetworkApiSettings.from_env(os.environ)
    dynamodb, s3, states = client("dynamodb"), client("s3"), client("stepfunctions")
    return Desk(
        rollouts=DynamoRolloutStore(dynamodb, settings.network_table),
        nations=DynamoNationStore(dynamodb, settings.network_table),
        files=S3RolloutFiles(s3, settings.intake_bucket),
        uploads=S3Uploads(presigner(), settings.intake_bucket, seconds=settings.upload_seconds),
        machine=StepFunctionsMachine(states, settings.rollout_machine),
        tokens=StepFunctionsTokens(states),
        clock=SystemClock(),
    )
