from __future__ import annotations

import io
import json
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from cli import main, stage
from cli.display import Lines
from cli.errors import StageNotDeployed
from cli.local_stage.emulator import Emulator
from cli.local_stage.home import StageHome
from cli.local_stage.machine import Machine
from cli.surroundings import open_stage, this_process
from cli.waiting import SystemPatience
from cli.wording import duration, rate
from tests.builders import NOON
from tests.unit.cli.fakes import FakePatience, FakeProcesses

if TYPE_CHECKING:
    from pathlib import Path

    from cli.cloud import Cloud
    from infra.config import StageConfig
    from tests.unit.cli.desk import Desk


@pytest.fixture
def machine() -> Machine:
    """A machine on which every port is free."""
    return Machine(
        processes=FakeProcesses(),
        patience=FakePatience(NOON),
        is_free=lambda _port: True,
        is_healthy=lambda _endpoint: True,
    )


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Cloud]:
    """The clouds in which stages were opened."""
    clouds: list[Cloud] = []

    def connect(_config: StageConfig, cloud: Cloud) -> None:
        clouds.append(cloud)

    monkeypatch.setattr(stage, "connect", connect)
    return clouds


def test_a_local_stage_is_opened_where_its_emulator_listens(
    machine: Machine, opened: list[Cloud], tmp_path: Path
) -> None:
    environment = {"BANNERET_HOME": str(tmp_path), "AWS_PROFILE": "broken"}
    home = StageHome.of("local", environment)
    Emulator(home=home, machine=machine).start(port=4599, region="eu-west-3", enforce_iam=True)

    open_stage("local", environment, machine)

    assert opened[0].endpoint == "http://127.0.0.1:4599"
    assert "AWS_PROFILE" not in environment


def test_a_local_stage_that_does_not_run_is_not_opened(machine: Machine, tmp_path: Path) -> None:
    with pytest.raises(StageNotDeployed, match="stage local does not run: run `banneret up --stage local`"):
        open_stage("local", {"BANNERET_HOME": str(tmp_path)}, machine)


def test_a_stage_on_aws_is_opened_as_the_caller_is_signed_in(machine: Machine, opened: list[Cloud]) -> None:
    environment = {"AWS_PROFILE": "mine"}

    open_stage("prod", environment, machine)

    assert opened[0].endpoint is None
    assert environment["AWS_PROFILE"] == "mine"


def test_without_a_terminal_progress_is_plain_lines_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    here = this_process()

    here.say("hello")

    assert isinstance(here.display(), Lines)
    assert capsys.readouterr() == ("", "hello\n")


def test_an_end_of_input_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    assert this_process().ask() is None


def test_the_program_ends_with_the_commands_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["banneret", "down", "--json"])
    monkeypatch.setattr(signal, "signal", lambda *_words: None)
    monkeypatch.setenv("BANNERET_HOME", str(tmp_path))

    with pytest.raises(SystemExit) as end:
        main.main()

    assert end.value.code == 0
    assert json.loads(capsys.readouterr().out) == {"stage": "local", "stopped": False}


def test_a_reader_who_has_seen_enough_is_no_failure(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    def closed(_line: str) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        main.run(["nation", "list"], desk.surroundings(), write=closed)


def test_the_machines_own_time_passes() -> None:
    patience = SystemPatience()
    before = patience.now()

    patience.pause(0)

    assert patience.now() >= before


@pytest.mark.parametrize(
    ("seconds", "words"), [(None, "–"), (7.4, "7 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")], ids=str
)
def test_durations_read_well(seconds: float | None, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(("speed", "words"), [(None, "–"), (1234.5, "1,234 rows/s"), (0.25, "0.2 rows/s")], ids=str)
def test_rates_read_well(speed: float | None, words: str) -> None:
    assert rate(speed, "rows") == words
