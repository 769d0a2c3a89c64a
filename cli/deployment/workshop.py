"""Where the CDK works for a stage: each of its runs is a session that is remembered until it ends.

So nothing of a run outlives its command for long: a command that is interrupted
ends its runs itself, and one that was killed leaves them to the next command.
"""

from __future__ import annotations

import json
import subprocess
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cli.local_stage.processes import ProcessIdentity
from cli.local_stage.sessions import end_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cli.local_stage.home import StageHome
    from cli.local_stage.processes import Processes
    from cli.waiting import Patience


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """The runs of one stage."""

    home: StageHome
    processes: Processes
    patience: Patience

    @property
    def log(self) -> Path:
        """Where all runs write what they say."""
        return self.home.folder / "deploy.log"

    def run(
        self, command: Sequence[str], *, folder: Path, environment: Mapping[str, str], hear: Callable[[str], None]
    ) -> int:
        """Run the command to its end, telling every line it prints and keeping them all in the log."""
        run = _start(command, folder=folder, environment=environment)
        with run, self._remembered(run.pid), self.log.open("a", encoding="utf-8") as log:
            for line in run.stdout or ():
                log.write(line)
                hear(line.rstrip())
            return run.wait()

    def clear(self) -> None:
        """End every run that is remembered; to be called with the stage's lock, so that none is anybody else's."""
        for record in self.home.folder.glob("run-*.json"):
            process = ProcessIdentity(**json.loads(record.read_text(encoding="utf-8")))
            end_session(process, processes=self.processes, patience=self.patience)
            record.unlink(missing_ok=True)

    @contextmanager
    def _remembered(self, pid: int) -> Iterator[None]:
        process = self.processes.identify(pid)
        record = self.home.folder / f"run-{pid}.json"
        record.write_text(json.dumps(asdict(process)), encoding="utf-8")
        try:
            yield
        finally:
            # Also after a good end: the CDK's app runs below it, and it does not wait for all of that.
            end_session(process, processes=self.processes, patience=self.patience)
            record.unlink(missing_ok=True)


def _start(command: Sequence[str], *, folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    # The commands are ours, and stage names are checked against the stages that exist.
    return subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
