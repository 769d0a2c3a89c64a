from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cli.local_stage.processes import MachineProcesses, ProcessIdentity
from cli.local_stage.sessions import end_session
from cli.waiting import SystemPatience
from tests.builders import NOON
from tests.unit.cli.fakes import FakePatience, FakeProcesses

if TYPE_CHECKING:
    from pathlib import Path

SLEEPS_WITH_A_CHILD = """
import subprocess, sys, threading
subprocess.Popen([sys.executable, "-c", "import threading; threading.Event().wait()"])
print("up", flush=True)
threading.Event().wait()
"""


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """What /proc looks like, with one process 40 that began the session 40."""
    (tmp_path / "sys/kernel/random").mkdir(parents=True)
    (tmp_path / "sys/kernel/random/boot_id").write_text("boot-1\n", encoding="ascii")
    a_process(tmp_path, 40, session=40, started=100)
    return tmp_path


def a_process(proc: Path, pid: int, *, session: int, started: int, state: str = "S") -> None:
    fields = [state, "1", "1", str(session), *["0"] * 15, str(started), "0"]
    (proc / str(pid)).mkdir(exist_ok=True)
    (proc / str(pid) / "stat").write_text(f"{pid} (a (strange) name) {' '.join(fields)}\n", encoding="ascii")


def test_a_process_is_known_by_its_number_and_its_birth(proc: Path) -> None:
    processes = MachineProcesses(proc)

    process = processes.identify(40)

    assert process == ProcessIdentity(pid=40, born="boot-1/100")
    assert processes.is_alive(process)


def test_a_number_that_went_to_a_later_process_is_not_the_same_process(proc: Path) -> None:
    processes = MachineProcesses(proc)
    process = processes.identify(40)

    a_process(proc, 40, session=40, started=200)

    assert not processes.is_alive(process)
    assert processes.session_of(process) == ()


def test_the_same_ticks_after_another_boot_are_not_the_same_process(proc: Path) -> None:
    process = MachineProcesses(proc).identify(40)

    assert not MachineProcesses(proc).is_alive(replace(process, born="boot-0/100"))


def test_a_dead_process_that_nobody_buried_is_not_alive(proc: Path) -> None:
    processes = MachineProcesses(proc)
    process = processes.identify(40)

    a_process(proc, 40, session=40, started=100, state="Z")

    assert not processes.is_alive(process)


def test_children_are_found_after_their_leader_died(proc: Path) -> None:
    processes = MachineProcesses(proc)
    process = processes.identify(40)
    a_process(proc, 41, session=40, started=101)
    a_process(proc, 50, session=50, started=90)

    (proc / "40" / "stat").unlink()

    assert processes.session_of(process) == (41,)


def test_a_session_ends_with_all_its_children(tmp_path: Path) -> None:
    processes, log = MachineProcesses(), tmp_path / "log"
    process = processes.start([sys.executable, "-c", SLEEPS_WITH_A_CHILD], environment={}, log=log)
    patience = SystemPatience()
    while "up" not in log.read_text(encoding="utf-8"):
        patience.pause(0.01)
    assert len(processes.session_of(process)) == 2

    assert end_session(process, processes=processes, patience=patience)

    assert processes.session_of(process) == ()
    assert not processes.is_alive(process)


def test_ending_a_process_that_is_gone_is_fine() -> None:
    processes = MachineProcesses()
    gone = 2**22 + 1  # Above the kernel's largest process number.

    processes.terminate(gone)
    processes.kill(gone)

    assert not processes.is_alive(ProcessIdentity(pid=gone, born="x"))


def test_what_does_not_end_by_itself_is_killed(tmp_path: Path) -> None:
    processes = FakeProcesses(stubborn=True)
    process = processes.start(["emulator"], environment={}, log=tmp_path / "log")

    assert end_session(process, processes=processes, patience=FakePatience(NOON))
    assert processes.signals == [("terminate", 100), ("kill", 100), ("kill", 101)]
