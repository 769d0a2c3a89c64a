"""As much of Lambda's context as powertools reads."""

from __future__ import annotations

from typing import Any


class _Context:
    function_name = "function"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-west-3:000000000000:function:function"
    aws_request_id = "request"

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


A_CONTEXT: Any = _Context()
