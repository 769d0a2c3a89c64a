"""Nations that failed: why, in words that a person can act on and that name nobody."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from shared.kernel.errors import BanneretError, PermanentError
from shared.rollouts.rollout import EntryState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shared.rollouts.ports import RolloutStore, TaskTokens

NATION_FAILED = "NationFailed"
"""Name of the error with which the state machine is told that a nation failed."""

TIMED_OUT = "States.Timeout"
"""Step Functions' name for a task whose token nobody answered in time."""

REASON_LENGTH = 400
"""Characters of a nation's reason that the report keeps."""

FAULTS_LENGTH = 20_000
"""Characters of a rollout's reason: a roster may have many faults, an item of the table takes 400 KB."""


def reason_of(error: BaseException) -> str:
    """Return what may be said of an error: our own say it themselves, of others only the kind may be told."""
    if isinstance(error, BanneretError):
        return str(error)[:REASON_LENGTH]
    return f"unexpected {type(error).__name__}: the log of this nation's worker has the details"


@contextmanager
def explaining(rollout_id: str, *, rollouts: RolloutStore) -> Iterator[None]:
    """Note on the rollout why a step fails, in our own errors' words: Step Functions does not keep them whole."""
    try:
        yield
    except PermanentError as error:
        state = rollouts.get(rollout_id).state
        rollouts.advance(rollout_id, state, reason=str(error)[:FAULTS_LENGTH])
        raise


def record_failure(
    rollout_id: str, slug: str, *, attempt: int, error: Mapping[str, str], rollouts: RolloutStore
) -> bool:
    """Fail the entry of a nation whose task the state machine gave up, unless it is settled or the attempt over."""
    if not rollouts.goes_on(rollout_id, attempt=attempt):
        return False
    reason = "no worker answered in time" if error.get("Error") == TIMED_OUT else error.get("Cause", "no reason given")
    return rollouts.settle(rollout_id, slug, EntryState.FAILED, reason=reason[:REASON_LENGTH])


def fail_dead_letter(
    rollout_id: str, slug: str, *, attempt: int, token: str, rollouts: RolloutStore, tokens: TaskTokens
) -> str | None:
    """Fail the nation of a message that nobody could work off, and its task; return the reason.

    None where the attempt is over: its nation stays pending, or is in the hands of a later one.
    """
    if not rollouts.goes_on(rollout_id, attempt=attempt):
        return None
    entry = rollouts.entry(rollout_id, slug)
    reason = entry.last_error or "its worker was stopped each time before it could say why"
    rollouts.settle(rollout_id, slug, EntryState.FAILED, reason=reason)
    tokens.fail(token, error=NATION_FAILED, cause=reason)
    return reason
