"""A rollout on the screen: two bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, Self

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from cli.headline import figures, headline, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from shared.kernel.clock import Clock
    from shared.rollouts.pace import Pace

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
                self._rows[name], completed=stretch.done, total=stretch.total or None, figures=figures(stretch, name)
            )
        everything, done = pace.people.total + pace.nations.total, pace.people.done + pace.nations.done
        self._progress.update(self._whole, completed=done, total=everything or None, figures=whole(pace))
