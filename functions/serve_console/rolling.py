"""What rollouts and pushes of the kit are run with from the console."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from functions.serve_console.reaching import FOLLOWED_AT_ONCE
from shared.console.rollout_desk import RolloutDesk
from shared.geography.atlases import atlas_of
from shared.kernel.aws import client
from shared.kernel.presigning import S3DownloadLinks, S3UploadForms, presigner
from shared.rollouts.arrivals_bucket import S3Arrivals
from shared.rollouts.bucket import S3RolloutFiles
from shared.rollouts.machine import StepFunctionsMachine
from shared.rollouts.tokens import StepFunctionsTokens

if TYPE_CHECKING:
    from shared.console.settings import ServeConsoleSettings


def rolling(settings: ServeConsoleSettings) -> RolloutDesk:
    s3, states, intake = client("s3"), client("stepfunctions"), settings.intake_bucket
    signer = presigner()
    return RolloutDesk(
        machine=StepFunctionsMachine(states, settings.rollout_machine),
        tokens=StepFunctionsTokens(states),
        files=S3RolloutFiles(s3, intake),
        arrivals=S3Arrivals(s3, intake),
        forms=S3UploadForms(signer, intake, seconds=settings.upload_seconds),
        links=S3DownloadLinks(signer, intake, seconds=FOLLOWED_AT_ONCE),
        atlas=partial(atlas_of, settings.country),
    )
