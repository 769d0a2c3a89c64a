"""Builders of what the command works on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shared.rollouts.pace import Pace, Stretch
from shared.rollouts.rollout import EntryState, Milestones, PeopleSums, Progress, RolloutState
from tests.builders import NOON, a_rollout, an_entry

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from shared.rollouts.rollout import Entry, Rollout
    from tests.unit.cli.desk import Desk

ROSTER = """slug,name,candidate,email,zones
paris-6,Paris 6e,Jeanne Martin,jeanne@example.org,75-06
rhone-1,Rhône 1re,Paul Petit,paul@example.org,69-01
"""

PEOPLE = """email,code postal,circonscription
ada@example.org,75011,75-06
bob@example.org,69001,69-01
"""


def write_inputs(folder: Path, *, roster: str = ROSTER, people: str = PEOPLE) -> tuple[Path, Path]:
    """Write a roster and a people file and return where they are."""
    files = folder / "roster.csv", folder / "people.csv"
    for path, text in zip(files, (roster, people), strict=True):
        path.write_text(text, encoding="utf-8")
    return files


def a_started_rollout(desk: Desk, *, state: RolloutState = RolloutState.PROVISIONING, **changes: Any) -> Rollout:
    """Put a rollout into the desk's stage; it runs unless its state is final."""
    rollout = a_rollout(state=state, **changes)
    desk.rollouts.create(rollout)
    if not state.is_final:
        desk.machine.running.add((rollout.id, rollout.attempt))
    return rollout


def add_entries(desk: Desk, rollout: Rollout, *, ready: int = 0, failed: int = 0, pending: int = 0) -> None:
    """Put nations into the rollout, in its latest attempt."""
    states = [EntryState.READY] * ready + [EntryState.FAILED] * failed + [EntryState.PENDING] * pending
    reasons = {EntryState.FAILED: "its kit is broken"}
    desk.rollouts.add_entries(
        rollout.id,
        [
            an_entry(f"nation-{number}", state=state, attempt=rollout.attempt, reason=reasons.get(state))
            for number, state in enumerate(states)
        ],
    )


def a_progress(
    state: RolloutState = RolloutState.PROVISIONING,
    *,
    entries: tuple[Entry, ...] = (),
    people: PeopleSums | None = None,
    finished_at: datetime | None = None,
    **changes: Any,
) -> Progress:
    """Return a rollout that began its import at noon and its waves ten seconds later."""
    milestones = Milestones(
        started_at=NOON,
        import_started_at=NOON,
        import_finished_at=NOON + timedelta(seconds=10),
        finished_at=finished_at,
    )
    rollout = a_rollout(state=state, milestones=milestones, **changes)
    return Progress(rollout=rollout, entries=entries, people=people or PeopleSums())


def a_pace(state: RolloutState = RolloutState.PROVISIONING, **changes: Any) -> Pace:
    """Return a rollout halfway through its nations."""
    facts: dict[str, Any] = {
        "rollout_id": "may",
        "nations": Stretch(done=50, total=100, rate=5.0),
        "failed": 0,
        "people": Stretch(done=2000, total=2000, rate=400.0),
        "wave": 2,
        "waves": 3,
        "left": timedelta(seconds=10),
        "deadline": None,
        "timeliness": None,
    }
    return Pace(state=state, **facts | changes)
