"""`banneret rollout …`: watch, report on and steer rollouts that were started."""

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.pace import pace_of
from cli.reading import describe_pace, read_lines, report_lines
from cli.rows import save_rows
from cli.stage import Stage
from cli.surroundings import Here, Surroundings
from cli.watching import watch_rollout
from cli.wording import count, table
from shared.kernel.errors import Fault, InputError
from shared.rollouts.approval import abort_rollout, approve_rollout
from shared.rollouts.report import read_report
from shared.rollouts.retry import retry_rollout
from shared.rollouts.rollout import RolloutState

LATEST = "latest"
"""Stands for the rollout that was started last."""


def watch(run: str = LATEST, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show how a rollout gets on until it is over, or waits for somebody's word.

    Parameters
    ----------
    run
        The rollout's id.
    """
    stage = here.open_stage(everywhere.stage)
    return watched(identify(run, stage), stage, here)


def watched(rollout_id: str, stage: Stage, here: Surroundings) -> Answer:
    """Watch a rollout to its end and answer with its report."""
    pace = watch_rollout(
        rollout_id, rollouts=stage.rollouts, machine=stage.machine, patience=here.patience, display=here.display()
    )
    if pace.state is RolloutState.AWAITING_APPROVAL:
        here.say(f"rollout {rollout_id} waits for your word: `banneret rollout approve {rollout_id}` or `abort`")
    report = read_report(rollout_id, rollouts=stage.rollouts, clock=here.patience).to_json()
    failed = report["state"] != RolloutState.DONE or report["nations"]["failed"] > 0
    return Answer(document=report, lines=report_lines(report), failed=failed)


def status(run: str = LATEST, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show how a rollout gets on at this moment.

    Parameters
    ----------
    run
        The rollout's id.
    """
    stage = here.open_stage(everywhere.stage)
    pace = pace_of(stage.rollouts.progress(identify(run, stage)), now=here.patience.now())
    return Answer(document=describe_pace(pace), lines=read_lines(pace))


def report(
    run: str = LATEST,
    *,
    rejects: Path | None = None,
    unassigned: Path | None = None,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Show what became of every nation and of every row.

    Parameters
    ----------
    run
        The rollout's id.
    rejects
        Save the rejected rows to this file, each with its line and the reason.
    unassigned
        Save the rows that no nation is certain for to this file, each with its line, the reason and the candidates.
    """
    stage = here.open_stage(everywhere.stage)
    rollout_id = identify(run, stage)
    document = read_report(rollout_id, rollouts=stage.rollouts, clock=here.patience).to_json()
    for kind, path in (("rejects", rejects), ("unassigned", unassigned)):
        if path:
            save_rows(rollout_id, kind, path, intake=stage.intake)
            here.say(f"{kind} saved to {path}")
    return Answer(document=document, lines=report_lines(document))


def retry(
    run: str = LATEST,
    *,
    watch: Flag = False,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Take up the nations that failed, and only those.

    Parameters
    ----------
    run
        The rollout's id.
    watch
        Stay until the rollout is over, and show how it gets on.
    """
    stage = here.open_stage(everywhere.stage)
    rollout_id = identify(run, stage)
    again = retry_rollout(rollout_id, rollouts=stage.rollouts, machine=stage.machine, clock=here.patience)
    if watch:
        return watched(rollout_id, stage, here)
    return _steered(rollout_id, f"is in its attempt {again.attempt}", attempt=again.attempt)


def approve(run: str = LATEST, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Let a rollout that waits after a bad wave go on to the next.

    Parameters
    ----------
    run
        The rollout's id.
    """
    stage = here.open_stage(everywhere.stage)
    rollout_id = identify(run, stage)
    approve_rollout(rollout_id, rollouts=stage.rollouts, tokens=stage.tokens)
    return _steered(rollout_id, "goes on", approved=True)


def abort(
    run: str = LATEST, *, reason: str = "aborted by hand", everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Stop a rollout where it is; what is ready stays ready.

    Parameters
    ----------
    run
        The rollout's id.
    reason
        Why, for the report.
    """
    stage = here.open_stage(everywhere.stage)
    rollout_id = identify(run, stage)
    abort_rollout(
        rollout_id,
        reason=reason,
        rollouts=stage.rollouts,
        files=stage.files,
        machine=stage.machine,
        clock=here.patience,
    )
    return _steered(rollout_id, "is aborted", aborted=True)


def list_rollouts(
    *,
    limit: Annotated[int, Parameter(validator=Number(gte=1, lte=500))] = 20,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """List rollouts, the latest first.

    Parameters
    ----------
    limit
        How many at most.
    """
    stage = here.open_stage(everywhere.stage)
    rollouts = [
        {
            "rollout": rollout.id,
            "name": rollout.request.name,
            "state": rollout.state.value,
            "attempt": rollout.attempt,
            "created_at": rollout.created_at.isoformat(),
            "people": rollout.people_rows,
        }
        for rollout in stage.rollouts.page(limit=limit).elements
    ]
    lines = table(["rollout", "state", "attempt", "started"], map(_row, rollouts)) if rollouts else ("no rollouts yet",)
    return Answer(document={"rollouts": rollouts}, lines=lines)


def identify(run: str, stage: Stage) -> str:
    """Return the id that a word on the command line stands for; raises InputError if there is no latest rollout."""
    if run != LATEST:
        return run
    for rollout in stage.rollouts.page(limit=1).elements:
        return rollout.id
    remedy = "Start one: banneret rollout start --roster roster.csv --people people.csv"
    raise InputError([Fault(place=LATEST, reason=f"stage {stage.name} has had no rollout", remedy=remedy)])


def _steered(rollout_id: str, verb: str, **facts: Any) -> Answer:
    return Answer(document={"rollout": rollout_id, **facts}, lines=(f"rollout {rollout_id} {verb}",))


def _row(rollout: dict[str, Any]) -> list[str]:
    return [rollout["rollout"], rollout["state"], count(rollout["attempt"]), rollout["created_at"][:16]]
