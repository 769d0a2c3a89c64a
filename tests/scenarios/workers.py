"""The processes in which the emulator runs functions: its own children, and no other process of this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cli.local_stage.processes import MachineProcesses

if TYPE_CHECKING:
    from tests.scenarios.network import Network

SCRIPT = re.compile(r"/ministack-lambda-banneret-test-(?P<function>[a-z-]+?)-\w{8}/_worker\.py")
"""The emulator unpacks each function into a folder that is named after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A process that runs one function, idle or at work."""

    pid: int
    function: str

    def kill(self) -> None:
        """End it at once; one that is gone already is fine."""
        MachineProcesses().kill(self.pid)


def workers(network: Network, function: str | None = None) -> list[Worker]:
    """Return the workers of a function, or of all of them."""
    running = network.home.emulator()
    assert running, "the stage is up"
    # The whole session, read process by process: a thread's list of children is gone as soon as the thread is.
    session = MachineProcesses().session_of(running.process)
    found = (Worker(pid=pid, function=name) for pid in session if (name := _function(pid)))
    return [worker for worker in found if function in (None, worker.function)]


def _function(pid: int) -> str:
    """Return the function that a process runs; nothing for a process that is none of the workers, or is gone."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    found = SCRIPT.search(command)
    return found["function"] if found else ""
