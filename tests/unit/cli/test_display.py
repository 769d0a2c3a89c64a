from __future__ import annotations

import io
from datetime import timedelta

from rich.console import Console

from cli.display import Bars, Lines
from cli.headline import headline
from shared.rollouts.pace import Stretch, Timeliness
from shared.rollouts.rollout import RolloutState
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.unit.cli.builders import a_pace


def test_a_headline_tells_wave_nations_rate_people_and_time_left() -> None:
    line = headline(a_pace())

    assert line == (
        "may: provisioning, wave 2 of 3 · 50 of 100 nations (5.0 nations/s) ready, 2,000 people loaded · 10 s left"
    )


def test_while_people_are_imported_the_headline_is_about_them() -> None:
    line = headline(a_pace(RolloutState.IMPORTING, people=Stretch(done=1500, total=6000, rate=500), wave=None))

    assert line == "may: importing · 1,500 of 6,000 people (500 people/s) · 10 s of the import left"


def test_before_its_rate_is_known_an_import_has_no_time_left() -> None:
    line = headline(a_pace(RolloutState.IMPORTING, people=Stretch(done=0, total=6000, rate=None), wave=None, left=None))

    assert line == "may: importing · 0 of 6,000 people"


def test_a_rollout_that_is_being_planned_has_no_figures_yet() -> None:
    assert headline(a_pace(RolloutState.PLANNING, wave=None, left=None)) == "may: planning"


def test_failures_and_the_deadline_are_told_where_there_are_any() -> None:
    line = headline(a_pace(failed=3, timeliness=Timeliness.BEHIND, deadline=NOON))

    assert "3 failed" in line
    assert "behind for the deadline" in line


def test_plain_lines_tell_each_step_at_once_and_numbers_now_and_then() -> None:
    clock, said = FixedClock(NOON), list[str]()
    with Lines(said.append, clock) as lines:
        lines.show(a_pace(RolloutState.IMPORTING))
        lines.show(a_pace(RolloutState.IMPORTING))
        lines.show(a_pace(wave=1))
        clock.advance(timedelta(seconds=5))
        lines.show(a_pace(wave=1))

    assert len(said) == 3


def test_bars_show_people_nations_and_the_whole_on_a_terminal() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=160)
    with Bars(console) as bars:
        bars.show(a_pace(failed=1))
        bars.show(a_pace(RolloutState.DONE, nations=Stretch(done=100, total=100, rate=5)))

    drawn = screen.getvalue()
    for part in ("people", "nations", "100 of 100 nations (5.0 nations/s)", "100%"):
        assert part in drawn
