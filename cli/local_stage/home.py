"""Where a stage keeps what it knows on this machine: `.banneret/<stage>/`, or below BANNERET_HOME."""

from __future__ import annotations

import fcntl
import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.errors import CommandFailed
from cli.local_stage.processes import ProcessIdentity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT = Path(__file__).resolve().parents[2]
"""The checkout that this command belongs to."""

HOME_VARIABLE = "BANNERET_HOME"
"""Moves every stage's folder elsewhere: tests bring up a stage of their own next to a developer's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningEmulator:
    """An emulator that was started: which process, and how it is reached."""

    process: ProcessIdentity
    port: int
    region: str
    enforces_iam: bool

    @property
    def endpoint(self) -> str:
        """The one address of all its services."""
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHome:
    """The folder of one stage, and the two facts in it: the emulator that was started, and what was deployed."""

    folder: Path

    @classmethod
    def of(cls, stage: str, environment: Mapping[str, str]) -> StageHome:
        """Return the stage's folder, which need not exist yet."""
        root = Path(environment.get(HOME_VARIABLE) or PROJECT / ".banneret")
        return cls(folder=root.absolute() / stage)

    def make(self) -> None:
        """Make the folder, for its owner only: logs may tell what nobody else need read."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the stage for oneself; raises CommandFailed while another command brings it up or down."""
        self.make()
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                what = f"another command brings stage {self.folder.name} up or down"
                raise CommandFailed(f"{what}: wait until it is done") from error
            yield

    def emulator(self) -> RunningEmulator | None:
        """Return the emulator that was started last; it need not run any more."""
        facts = self._read("emulator.json")
        if facts is None:
            return None
        return RunningEmulator(**(facts | {"process": ProcessIdentity(**facts["process"])}))

    def keep_emulator(self, emulator: RunningEmulator) -> None:
        """Remember the emulator that was started."""
        self._write("emulator.json", asdict(emulator))

    def forget_emulator(self) -> None:
        """Forget the emulator and what was deployed into it."""
        for name in ("emulator.json", "deployed.json"):
            (self.folder / name).unlink(missing_ok=True)

    def deployed(self) -> dict[str, Any] | None:
        """Return what stands in the cloud: the fingerprint of its sources, and the cloud it was deployed into."""
        return self._read("deployed.json")

    def keep_deployed(self, facts: Mapping[str, str]) -> None:
        """Remember what stands in the cloud."""
        self._write("deployed.json", facts)

    def _read(self, name: str) -> dict[str, Any] | None:
        try:
            facts: dict[str, Any] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        return facts

    def _write(self, name: str, facts: Mapping[str, Any]) -> None:
        # Beside and then over it: a reader sees the old facts or the new ones, never half of them.
        fresh = self.folder / f".{name}.new"
        fresh.write_text(json.dumps(facts), encoding="utf-8")
        fresh.replace(self.folder / name)
