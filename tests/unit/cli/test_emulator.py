from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.errors import CommandFailed, EmulatorFailed, PortTaken
from cli.local_stage.emulator import Emulator
from cli.local_stage.home import StageHome
from cli.local_stage.machine import Machine
from tests.builders import NOON
from tests.unit.cli.fakes import FakePatience, FakeProcesses

if TYPE_CHECKING:
    from pathlib import Path

    from cli.local_stage.home import RunningEmulator


@pytest.fixture
def home(tmp_path: Path) -> StageHome:
    """The folder of a stage that was never brought up."""
    return StageHome.of("local", {"BANNERET_HOME": str(tmp_path)})


def an_emulator(
    home: StageHome, processes: FakeProcesses | None = None, *, holder: str | None = None, healthy: bool = True
) -> Emulator:
    machine = Machine(
        processes=processes or FakeProcesses(),
        patience=FakePatience(NOON),
        is_free=lambda _port: holder is None,
        holder_of=lambda _port: holder,
        is_healthy=lambda _endpoint: healthy,
    )
    return Emulator(home=home, machine=machine)


def start(emulator: Emulator, *, enforce_iam: bool = True) -> RunningEmulator:
    return emulator.start(port=4599, region="eu-west-3", enforce_iam=enforce_iam)


def test_an_emulator_that_was_started_is_found_again_by_the_next_command(home: StageHome) -> None:
    processes = FakeProcesses()
    running = start(an_emulator(home, processes))

    assert an_emulator(home, processes).running() == running
    assert running.endpoint == "http://127.0.0.1:4599"


def test_it_listens_on_this_machine_alone_and_enforces_permissions(home: StageHome) -> None:
    processes = FakeProcesses()

    start(an_emulator(home, processes))

    told = processes.environments[0]
    assert (told["BIND_HOST"], told["GATEWAY_PORT"], told["MINISTACK_REGION"]) == ("127.0.0.1", "4599", "eu-west-3")
    assert told["AUTH"] == "true"
    assert not any(name.startswith("AWS_") for name in told)


def test_permissions_may_be_left_unenforced(home: StageHome) -> None:
    processes = FakeProcesses()

    assert not start(an_emulator(home, processes), enforce_iam=False).enforces_iam
    assert processes.environments[0]["AUTH"] == "false"


def test_starting_twice_starts_once(home: StageHome) -> None:
    processes = FakeProcesses()

    assert start(an_emulator(home, processes)) == start(an_emulator(home, processes))
    assert len(processes.environments) == 1


def test_a_port_in_use_is_told_with_its_holder_and_the_way_out(home: StageHome) -> None:
    with pytest.raises(PortTaken, match=r"port 4599 is in use by nginx \(process 7\): stop it, or choose another"):
        start(an_emulator(home, holder="nginx (process 7)"))


def test_what_died_is_replaced_along_with_its_orphans(home: StageHome) -> None:
    processes = FakeProcesses()
    dead = start(an_emulator(home, processes))
    processes.sessions[dead.process].discard(dead.process.pid)

    fresh = start(an_emulator(home, processes))

    assert fresh.process != dead.process
    assert processes.session_of(dead.process) == ()


def test_an_emulator_that_ends_at_once_is_told_with_its_log(home: StageHome) -> None:
    with pytest.raises(EmulatorFailed, match=r"ended at once: .*emulator\.log says why"):
        start(an_emulator(home, FakeProcesses(doomed=True)))


def test_an_emulator_that_never_answers_is_not_waited_for_for_ever(home: StageHome) -> None:
    with pytest.raises(EmulatorFailed, match=r"does not answer at .*: stop it with `banneret down`"):
        start(an_emulator(home, healthy=False))


def test_stopping_ends_every_process_and_forgets_what_was_deployed(home: StageHome) -> None:
    processes = FakeProcesses()
    running = start(an_emulator(home, processes))
    home.keep_deployed({"sources": "x"})

    assert an_emulator(home, processes).stop()

    assert processes.session_of(running.process) == ()
    assert home.emulator() is None
    assert home.deployed() is None
    assert not an_emulator(home, processes).stop()


def test_a_stage_is_brought_up_or_down_by_one_command_at_a_time(home: StageHome) -> None:
    with (
        home.locked(),
        pytest.raises(CommandFailed, match="another command brings stage local up or down"),
        home.locked(),
    ):
        pass


def test_half_written_facts_count_as_none(home: StageHome) -> None:
    home.make()
    (home.folder / "emulator.json").write_text('{"pro', encoding="utf-8")

    assert home.emulator() is None
