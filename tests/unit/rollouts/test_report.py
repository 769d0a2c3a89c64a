from __future__ import annotations

import json
from datetime import timedelta

import pytest

from shared.kernel.errors import Fault, InputError
from shared.rollouts.ending import end_rollout
from shared.rollouts.failures import explaining
from shared.rollouts.report import read_report, report_rollout
from shared.rollouts.rollout import EntryState, Milestones, RolloutState, WaveRecord
from tests.builders import HOUR, NOON, a_request, a_rollout, an_entry
from tests.fakes.clock import FixedClock
from tests.fakes.rollouts import InMemoryFiles, InMemoryRolloutStore

MINUTE = timedelta(minutes=1)


def a_store() -> InMemoryRolloutStore:
    """Return a rollout in the middle of its waves."""
    store = InMemoryRolloutStore()
    moments = Milestones(started_at=NOON, import_started_at=NOON + MINUTE, import_finished_at=NOON + 3 * MINUTE)
    store.create(a_rollout(state=RolloutState.PROVISIONING, milestones=moments, people_rows=12))
    store.add_entries(
        "legislatives",
        [
            an_entry("a", state=EntryState.READY),
            an_entry("b", state=EntryState.FAILED, reason="page home: has no blocks"),
            an_entry("c"),
        ],
    )
    store.add_range("legislatives", 0, rows=12, rejected=1, unassigned=2)
    store.add_shard("legislatives", 0, created=5, merged=1, unchanged=1)
    return store


def test_a_report_counts_every_nation_once() -> None:
    report = read_report("legislatives", rollouts=a_store(), clock=FixedClock(NOON + HOUR)).to_json()

    assert report["nations"] == {"planned": 3, "ready": 1, "failed": 1, "pending": 1}
    assert report["failed"] == [{"slug": "b", "reason": "page home: has no blocks"}]


def test_the_rows_are_the_sum_of_the_outcomes_even_while_the_import_runs() -> None:
    people = read_report("legislatives", rollouts=a_store(), clock=FixedClock(NOON + HOUR)).to_json()["people"]

    outcomes = ("created", "merged", "unchanged", "rejected", "unassigned")
    assert people["rows"] == sum(people[outcome] for outcome in outcomes) == 10
    assert people["expected"] == 12


def test_the_seconds_of_a_running_rollout_go_up_to_now() -> None:
    seconds = read_report("legislatives", rollouts=a_store(), clock=FixedClock(NOON + 5 * MINUTE)).to_json()["seconds"]

    assert seconds == {"total": 300.0, "import": 120.0, "provision": 120.0}


def test_the_seconds_of_a_step_not_begun_are_unknown() -> None:
    store = InMemoryRolloutStore()
    store.create(a_rollout())

    seconds = read_report("legislatives", rollouts=store, clock=FixedClock(NOON + MINUTE)).to_json()["seconds"]

    assert seconds == {"total": 60.0, "import": None, "provision": None}


def test_ending_a_rollout_writes_its_report_and_frees_the_network() -> None:
    store, files = a_store(), InMemoryFiles()
    store.occupy_network("legislatives")

    report_rollout(
        "legislatives", RolloutState.DONE, reason=None, rollouts=store, files=files, clock=FixedClock(NOON + HOUR)
    )

    assert json.loads(files.read("rollouts/legislatives/report.json"))["state"] == "done"
    assert store.running is None


def test_a_report_written_twice_keeps_the_first_end() -> None:
    store, files = a_store(), InMemoryFiles()
    for minutes in (10, 20):
        clock = FixedClock(NOON + minutes * MINUTE)
        report_rollout("legislatives", RolloutState.DONE, reason=None, rollouts=store, files=files, clock=clock)

    assert json.loads(files.read("rollouts/legislatives/report.json"))["seconds"]["total"] == 600.0


def test_the_deadline_and_the_waves_are_in_the_report() -> None:
    store = InMemoryRolloutStore()
    store.create(a_rollout(request=a_request(deadline=NOON + HOUR)))
    store.add_wave("legislatives", WaveRecord(wave=0, nations=5, failed=0, verdict="advance", reason="fine"))

    report = read_report("legislatives", rollouts=store, clock=FixedClock(NOON)).to_json()

    assert report["deadline"] == "2027-05-11T13:00:00+00:00"
    assert report["waves"] == [{"wave": 0, "nations": 5, "failed": 0, "verdict": "advance", "reason": "fine"}]


def ended_with(error: dict[str, str]) -> str | None:
    """Return the reason of a rollout that ends with this error of the state machine."""
    return end_rollout(
        "legislatives",
        "failed",
        error=error,
        rollouts=a_store(),
        files=InMemoryFiles(),
        clock=FixedClock(NOON),
    ).reason


def test_the_reason_that_a_step_noted_is_the_reports() -> None:
    store, files = a_store(), InMemoryFiles()
    error = InputError([Fault(place="roster.csv, line 2", reason="slug is blank", remedy="Fill it in")])
    with pytest.raises(InputError), explaining("legislatives", rollouts=store):
        raise error

    report = end_rollout(
        "legislatives",
        "failed",
        error={"Error": "InputError"},
        rollouts=store,
        files=files,
        clock=FixedClock(NOON),
    )

    assert report.reason == "roster.csv, line 2: slug is blank. Fill it in"


def test_of_an_unexpected_error_only_the_name_reaches_the_report() -> None:
    reason = ended_with({"Error": "KeyError", "Cause": json.dumps({"errorMessage": "jeanne@example.org"})})

    assert reason is not None
    assert "KeyError" in reason
    assert "jeanne" not in reason


def test_a_wait_that_ran_out_says_how_to_go_on() -> None:
    assert (
        ended_with({"Error": "States.Timeout"}) == "nobody answered in time: start it again to go on where it stopped"
    )
