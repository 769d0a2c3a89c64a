"""Answers to tasks of Step Functions that wait for a token."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.kernel.aws import error_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mypy_boto3_stepfunctions import SFNClient

NO_LONGER_WAITING = frozenset({"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"})
"""Step Functions' words for a token whose task was answered, timed out or stopped."""


class StepFunctionsTokens:
    """Answers through Step Functions; see `TaskTokens` for what each method promises."""

    def __init__(self, client: SFNClient) -> None:
        self._client = client

    def succeed(self, token: str, output: Mapping[str, object]) -> bool:
        """Answer with success; tell whether the task still waited."""
        return _answered(lambda: self._client.send_task_success(taskToken=token, output=json.dumps(output)))

    def fail(self, token: str, *, error: str, cause: str) -> bool:
        """Answer with a failure; tell whether the task still waited."""
        return _answered(lambda: self._client.send_task_failure(taskToken=token, error=error, cause=cause))


def _answered(answer: Callable[[], object]) -> bool:
    try:
        answer()
    except ClientError as error:
        if error_code(error) in NO_LONGER_WAITING:
            return False
        raise
    return True
