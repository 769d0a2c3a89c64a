"""The processes in which the emulator runs functions: its own children, and no other process of this machine."""

from __future__ import annotations

import os
import re
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def workers(network: Network, function: str | None = None) -> list[Worker]:
    """Return the workers of a function, or of all of them."""
    running = network.home.emulator()
    assert running, "the stage is up"
    found = (Worker(pid=pid, function=name) for pid in _children(running.process.pid) if (name := _function(pid)))
    return [worker for worker in found if function in (None, worker.function)]


def _children(parent: int) -> Iterator[int]:
    for task in Path(f"/proc/{parent}/task").iterdir():
        yield from map(int, (task / "children").read_text(encoding="ascii").split())


def _function(pid: int) -> str:
    """Return the function that a process runs; nothing for a process that is none of the workers, or is gone."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    found = SCRIPT.search(command)
    return found["function"] if found else ""
