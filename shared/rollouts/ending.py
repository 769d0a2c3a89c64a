"""How the state machine's last step ends a rollout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shared.rollouts.report import report_rollout
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.clock import Clock
    from shared.rollouts.ports import RolloutFiles, RolloutStore
    from shared.rollouts.report import RolloutReport

OUR_ERRORS = frozenset({"InputError", "NetworkBusy", "SumsDiffer", "NotFound", "Conflict"})
"""Errors of ours whose words are meant for people; of all others only the name is told."""

REASON_LENGTH = 4000
"""Characters of a reason: a roster's faults may be many, an item of the table takes 400 KB."""


def end_rollout(
    rollout_id: str,
    outcome: str,
    *,
    error: Mapping[str, str] | None,
    rollouts: RolloutStore,
    files: RolloutFiles,
    clock: Clock,
) -> RolloutReport:
    """End the rollout as `done`, `aborted` or `failed`, with the reason that the state machine's error gives."""
    reason = _reason(error) if error else None
    return report_rollout(
        rollout_id, RolloutState(outcome), reason=reason, rollouts=rollouts, files=files, clock=clock
    )


def _reason(error: Mapping[str, str]) -> str:
    name = error.get("Error", "unknown error")
    if name == "States.Timeout":
        return "nobody answered in time: start it again to go on where it stopped"
    if name not in OUR_ERRORS:
        return f"a step failed with {name}: the state machine's execution has the details"
    return _message(error.get("Cause", name))[:REASON_LENGTH]


def _message(cause: str) -> str:
    """Return the words of an error as Lambda wraps it: `{"errorMessage": …, "errorType": …}`."""
    try:
        wrapped = json.loads(cause)
    except ValueError:
        return cause
    return str(wrapped.get("errorMessage", cause)) if isinstance(wrapped, dict) else cause
