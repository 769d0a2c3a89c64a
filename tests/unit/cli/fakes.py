"""What surrounds a command, tame: no process, no socket, no second that passes by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from cli.local_stage.processes import ProcessIdentity
from tests.fakes.clock import FixedClock
from tests.fakes.sites import InMemorySiteBucket

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from shared.rollouts.pace import Pace
    from shared.rollouts.request import InputFile
    from shared.sites.files import SiteFile
    from shared.sites.publishing import PublishedSite, StoredFile


@dataclass
class FakePatience(FixedClock):
    """Time that passes only while somebody waits; `meanwhile` is what happens then."""

    meanwhile: list[Callable[[], object]] = field(default_factory=list)

    def pause(self, seconds: float) -> None:
        self.advance(timedelta(seconds=seconds))
        if self.meanwhile:
            self.meanwhile.pop(0)()


class FakeProcesses:
    """Processes that live until they are told to end; `stubborn` ones must be killed, `doomed` ones never get up."""

    def __init__(self, *, stubborn: bool = False, doomed: bool = False) -> None:
        self.stubborn = stubborn
        self.doomed = doomed
        self.sessions: dict[ProcessIdentity, set[int]] = {}
        self.environments: list[Mapping[str, str]] = []
        self.signals: list[tuple[str, int]] = []

    def start(self, command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> ProcessIdentity:
        number = 100 * (len(self.environments) + 1)
        process = ProcessIdentity(pid=number, born=f"tick {number}")
        self.environments.append(environment)
        self.sessions[process] = set() if self.doomed else {number, number + 1}
        return process

    def identify(self, pid: int) -> ProcessIdentity:
        return ProcessIdentity(pid=pid, born=f"tick {pid}")

    def is_alive(self, process: ProcessIdentity) -> bool:
        return process.pid in self.sessions.get(process, ())

    def session_of(self, process: ProcessIdentity) -> tuple[int, ...]:
        return tuple(sorted(self.sessions.get(process, ())))

    def terminate(self, pid: int) -> None:
        self.signals.append(("terminate", pid))
        if not self.stubborn:
            self._forget(pid)

    def kill(self, pid: int) -> None:
        self.signals.append(("kill", pid))
        self._forget(pid)

    def _forget(self, pid: int) -> None:
        for members in self.sessions.values():
            members.discard(pid)


@dataclass
class FakeAccount:
    """An account in good order, unless a test has it otherwise."""

    bootstrapped: bool = True
    quota: int = 1000
    dead_letters: int = 0
    ringing: tuple[str, ...] = ()
    failure: Exception | None = None

    def number(self) -> str:
        if self.failure:
            raise self.failure
        return "123456789012"

    def caller(self) -> str:
        return "arn:aws:iam::123456789012:user/duty"

    def is_bootstrapped(self) -> bool:
        return self.bootstrapped

    def function_quota(self) -> int:
        return self.quota

    def messages_in(self, queue: str) -> int:
        return self.dead_letters

    def alarms(self, prefix: str) -> tuple[str, ...]:
        return self.ringing


class FakeDisplay:
    """Remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[Pace] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        return

    def show(self, pace: Pace) -> None:
        self.shown.append(pace)


class InMemoryIntake:
    """Files in a dictionary."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self.files = dict(files or {})

    def upload(self, path: Path, file: InputFile) -> bool:
        is_new = file.key not in self.files
        self.files[file.key] = path.read_bytes()
        return is_new

    def keys(self, prefix: str) -> Iterator[str]:
        return iter(sorted(key for key in self.files if key.startswith(prefix)))

    def lines(self, key: str) -> Iterator[bytes]:
        return iter(self.files[key].splitlines(keepends=True))


class FakeSites(InMemorySiteBucket):
    """Remembers as well what was done to which site."""

    def __init__(self) -> None:
        super().__init__()
        self.deeds: list[tuple[str, str]] = []

    def publish(
        self, slug: str, files: Sequence[SiteFile], *, before: Mapping[str, StoredFile] | None = None
    ) -> PublishedSite:
        self.deeds.append(("publish", slug))
        return super().publish(slug, files, before=before)

    def retire(self, slug: str, files: Sequence[SiteFile]) -> PublishedSite:
        self.deeds.append(("retire", slug))
        return super().retire(slug, files)

    def remove(self, slug: str) -> int:
        self.deeds.append(("remove", slug))
        return super().remove(slug)


class FakeDeadLetters:
    """A queue of dead letters that holds `waiting` of them."""

    def __init__(self) -> None:
        self.waiting = 0

    def redrive(self) -> int:
        sent, self.waiting = self.waiting, 0
        return sent
