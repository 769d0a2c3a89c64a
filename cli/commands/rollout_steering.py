"""`banneret rollout retry`, `approve` and `abort`: a person's word on a rollout that was started."""

from typing import Any

from cli.answer import Answer
from cli.commands.rollout import watched
from cli.network_log import note_in_network
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.run_name import LATEST, identify
from cli.stage import Stage
from cli.surroundings import Here
from shared.rollouts.approval import abort_rollout, approve_rollout
from shared.rollouts.retry import retry_rollout


def retry(
    run: str = LATEST,
    *,
    watch: Flag = False,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Take up the nations that failed, and only those. The log of headquarters tells it.

    Parameters
    ----------
    run
        The rollout's id.
    watch
        Stay until the rollout is over, and show how it gets on.
    """
    stage = here.open_stage(everywhere.stage)
    rollout_id = identify(run, stage)
    _note("retried-rollout", rollout_id, stage, here)
    again = retry_rollout(rollout_id, rollouts=stage.rollouts, machine=stage.machine, clock=here.patience)
    if watch:
        return watched(rollout_id, stage, here)
    return _steered(rollout_id, f"is in its attempt {again.attempt}", attempt=again.attempt)


def approve(run: str = LATEST, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Let a rollout that waits after a bad wave go on to the next. The log of headquarters tells it.

    Parameters
    ----------
    run
        The rollout's id.
    """
    stage = here.open_stage(everywhere.stage)
    rollout_id = identify(run, stage)
    _note("approved-rollout", rollout_id, stage, here)
    approve_rollout(rollout_id, rollouts=stage.rollouts, tokens=stage.tokens)
    return _steered(rollout_id, "goes on", approved=True)


def abort(
    run: str = LATEST, *, reason: str = "aborted by hand", everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Stop a rollout where it is; what is ready stays ready. The log of headquarters tells it.

    Parameters
    ----------
    run
        The rollout's id.
    reason
        Why, for the report.
    """
    stage = here.open_stage(everywhere.stage)
    rollout_id = identify(run, stage)
    _note("aborted-rollout", rollout_id, stage, here)
    abort_rollout(
        rollout_id,
        reason=reason,
        rollouts=stage.rollouts,
        files=stage.files,
        machine=stage.machine,
        clock=here.patience,
    )
    return _steered(rollout_id, "is aborted", aborted=True)


def _note(what: str, rollout_id: str, stage: Stage, here: Here) -> None:
    """Tell the log of a decision about a rollout that there is; raises RolloutUnknown."""
    note_in_network(what, stage=stage, here=here, rollout=stage.rollouts.get(rollout_id).id)


def _steered(rollout_id: str, verb: str, **facts: Any) -> Answer:
    return Answer(document={"rollout": rollout_id, **facts}, lines=(f"rollout {rollout_id} {verb}",))
