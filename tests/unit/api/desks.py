"""The desk behind the API, in memory, and orders whose files lie there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from shared.elections.gate import Gate
from shared.events.logged import LoggedEvents
from shared.events.scheduling import EventDesk
from shared.kernel.secrets import FixedKeys
from shared.kits.kits import Kits
from shared.kits.preview_room import connect_previews
from shared.kits.pushing import Push
from shared.rollouts.uploads import PresignedUpload
from shared.sites.lifecycle import Helm
from shared.sites.press_room import site_maker
from shared.sites.publication import Press
from tests.builders import NOON
from tests.fakes.access import InMemoryAuditLog, InMemoryMemberStore
from tests.fakes.clock import FixedClock
from tests.fakes.counters import InMemoryCounterStore
from tests.fakes.elections import InMemoryOverrideLog, ListedPublications
from tests.fakes.events import InMemoryEventStore
from tests.fakes.hq_tags import InMemoryHqTags
from tests.fakes.journal import InMemoryJournal
from tests.fakes.kits import InMemoryHoldings, InMemoryKitStore, InMemoryRunStore
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.rollouts import FakeMachine, FakeTokens, InMemoryFiles, InMemoryRolloutStore
from tests.fakes.sites import InMemorySiteBucket, InMemoryVersionStore
from tests.unit.elections.builders import a_calendar

if TYPE_CHECKING:
    from datetime import date

    from shared.kits.previewing import KitPreviews
    from shared.rollouts.request import InputFile
    from shared.sites.nation_site import SiteMaker

ROSTER = b"slug,name,candidate,email,zones\n"


@cache
def a_site_maker() -> SiteMaker:
    """Return what makes sites; compiled once."""
    return site_maker(network_domain="banneret.example", country="FR")


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
    kept_events: InMemoryEventStore = field(default_factory=InMemoryEventStore)
    overrides: InMemoryOverrideLog = field(default_factory=InMemoryOverrideLog)
    publications: ListedPublications = field(default_factory=ListedPublications)
    counters: InMemoryCounterStore = field(default_factory=InMemoryCounterStore)
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)

    versions: InMemoryVersionStore = field(default_factory=InMemoryVersionStore)
    site: InMemorySiteBucket = field(default_factory=InMemorySiteBucket)

    def press(self) -> Press:
        """What sites are published with."""
        return Press(
            nations=self.nations,
            site=self.site,
            versions=self.versions,
            maker=a_site_maker(),
            gate=self.events.gate,
            clock=self.clock,
        )

    audit: InMemoryAuditLog = field(default_factory=InMemoryAuditLog)
    hq_tags: InMemoryHqTags = field(default_factory=InMemoryHqTags)
    runs: InMemoryRunStore = field(default_factory=InMemoryRunStore)
    keys: FixedKeys = field(default_factory=lambda: FixedKeys("a key for tests"))
    editions: InMemoryKitStore = field(default_factory=InMemoryKitStore)
    kits: Kits = field(init=False)
    members: InMemoryMemberStore = field(init=False)
    kit_push: Push = field(init=False)
    kit_previews: KitPreviews = field(default_factory=lambda: connect_previews(a_site_maker))

    def __post_init__(self) -> None:
        """Bring together what works on the same things."""
        self.members = InMemoryMemberStore(log=self.audit)
        self.kits = Kits(store=self.editions)
        self.kit_push = Push(
            kits=self.kits,
            runs=self.runs,
            nations=self.nations,
            holdings=InMemoryHoldings(self.nations),
            publications=self.publications,
            clock=self.clock,
        )

    def today(self) -> date:
        """The day it is."""
        return self.clock.now().date()

    def helm(self, by: str) -> Helm:
        """What nations are steered with."""
        return Helm(
            nations=self.nations,
            publications=self.publications,
            journal=self.journal,
            calendar=a_calendar(),
            by=by,
            now=self.clock.now(),
        )

    @property
    def events(self) -> EventDesk:
        """What events are made with."""
        gate = Gate(calendar=a_calendar(), overrides=self.overrides, clock=self.clock)
        return EventDesk(
            nations=self.nations,
            events=LoggedEvents(self.kept_events, self.journal),
            gate=gate,
            publications=self.publications,
            clock=self.clock,
        )


def an_order(desk: FakeDesk, **changes: Any) -> dict[str, Any]:
    """Return the body of an order whose roster was uploaded."""
    digest = sha256(ROSTER).hexdigest()
    desk.files.write(f"uploads/{digest}/roster.csv", ROSTER)
    return {"name": "Législatives", "roster": {"sha256": digest, "file_name": "roster.csv", "size": 32}, **changes}
