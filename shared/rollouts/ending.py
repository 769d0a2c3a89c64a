"""How the state machine's last step ends a rollout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.rollouts.failures import TIMED_OUT
from shared.rollouts.report import report_rollout
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.clock import Clock
    from shared.rollouts.ports import RolloutFiles, RolloutStore
    from shared.rollouts.report import RolloutReport


def end_rollout(
    rollout_id: str,
    outcome: str,
    *,
    error: Mapping[str, str] | None,
    rollouts: RolloutStore,
    files: RolloutFiles,
    clock: Clock,
) -> RolloutReport:
    """End the rollout as `done`, `aborted` or `failed`.

    The reason is the one that its failing step noted, else what the error tells.
    """
    reason = rollouts.get(rollout_id).reason or (_reason(error) if error else None)
    return report_rollout(rollout_id, RolloutState(outcome), reason=reason, rollouts=rollouts, files=files, clock=clock)


def _reason(error: Mapping[str, str]) -> str:
    name = error.get("Error", "an unknown error")
    if name == TIMED_OUT:
        return "nobody answered in time: start it again to go on where it stopped"
    return f"a step failed with {name}: the state machine's execution has the details"
