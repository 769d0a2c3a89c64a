from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from shared.geography.france import france
from shared.kernel.errors import InputError
from shared.nations.nation import NationStatus
from shared.people.consent import ConsentStatement
from shared.rollouts.errors import NetworkBusy
from shared.rollouts.plan import PlannedImport, RolloutPlan, plan_rollout
from shared.rollouts.rollout import EntryState, RolloutState, Scope
from shared.rollouts.roster import parse_roster
from shared.rollouts.waves import WavePlan
from tests.builders import NOON, a_nation, a_request, a_rollout
from tests.fakes.clock import FixedClock
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.rollouts import InMemoryFiles, InMemoryRolloutStore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.rollouts.rollout import Rollout

ROSTER = "slug,name,candidate,email,zones\n" + "\n".join(
    f"ain-{number},Ain {number},Jeanne Martin,jeanne@example.org,01-0{number}" for number in (3, 1, 2)
)


@dataclass
class Planning:
    """What a plan needs, in memory."""

    roster: str = ROSTER
    people: str | None = "b"
    consent: ConsentStatement | None = None
    rollouts: InMemoryRolloutStore = field(default_factory=InMemoryRolloutStore)
    nations: InMemoryNationStore = field(default_factory=InMemoryNationStore)
    files: InMemoryFiles = field(default_factory=InMemoryFiles)
    destinations: list[dict[str, str]] = field(default_factory=list)
    aborted_meanwhile: bool = False

    def __post_init__(self) -> None:
        request = a_request(people=self.people, waves=WavePlan.parse("1,rest"), consent=self.consent)
        self.rollouts.create(a_rollout(request=request))
        self.files.write(request.roster.key, self.roster.encode())

    def plan(self, scope: Scope = Scope.UNFINISHED) -> RolloutPlan:
        return plan_rollout(
            "legislatives",
            scope=scope,
            rollouts=self.rollouts,
            nations=self.nations,
            files=self.files,
            read_roster=partial(parse_roster, country="FR", atlas=france()),
            plan_people=self._plan_people,
            clock=FixedClock(NOON),
        )

    def next_attempt(self) -> None:
        rollout = self.rollouts.get("legislatives")
        self.rollouts.save(replace(rollout, attempt=rollout.attempt + 1, state=RolloutState.PLANNING))

    def wave(self, number: int, attempt: int = 1) -> list[str]:
        listing = self.files.read(f"rollouts/legislatives/attempts/{attempt}/waves/{number}.json")
        return [line["slug"] for line in json.loads(listing)]

    def _plan_people(
        self, rollout: Rollout, *, claims: Mapping[str, str], open_nations: frozenset[str]
    ) -> PlannedImport:
        self.destinations.append(dict(claims))
        if self.aborted_meanwhile:
            self.rollouts.advance(rollout.id, RolloutState.ABORTED)
        return PlannedImport(rows=7, straggle_seconds=90)


def test_nations_go_into_waves_in_the_order_of_the_roster() -> None:
    planning = Planning()

    assert planning.plan() == RolloutPlan(waves=2, import_people=True)
    assert [planning.wave(0), planning.wave(1)] == [["ain-3"], ["ain-1", "ain-2"]]
    assert [(entry.slug, entry.wave) for entry in planning.rollouts.entries("legislatives")] == [
        ("ain-1", 1),
        ("ain-2", 1),
        ("ain-3", 0),
    ]


def test_a_planned_rollout_imports_next_and_knows_its_rows() -> None:
    planning = Planning()
    planning.plan()

    rollout = planning.rollouts.get("legislatives")
    assert (rollout.state, rollout.people_rows) == (RolloutState.IMPORTING, 7)
    assert rollout.may_still_load == timedelta(seconds=90)


def test_nobody_loads_of_a_rollout_without_people_or_whose_import_is_over() -> None:
    without, over = Planning(people=None), Planning()
    without.plan()
    over.plan()
    over.rollouts.advance("legislatives", RolloutState.PROVISIONING, import_finished_at=NOON)

    assert [each.rollouts.get("legislatives").may_still_load for each in (without, over)] == [None, None]


def test_a_plan_that_was_aborted_while_it_read_the_people_writes_no_entries() -> None:
    planning = Planning(aborted_meanwhile=True)

    assert planning.plan() == RolloutPlan(waves=0, import_people=False)

    assert planning.rollouts.entries("legislatives") == ()
    assert planning.rollouts.get("legislatives").state is RolloutState.ABORTED


def test_a_bad_roster_leaves_nothing_written() -> None:
    planning = Planning(roster="slug,name\n")
    before = dict(planning.files.objects)

    with pytest.raises(InputError, match="is missing"):
        planning.plan()

    assert planning.files.objects == before
    assert planning.rollouts.entries("legislatives") == ()
    assert planning.destinations == []


def test_people_may_go_to_nations_of_the_roster_and_of_the_network() -> None:
    planning = Planning()
    planning.nations.found(a_nation("paris-6", status=NationStatus.READY))
    planning.plan()

    assert planning.destinations[0]["constituency:75-06"] == "paris-6"
    assert planning.destinations[0]["constituency:01-01"] == "ain-1"


def test_without_people_there_is_nothing_to_import() -> None:
    assert Planning(people=None).plan().import_people is False


def test_people_that_were_imported_are_not_imported_again() -> None:
    planning = Planning()
    planning.plan()
    planning.files.write("rollouts/legislatives/people.json", b"{}")
    planning.next_attempt()

    assert planning.plan().import_people is False
    assert planning.rollouts.get("legislatives").people_rows == 7


def test_a_second_attempt_leaves_out_what_is_ready() -> None:
    planning = Planning()
    planning.plan()
    planning.rollouts.settle("legislatives", "ain-3", EntryState.READY)
    planning.next_attempt()

    planning.plan()

    assert [planning.wave(0, attempt=2), planning.wave(1, attempt=2)] == [["ain-1"], ["ain-2"]]


def test_a_retry_takes_up_only_what_failed_and_forgets_why() -> None:
    planning = Planning()
    planning.plan()
    planning.rollouts.settle("legislatives", "ain-2", EntryState.FAILED, reason="why")
    planning.next_attempt()

    assert planning.plan(Scope.FAILED).waves == 1
    assert planning.wave(0, attempt=2) == ["ain-2"]
    entry = planning.rollouts.entry("legislatives", "ain-2")
    assert (entry.state, entry.reason, entry.attempt) == (EntryState.PENDING, None, 2)


def test_planning_a_retry_twice_comes_to_the_same_waves() -> None:
    planning = Planning()
    planning.plan()
    planning.rollouts.settle("legislatives", "ain-2", EntryState.FAILED, reason="why")
    planning.next_attempt()

    assert planning.plan(Scope.FAILED) == planning.plan(Scope.FAILED)
    assert planning.wave(0, attempt=2) == ["ain-2"]


def test_a_network_that_another_rollout_took_stops_the_plan() -> None:
    planning = Planning()
    planning.rollouts.occupy_network("faster")

    with pytest.raises(NetworkBusy, match="faster"):
        planning.plan()


def test_the_words_of_the_consent_are_kept() -> None:
    statement = ConsentStatement(collected_by="HQ", collected_at="2027-03-01", wording="Write to me")
    planning = Planning(consent=statement)
    planning.plan()

    assert planning.rollouts.statements == {statement.hash: statement}
