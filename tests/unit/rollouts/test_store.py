from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import Conflict
from shared.people.consent import ConsentStatement
from shared.rollouts.errors import RolloutUnknown
from shared.rollouts.rollout import EntryState, PeopleSums, RolloutState, WaveRecord
from shared.rollouts.store import DynamoRolloutStore
from shared.rollouts.waves import Tolerance, WavePlan
from tests.builders import HOUR, NOON, a_request, a_rollout, an_entry
from tests.fakes.rollouts import InMemoryRolloutStore

if TYPE_CHECKING:
    from shared.rollouts.ports import RolloutStore

STATEMENT = ConsentStatement(collected_by="HQ", collected_at="2027-03-01", wording="Write to me")


@pytest.fixture(params=["in-memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> RolloutStore:
    if request.param == "in-memory":
        return InMemoryRolloutStore()
    return DynamoRolloutStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def test_a_rollout_is_read_back_as_it_was_written(store: RolloutStore) -> None:
    request = a_request(
        waves=WavePlan.parse("1,rest"),
        tolerance=Tolerance.parse("5%"),
        deadline=NOON + HOUR,
        consent=STATEMENT,
        mapping={"Portable": "phone"},
    )
    rollout = a_rollout(request=request, people_rows=3, straggle_seconds=90, reason="why")
    store.create(rollout)

    assert store.get("legislatives") == rollout


def test_a_rollout_cannot_be_created_twice(store: RolloutStore) -> None:
    store.create(a_rollout())

    with pytest.raises(Conflict, match="started by somebody else"):
        store.create(a_rollout())


def test_an_unknown_rollout_is_named(store: RolloutStore) -> None:
    for read in (store.get, store.progress):
        with pytest.raises(RolloutUnknown, match="no rollout is called nowhere"):
            read("nowhere")
    with pytest.raises(RolloutUnknown):
        store.entry("nowhere", "paris-6")


def test_the_latest_rollout_is_listed_first(store: RolloutStore) -> None:
    for number, name in enumerate(("first", "second", "third")):
        store.create(a_rollout(request=a_request(name), created_at=NOON + number * HOUR))

    page = store.page(limit=2)
    rest = store.page(limit=2, cursor=page.cursor)

    assert [rollout.id for rollout in (*page.elements, *rest.elements)] == ["third", "second", "first"]


def test_advancing_sets_the_state_and_its_moments(store: RolloutStore) -> None:
    store.create(a_rollout())
    store.advance("legislatives", RolloutState.IMPORTING, import_started_at=NOON + HOUR, people_rows=7)

    rollout = store.get("legislatives")
    assert (rollout.state, rollout.people_rows) == (RolloutState.IMPORTING, 7)
    assert rollout.milestones.import_started_at == NOON + HOUR


def test_a_rollout_that_has_ended_is_not_advanced_any_more(store: RolloutStore) -> None:
    store.create(a_rollout(state=RolloutState.ABORTED))
    store.advance("legislatives", RolloutState.PROVISIONING)

    assert store.get("legislatives").state is RolloutState.ABORTED


@pytest.mark.parametrize(
    ("state", "attempt", "goes_on"),
    [
        (RolloutState.PLANNING, 2, True),
        (RolloutState.PROVISIONING, 2, True),
        (RolloutState.PROVISIONING, 3, False),
        (RolloutState.ABORTED, 2, False),
        (RolloutState.DONE, 2, False),
    ],
)
def test_an_attempt_goes_on_until_it_is_over_or_the_next_has_begun(
    store: RolloutStore, state: RolloutState, attempt: int, goes_on: bool
) -> None:
    store.create(a_rollout(state=state, attempt=attempt))

    assert store.goes_on("legislatives", attempt=2) is goes_on
    assert not store.goes_on("nowhere", attempt=2)


def test_the_network_belongs_to_one_rollout_at_a_time(store: RolloutStore) -> None:
    assert store.network_holder() is None
    assert store.occupy_network("first") == "first"
    assert store.network_holder() == "first"
    assert store.occupy_network("second") == "first"
    assert store.occupy_network("first") == "first"

    store.free_network("second")
    assert store.occupy_network("second") == "first"

    store.free_network("first")
    store.free_network("first")
    assert store.occupy_network("second") == "second"


def test_entries_are_kept_in_the_order_of_their_slugs(store: RolloutStore) -> None:
    store.add_entries("legislatives", [an_entry("b", wave=1), an_entry("a", seconds=1.5, people=3)])

    assert store.entries("legislatives") == (an_entry("a", seconds=1.5, people=3), an_entry("b", wave=1))


def test_a_failure_settles_a_pending_entry_once(store: RolloutStore) -> None:
    store.add_entries("legislatives", [an_entry("a")])

    assert store.settle("legislatives", "a", EntryState.FAILED, reason="first")
    assert not store.settle("legislatives", "a", EntryState.FAILED, reason="second")
    assert store.entry("legislatives", "a").reason == "first"


def test_a_failure_never_replaces_ready(store: RolloutStore) -> None:
    store.add_entries("legislatives", [an_entry("a")])
    store.settle("legislatives", "a", EntryState.READY, seconds=1.25)

    assert not store.settle("legislatives", "a", EntryState.FAILED, reason="too late")
    assert store.entry("legislatives", "a").state is EntryState.READY


def test_a_nation_that_is_ready_after_all_counts_as_ready(store: RolloutStore) -> None:
    store.add_entries("legislatives", [an_entry("a")])
    store.settle("legislatives", "a", EntryState.FAILED, reason="no answer")

    assert store.settle("legislatives", "a", EntryState.READY, seconds=1.25)


def test_settling_an_entry_that_does_not_exist_changes_nothing(store: RolloutStore) -> None:
    assert not store.settle("legislatives", "a", EntryState.READY)
    assert store.entries("legislatives") == ()


def test_what_a_worker_said_when_it_gave_up_is_kept(store: RolloutStore) -> None:
    store.add_entries("legislatives", [an_entry("a")])
    store.note_error("legislatives", "a", "page home is broken")

    assert store.entry("legislatives", "a").last_error == "page home is broken"


def test_sums_written_twice_count_once(store: RolloutStore) -> None:
    for _ in range(2):
        store.add_range("legislatives", 0, rows=10, rejected=1, unassigned=2)
        store.add_range("legislatives", 1, rows=5, rejected=0, unassigned=1)
        store.add_shard("legislatives", 0, created=8, merged=2, unchanged=1)

    assert store.people("legislatives") == PeopleSums(
        rows=15, created=8, merged=2, unchanged=1, rejected=1, unassigned=3
    )


def test_progress_is_all_that_is_known(store: RolloutStore) -> None:
    wave = WaveRecord(wave=0, nations=1, failed=0, verdict="advance", reason="fine")
    store.create(a_rollout())
    store.add_entries("legislatives", [an_entry("a")])
    store.add_range("legislatives", 0, rows=2, rejected=1, unassigned=0)
    store.add_wave("legislatives", wave)
    store.keep_approval("legislatives", "token")

    progress = store.progress("legislatives")

    assert progress.rollout == a_rollout()
    assert progress.entries == (an_entry("a"),)
    assert progress.people.rows == 2
    assert progress.waves == (wave,)


def test_an_approval_waits_until_it_is_dropped(store: RolloutStore) -> None:
    assert store.approval("legislatives") is None
    store.keep_approval("legislatives", "token")
    assert store.approval("legislatives") == "token"
    store.drop_approval("legislatives")
    assert store.approval("legislatives") is None


def test_a_statement_is_kept_under_its_hash(dynamodb: object, network_table: str) -> None:
    DynamoRolloutStore(dynamodb, network_table).keep_statement(STATEMENT)  # type: ignore[arg-type] # moto's client

    item = dynamodb.get_item(  # type: ignore[attr-defined] # moto's client
        TableName=network_table, Key={"pk": {"S": f"CONSENT#{STATEMENT.hash}"}, "sk": {"S": "STATEMENT"}}
    )["Item"]
    assert item["wording"] == {"S": "Write to me"}
