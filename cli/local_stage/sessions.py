"""End a session: a process and all that it started."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cli.waiting import wait_until

if TYPE_CHECKING:
    from cli.local_stage.processes import Processes, ProcessIdentity
    from cli.waiting import Patience

GRACE = timedelta(seconds=10)
"""To end by itself: the emulator takes one to two seconds. Whatever is left then is killed."""

GLANCE = timedelta(seconds=0.1)
"""Between two looks at something that takes about a second."""


def end_session(process: ProcessIdentity, *, processes: Processes, patience: Patience) -> bool:
    """Ask the process to end, then kill all that is left of its session; tell whether nothing is."""

    def is_over() -> bool:
        return not processes.session_of(process)

    if process.pid in processes.session_of(process):
        processes.terminate(process.pid)
        wait_until(lambda: not processes.is_alive(process), at_most=GRACE, every=GLANCE, patience=patience)
    for pid in processes.session_of(process):
        processes.kill(pid)
    return wait_until(is_over, at_most=GRACE, every=GLANCE, patience=patience)
