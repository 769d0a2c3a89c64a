"""Processes of this machine, each told apart from a later one that was given the same number."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PROC = Path("/proc")

STATE, SESSION, STARTED = 0, 3, 19
"""Places of the fields behind the program's name in /proc/<pid>/stat: proc_pid_stat(5), fields 3, 6 and 22."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessIdentity:
    """A process: its number, and when it was born (the boot's id and the ticks since)."""

    pid: int
    born: str


class Processes(Protocol):
    """What the local stage needs of the machine's processes."""

    def start(self, command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> ProcessIdentity:
        """Start a process in a session of its own, with its output in the log."""

    def identify(self, pid: int) -> ProcessIdentity:
        """Return the process that has this number now."""

    def is_alive(self, process: ProcessIdentity) -> bool:
        """Tell whether this very process still runs."""

    def session_of(self, process: ProcessIdentity) -> tuple[int, ...]:
        """Return the numbers of all that still runs of the session this process began, itself included."""

    def terminate(self, pid: int) -> None:
        """Ask a process to end; one that has ended already is fine."""

    def kill(self, pid: int) -> None:
        """End a process; one that has ended already is fine."""


class MachineProcesses:
    """The processes of this machine, as Linux tells of them under /proc."""

    def __init__(self, proc: Path = PROC) -> None:
        self._proc = proc

    def start(self, command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> ProcessIdentity:
        """Start a process in a session of its own, so that a Ctrl-C in the terminal does not reach it."""
        null, appending = os.O_RDONLY, os.O_WRONLY | os.O_CREAT | os.O_APPEND
        outlets = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, null, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), appending, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ]
        # Not a subprocess.Popen: that would warn of a child that outlives it, as ours is meant to.
        pid = os.posix_spawn(command[0], list(command), dict(environment), file_actions=outlets, setsid=True)
        return self.identify(pid)

    def identify(self, pid: int) -> ProcessIdentity:
        """Return the process that has this number now."""
        return ProcessIdentity(pid=pid, born=self._born(pid) or "")

    def is_alive(self, process: ProcessIdentity) -> bool:
        """Tell whether this very process still runs."""
        return self._born(process.pid) == process.born

    def session_of(self, process: ProcessIdentity) -> tuple[int, ...]:
        """Return what still runs of the session; nothing, if its number has gone to a process born later."""
        if self._born(process.pid) not in {None, process.born}:
            return ()
        return tuple(pid for pid, fields in self._running() if int(fields[SESSION]) == process.pid)

    def terminate(self, pid: int) -> None:
        """Ask a process to end; one that has ended already is fine."""
        _signal(pid, signal.SIGTERM)

    def kill(self, pid: int) -> None:
        """End a process; one that has ended already is fine."""
        _signal(pid, signal.SIGKILL)

    def _running(self) -> Iterator[tuple[int, list[str]]]:
        for folder in self._proc.iterdir():
            if folder.name.isdecimal() and (fields := self._fields(int(folder.name))):
                yield int(folder.name), fields

    def _born(self, pid: int) -> str | None:
        fields = self._fields(pid)
        return f"{self._boot()}/{fields[STARTED]}" if fields else None

    def _boot(self) -> str:
        return (self._proc / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()

    def _fields(self, pid: int) -> list[str] | None:
        """Return the fields of a running process; None for one that is gone, or dead and not yet buried."""
        try:
            line = (self._proc / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return None
        # The name stands in parentheses and may itself hold spaces and parentheses.
        fields = line.rpartition(")")[2].split()
        return None if fields[STATE] in {"Z", "X"} else fields


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
