"""A rollout at one moment, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.wording import count, duration, rate
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from shared.rollouts.pace import Pace, Stretch


def headline(pace: Pace) -> str:
    """Return a rollout at one moment as one line."""
    return f"{pace.rollout_id}: {_phase(pace)}{_stretches(pace)}{_failures(pace)}{_eta(pace)}{_deadline(pace)}"


def _stretches(pace: Pace) -> str:
    if pace.state is RolloutState.PLANNING:
        return ""
    if pace.state is RolloutState.IMPORTING:
        return f" · {figures(pace.people, 'people')}"
    people = f", {count(pace.people.done)} people loaded" if pace.people.total else ""
    return f" · {figures(pace.nations, 'nations')} ready{people}"


def _phase(pace: Pace) -> str:
    state = pace.state.value.replace("_", " ")
    return f"{state}, wave {pace.wave} of {pace.waves}" if pace.wave and not pace.state.is_final else state


def figures(stretch: Stretch, unit: str) -> str:
    """Return how far a stretch is, and how fast."""
    speed = f" ({rate(stretch.rate, unit)})" if stretch.rate else ""
    return f"{count(stretch.done)} of {count(stretch.total)} {unit}{speed}"


def whole(pace: Pace) -> str:
    """Return what is to be said of the rollout beside the figures of its stretches."""
    return f"{_phase(pace)}{_failures(pace)}{_eta(pace)}{_deadline(pace)}"


def _failures(pace: Pace) -> str:
    return f" · {count(pace.failed)} failed" if pace.failed else ""


def _eta(pace: Pace) -> str:
    return f" · {left(pace)} left" if pace.left and not pace.state.is_final else ""


def left(pace: Pace) -> str:
    """Return how long the stretch under way still takes; an import's end is not the rollout's."""
    return duration(pace.left) + (" of the import" if pace.left and pace.state is RolloutState.IMPORTING else "")


def _deadline(pace: Pace) -> str:
    return f" · {pace.timeliness.value} for the deadline" if pace.timeliness else ""
