"""Somebody at a desk who runs `banneret` against a stage in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cli.errors import StageNotDeployed
from cli.local_stage.machine import Machine
from cli.main import run
from cli.stage import Stage
from cli.surroundings import Surroundings
from shared.elections.calendars import calendar_of
from shared.elections.gate import Gate
from shared.geography.france import france
from shared.kernel.secrets import FixedKeys
from shared.kernel.stage import StageDirectory
from shared.kits.kits import Kits
from shared.people.item import PERSON_PREFIX, from_item
from shared.people.memory import InMemoryPeopleFiles
from shared.people.planning import PlanLimits
from shared.sites.banner import default_banner
from shared.sites.nation_site import SiteMaker
from shared.sites.render import SiteRenderer
from tests.builders import NOON
from tests.fakes.access import InMemoryAuditLog, InMemoryMemberStore
from tests.fakes.counters import InMemoryCounterBoard, InMemoryCounterStore
from tests.fakes.drafts import InMemoryPageDesk
from tests.fakes.elections import InMemoryNotices, InMemoryOverrideLog, ListedPublications
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.event_list import InMemoryEventList
from tests.fakes.events import InMemoryEventStore
from tests.fakes.hq_tags import InMemoryHqTags
from tests.fakes.kits import InMemoryHoldings, InMemoryKitStore, InMemoryRunStore
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.people_by_name import InMemoryPeopleByName
from tests.fakes.people_table import InMemoryPeopleTable
from tests.fakes.rollouts import FakeMachine, FakeTokens, InMemoryFiles, InMemoryRolloutStore
from tests.fakes.sign_in import InMemorySignIn
from tests.fakes.sites import InMemoryVersionStore
from tests.fakes.wordings import InMemoryWordingStore
from tests.unit.cli.fakes import (
    FakeAccount,
    FakeDeadLetters,
    FakeDisplay,
    FakePatience,
    FakeProcesses,
    FakeSites,
    InMemoryIntake,
)
from tests.unit.network.builders import a_maker

if TYPE_CHECKING:
    from pathlib import Path

    from shared.elections.calendar import Calendar
    from shared.kernel.clock import Clock

DIRECTORY = StageDirectory(
    network_table="network",
    people_table="people",
    intake_bucket="intake",
    site_bucket="sites",
    nations_queue="https://sqs/nations",
    dead_letter_queue="https://sqs/dead-letters",
    publications_queue="https://sqs/publications",
    actions_queue="https://sqs/actions",
    actions_dead_letter_queue="https://sqs/actions-dead-letters",
    letters_queue="https://sqs/letters",
    letters_dead_letter_queue="https://sqs/letters-dead-letters",
    confirmations_queue="https://sqs/confirmations",
    confirmations_dead_letter_queue="https://sqs/confirmations-dead-letters",
    signing_secret="banneret/local/signing",
    rollout_machine="arn:aws:states:eu-west-3:000000000000:stateMachine:rollout",
    site_host="d123.cloudfront.net",
    network_domain="banneret.localhost",
    api_url="https://api",
    actions_api_url="https://actions",
    console_url="https://console/",
    member_pool="pool",
    alarm_topic="arn:aws:sns:eu-west-3:000000000000:alarms",
    dashboard="https://console/dashboard",
)


@cache
def a_site_maker() -> SiteMaker:
    """Return what makes sites under the default banner."""
    banner = replace(default_banner(), network_domain=DIRECTORY.network_domain)
    return SiteMaker(banner=banner, atlas=france(), renderer=SiteRenderer())


@dataclass(kw_only=True)
class Desk:
    """The desk: run a command with `banneret(…)`, then look at what it left in `out`, `said` and the stores."""

    home: Path
    rollouts: InMemoryRolloutStore = field(default_factory=InMemoryRolloutStore)
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    files: InMemoryFiles = field(default_factory=InMemoryFiles)
    machine: FakeMachine = field(default_factory=FakeMachine)
    tokens: FakeTokens = field(default_factory=lambda: FakeTokens("token"))
    sites: FakeSites = field(default_factory=FakeSites)
    versions: InMemoryVersionStore = field(default_factory=InMemoryVersionStore)
    overrides: InMemoryOverrideLog = field(default_factory=InMemoryOverrideLog)
    calendar: Calendar = field(default_factory=partial(calendar_of, "FR"))
    notices: InMemoryNotices = field(default_factory=InMemoryNotices)
    events: InMemoryEventStore = field(default_factory=InMemoryEventStore)
    counters: InMemoryCounterStore = field(default_factory=InMemoryCounterStore)
    board: InMemoryCounterBoard = field(default_factory=InMemoryCounterBoard)
    people: InMemoryPeopleTable = field(default_factory=InMemoryPeopleTable)
    people_files: InMemoryPeopleFiles = field(default_factory=InMemoryPeopleFiles)
    erasures: InMemoryErasures = field(default_factory=InMemoryErasures)
    audit: InMemoryAuditLog = field(default_factory=InMemoryAuditLog)
    sign_in: InMemorySignIn = field(default_factory=InMemorySignIn)
    wordings: InMemoryWordingStore = field(default_factory=InMemoryWordingStore)
    dead_actions: FakeDeadLetters = field(default_factory=FakeDeadLetters)
    dead_letters: dict[str, FakeDeadLetters] = field(
        default_factory=lambda: {"members": FakeDeadLetters(), "confirmations": FakeDeadLetters()}
    )
    intake: InMemoryIntake = field(default_factory=InMemoryIntake)
    kits: Kits = field(default_factory=lambda: Kits(store=InMemoryKitStore()))
    kit_runs: InMemoryRunStore = field(default_factory=InMemoryRunStore)
    hq_tags: InMemoryHqTags = field(default_factory=InMemoryHqTags)
    publications: ListedPublications = field(default_factory=ListedPublications)
    patience: FakePatience = field(default_factory=lambda: FakePatience(NOON))
    account: FakeAccount = field(default_factory=FakeAccount)
    processes: FakeProcesses = field(default_factory=FakeProcesses)
    display: FakeDisplay = field(default_factory=FakeDisplay)
    port_holder: str | None = None
    healthy: bool = True
    typed: str | None = None
    failure: BaseException | None = None
    out: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @cached_property
    def members(self) -> InMemoryMemberStore:
        """Members, whose changes go into the desk's log."""
        return InMemoryMemberStore(self.audit)

    @cached_property
    def pages(self) -> InMemoryPageDesk:
        """Pages where the desk's nations keep them, and their drafts."""
        return InMemoryPageDesk(self.nations)

    def banneret(self, *words: str | Path) -> int:
        """Run the command and return its exit code."""
        self.out.clear()
        self.said.clear()
        return run([str(word) for word in words], self.surroundings(), write=self.out.append)

    def json(self) -> Any:
        """Return the one document that stdout got; fails if there was anything else."""
        (document,) = self.out
        return json.loads(document)

    def surroundings(self) -> Surroundings:
        """Return what a command finds at this desk."""
        machine = Machine(
            processes=self.processes,
            patience=self.patience,
            is_free=lambda _port: self.port_holder is None,
            holder_of=lambda _port: self.port_holder,
            is_healthy=lambda _endpoint: self.healthy,
        )
        return Surroundings(
            environment={"BANNERET_HOME": str(self.home)},
            patience=self.patience,
            machine=machine,
            account=self.account,
            say=self.said.append,
            ask=lambda: self.typed,
            display=lambda: self.display,
            open_stage=self.open_stage,
        )

    def gate(self, clock: Clock) -> Gate:
        """Return the gate of the electoral silence."""
        return Gate(calendar=self.calendar, overrides=self.overrides, clock=clock)

    def open_stage(self, name: str) -> Stage:
        """Open the stage in memory, or fail as the test wants it to."""
        if self.failure:
            raise self.failure
        return Stage(
            name=name,
            country="FR",
            timezone=ZoneInfo("Europe/Paris"),
            directory=DIRECTORY,
            address_of=lambda slug: f"http://sites/{slug}/",
            atlas=france,
            site_maker=a_site_maker,
            network_maker=a_maker,
            rollouts=self.rollouts,
            nations=self.nations,
            files=self.files,
            machine=self.machine,
            tokens=self.tokens,
            sites=self.sites,
            versions=self.versions,
            pages=self.pages,
            gate=self.gate,
            notices=self.notices,
            events=self.events,
            all_events=InMemoryEventList(self.events),
            counters=self.counters,
            board=self.board,
            people=self.people,
            people_by_name=InMemoryPeopleByName(
                from_item(item) for (_, sk), item in self.people.items.items() if sk.startswith(PERSON_PREFIX)
            ),
            people_files=self.people_files,
            import_limits=PlanLimits(),
            erasures=self.erasures,
            members=self.members,
            audit=self.audit,
            sign_in=self.sign_in,
            keys=FixedKeys("a key"),
            wordings=self.wordings,
            dead_actions=self.dead_actions,
            dead_letters=self.dead_letters,
            intake=self.intake,
            kits=self.kits,
            kit_runs=self.kit_runs,
            holdings=InMemoryHoldings(self.nations),
            hq_tags=self.hq_tags,
            publications=self.publications,
        )


def not_deployed(stage: str = "local") -> StageNotDeployed:
    """Return the failure of a stage that was never brought up."""
    return StageNotDeployed(stage, "is not deployed, or only half")
