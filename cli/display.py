"""A rollout on the screen: two bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, Self

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from cli.wording import count, duration, rate
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from cli.pace import Pace, Stretch
    from shared.kernel.clock import Clock

LINE_EVERY = timedelta(seconds=5)
"""Between two plain lines that tell only numbers: a log that is read later need not hold more."""


class Display(Protocol):
    """Shows how a rollout gets on."""

    def __enter__(self) -> Self:
        """Take the screen."""

    def __exit__(self, *failure: object) -> None:
        """Give the screen back."""

    def show(self, pace: Pace) -> None:
        """Show this moment."""


class Lines:
    """Plain lines: one for each step, and one now and then for the numbers in between."""

    def __init__(self, say: Callable[[str], None], clock: Clock) -> None:
        self._say = say
        self._clock = clock
        self._said: tuple[object, ...] | None = None
        self._due = clock.now()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *failure: object) -> None:
        """End."""

    def show(self, pace: Pace) -> None:
        """Say this moment, if it is a step or if it is time for numbers."""
        step = (pace.state, pace.wave)
        if step == self._said and self._clock.now() < self._due:
            return
        self._said, self._due = step, self._clock.now() + LINE_EVERY
        self._say(headline(pace))


class Bars:
    """A bar for people and a bar for nations, each with rate and time left, under a line for the whole."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[figures]}"),
            console=console,
            transient=True,
        )
        self._rows = {name: self._progress.add_task(name, total=None, figures="") for name in ("people", "nations")}
        self._whole = self._progress.add_task("rollout", total=None, figures="", visible=True)

    def __enter__(self) -> Self:
        """Take the screen."""
        self._progress.start()
        return self

    def __exit__(self, *failure: object) -> None:
        """Give the screen back."""
        self._progress.stop()

    def show(self, pace: Pace) -> None:
        """Show this moment."""
        for name, stretch in (("people", pace.people), ("nations", pace.nations)):
            self._progress.update(
                self._rows[name], completed=stretch.done, total=stretch.total or None, figures=_figures(stretch, name)
            )
        everything, done = pace.people.total + pace.nations.total, pace.people.done + pace.nations.done
        self._progress.update(self._whole, completed=done, total=everything or None, figures=_whole(pace))


def headline(pace: Pace) -> str:
    """Return a rollout at one moment as one line."""
    return f"{pace.rollout_id}: {_phase(pace)}{_stretches(pace)}{_failures(pace)}{_eta(pace)}{_deadline(pace)}"


def _stretches(pace: Pace) -> str:
    if pace.state is RolloutState.PLANNING:
        return ""
    if pace.state is RolloutState.IMPORTING:
        return f" · {_figures(pace.people, 'people')}"
    people = f", {count(pace.people.done)} people loaded" if pace.people.total else ""
    return f" · {_figures(pace.nations, 'nations')} ready{people}"


def _phase(pace: Pace) -> str:
    state = pace.state.value.replace("_", " ")
    return f"{state}, wave {pace.wave} of {pace.waves}" if pace.wave and not pace.state.is_final else state


def _figures(stretch: Stretch, unit: str) -> str:
    speed = f" ({rate(stretch.rate, unit)})" if stretch.rate else ""
    return f"{count(stretch.done)} of {count(stretch.total)} {unit}{speed}"


def _whole(pace: Pace) -> str:
    return f"{_phase(pace)}{_failures(pace)}{_eta(pace)}{_deadline(pace)}"


def _failures(pace: Pace) -> str:
    return f" · {count(pace.failed)} failed" if pace.failed else ""


def _eta(pace: Pace) -> str:
    return f" · {duration(pace.left)} left" if pace.left and not pace.state.is_final else ""


def _deadline(pace: Pace) -> str:
    return f" · {pace.timeliness.value} for the deadline" if pace.timeliness else ""
