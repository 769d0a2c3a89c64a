"""`banneret rollout watch`, `status`, `report` and `list`: look at rollouts that were started."""

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.reading import describe_pace, read_lines, report_lines
from cli.rows import save_rows
from cli.run_name import LATEST, identify
from cli.stage import Stage
from cli.surroundings import Here, Surroundings
from cli.watching import watch_rollout
from cli.wording import count, table
from shared.rollouts.pace import pace_of
from shared.rollouts.report import read_report
from shared.rollouts.rollout import RolloutState


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


def _row(rollout: dict[str, Any]) -> list[str]:
    return [rollout["rollout"], rollout["state"], count(rollout["attempt"]), rollout["created_at"][:16]]
