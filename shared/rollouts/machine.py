"""The state machine in Step Functions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.kernel.aws import error_code

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_stepfunctions import SFNClient
    from mypy_boto3_stepfunctions.type_defs import DescribeExecutionOutputTypeDef

    from shared.rollouts.rollout import Scope


class StepFunctionsMachine:
    """Runs attempts as executions named `<rollout id>-<attempt>`; see `RolloutMachine`."""

    def __init__(self, client: SFNClient, arn: str) -> None:
        self._client = client
        self._arn = arn

    def start(self, rollout_id: str, *, attempt: int, scope: Scope) -> None:
        """Start an attempt; starting the same attempt twice starts it once."""
        order = {"rollout_id": rollout_id, "attempt": attempt, "scope": scope.value}
        try:
            self._client.start_execution(
                stateMachineArn=self._arn, name=f"{rollout_id}-{attempt}", input=json.dumps(order)
            )
        except ClientError as error:
            if error_code(error) != "ExecutionAlreadyExists":
                raise

    def is_running(self, rollout_id: str, *, attempt: int) -> bool:
        """Tell whether an attempt is under way."""
        execution = self._described(rollout_id, attempt)
        return execution is not None and execution["status"] == "RUNNING"

    def ended_at(self, rollout_id: str, *, attempt: int) -> datetime | None:
        """Return when an attempt ended; None while it is under way, and of one that never began."""
        execution = self._described(rollout_id, attempt)
        return execution.get("stopDate") if execution else None

    def stop(self, rollout_id: str, *, attempt: int, reason: str) -> None:
        """Stop an attempt where it is; one that has ended, or never began, stays as it is."""
        try:
            self._client.stop_execution(
                executionArn=self._execution(rollout_id, attempt), error="RolloutAborted", cause=reason
            )
        except ClientError:
            # It may have ended this moment: whoever refuses to stop what runs is heard.
            if self.is_running(rollout_id, attempt=attempt):
                raise

    def _described(self, rollout_id: str, attempt: int) -> DescribeExecutionOutputTypeDef | None:
        try:
            return self._client.describe_execution(executionArn=self._execution(rollout_id, attempt))
        except ClientError as error:
            if error_code(error) == "ExecutionDoesNotExist":
                return None
            raise

    def _execution(self, rollout_id: str, attempt: int) -> str:
        return f"{self._arn.replace(':stateMachine:', ':execution:')}:{rollout_id}-{attempt}"
