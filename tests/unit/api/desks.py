"""The desk behind the API, in memory, and orders whose files lie there."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from shared.rollouts.uploads import PresignedUpload
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.rollouts import FakeMachine, FakeTokens, InMemoryFiles, InMemoryRolloutStore

if TYPE_CHECKING:
    from shared.rollouts.request import InputFile

ROSTER = b"slug,name,candidate,email,zones\n"


class FakeUploads:
    """Uploads that nobody signed."""

    def presign(self, file: InputFile) -> PresignedUpload:
        return PresignedUpload(url=f"https://intake/{file.key}", headers={"content-type": "text/csv"}, seconds=60)


@dataclass
class FakeDesk:
    """What the routes work with."""

    rollouts: InMemoryRolloutStore = field(default_factory=InMemoryRolloutStore)
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    files: InMemoryFiles = field(default_factory=InMemoryFiles)
    machine: FakeMachine = field(default_factory=FakeMachine)
    tokens: FakeTokens = field(default_factory=FakeTokens)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    uploads: FakeUploads = field(default_factory=FakeUploads)


def an_order(desk: FakeDesk, **changes: Any) -> dict[str, Any]:
    """Return the body of an order whose roster was uploaded."""
    digest = sha256(ROSTER).hexdigest()
    desk.files.write(f"uploads/{digest}/roster.csv", ROSTER)
    return {"name": "Législatives", "roster": {"sha256": digest, "file_name": "roster.csv", "size": 32}, **changes}
