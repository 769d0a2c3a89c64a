from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.access.grant import OPERATOR
from shared.rollouts.rollout import RolloutState
from tests.unit.cli.builders import a_started_rollout, add_entries, write_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.desk import Desk


def in_log(desk: Desk) -> list[tuple[str, str]]:
    """Return what the log of headquarters has of rollouts, told by the operator."""
    return [
        (each.what, each.about["rollout"]) for each in desk.audit.entries if (each.nation, each.who) == (None, OPERATOR)
    ]


def start(desk: Desk, folder: Path, *more: str) -> int:
    roster, people = write_inputs(folder)
    return desk.banneret("rollout", "start", "--roster", roster, "--people", people, "--name", "May", *more)


def test_start_uploads_the_files_starts_the_machine_and_prints_the_id(desk: Desk, tmp_path: Path) -> None:
    assert start(desk, tmp_path) == 0

    assert desk.out == ["may"]
    assert desk.machine.started == [("may", 1, "unfinished")]
    assert sorted(key.rpartition("/")[2] for key in desk.intake.files) == ["people.csv", "roster.csv"]


def test_the_log_of_headquarters_tells_of_a_start_and_of_a_resumption_and_of_nothing_that_changed_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    start(desk, tmp_path)
    start(desk, tmp_path)
    desk.machine.running.clear()
    start(desk, tmp_path)

    assert in_log(desk) == [("started-rollout", "may"), ("resumed-rollout", "may")]


def test_the_same_start_again_uploads_nothing_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    start(desk, tmp_path)

    assert start(desk, tmp_path, "--json") == 0
    assert desk.json() == {"rollout": "may", "outcome": "running"}
    assert desk.said == ["rollout may is running already"]
    assert len(desk.machine.started) == 1


def test_the_same_name_with_other_files_is_refused(desk: Desk, tmp_path: Path) -> None:
    start(desk, tmp_path)
    uploaded = dict(desk.intake.files)
    roster, people = write_inputs(tmp_path, people="email,circonscription\neve@example.org,75-06\n")

    assert desk.banneret("rollout", "start", "--roster", roster, "--people", people, "--name", "May") == 1
    assert "choose another --name" in desk.said[-1]
    assert desk.intake.files == uploaded


def test_nothing_is_uploaded_for_a_rollout_that_must_wait_for_another(desk: Desk, tmp_path: Path) -> None:
    desk.rollouts.occupy_network(a_started_rollout(desk).id)

    assert start(desk, tmp_path) == 1
    assert "rollout legislatives is running: wait for it" in desk.said[-1]
    assert desk.intake.files == {}


def test_a_bad_roster_is_refused_with_every_fault_before_anything_is_uploaded(desk: Desk, tmp_path: Path) -> None:
    bad = "slug,name,candidate,email,zones\nParis 6,Paris,Jeanne,j@example.org,75-06\nlyon,Lyon,Paul,p,69-99\n"
    roster, _ = write_inputs(tmp_path, roster=bad)

    assert desk.banneret("rollout", "start", "--roster", roster) == 2
    assert [line.split(":")[0] for line in desk.said[0].removeprefix("banneret: ").splitlines()] == [
        "roster.csv, line 2",
        "roster.csv, line 3",
        "roster.csv, line 3",
    ]
    assert desk.intake.files == {}
    assert desk.machine.started == []


def test_a_file_that_is_not_there_is_named(desk: Desk, tmp_path: Path) -> None:
    assert desk.banneret("rollout", "start", "--roster", tmp_path / "no.csv") == 2
    assert "no.csv cannot be read (No such file or directory)" in desk.said[0]


def test_start_with_watch_stays_to_the_end(desk: Desk, tmp_path: Path) -> None:
    desk.patience.meanwhile = [lambda: desk.rollouts.advance("may", RolloutState.DONE)]

    assert start(desk, tmp_path, "--watch", "--json") == 0
    assert desk.json()["state"] == "done"


def test_plan_tells_what_would_happen_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    roster, people = write_inputs(tmp_path)

    assert desk.banneret("rollout", "plan", "--roster", roster, "--people", people, "--waves", "1,rest", "--json") == 0

    preview = desk.json()
    assert preview["nations"] == 2
    assert preview["waves"] == [1, 1]
    assert (preview["people"]["rows"], preview["people"]["assigned"]) == (2, 2)
    assert (desk.rollouts.rollouts, desk.intake.files, desk.machine.started) == ({}, {}, [])


def test_plan_reads_well_on_a_terminal(desk: Desk, tmp_path: Path) -> None:
    roster, people = write_inputs(tmp_path)

    desk.banneret("rollout", "plan", "--roster", roster, "--people", people, "--name", "May")

    assert desk.out[0].startswith("rollout may: 2 nations, in waves of 2\n")
    assert desk.out[0].endswith("nothing was written")


def test_a_report_holds_at_least_what_is_documented(desk: Desk) -> None:
    rollout = a_started_rollout(desk, state=RolloutState.DONE)
    add_entries(desk, rollout, ready=2, failed=1)
    desk.rollouts.add_range(rollout.id, 0, rows=10, rejected=1, unassigned=2)
    desk.rollouts.add_shard(rollout.id, 0, created=4, merged=2, unchanged=1)

    assert desk.banneret("rollout", "report", "latest", "--json") == 0

    report = desk.json()
    assert report["rollout"] == "legislatives"
    assert report["state"] == "done"
    assert report["nations"] == {"planned": 3, "ready": 2, "failed": 1, "pending": 0}
    assert report["failed"] == [{"slug": "nation-2", "reason": "its kit is broken"}]
    people = report["people"]
    assert people["rows"] == 10
    assert people["rows"] == sum(
        people[outcome] for outcome in ("created", "merged", "unchanged", "rejected", "unassigned")
    )
    assert set(report["seconds"]) == {"total", "import", "provision"}


def test_a_long_list_of_failures_is_cut_on_a_terminal(desk: Desk) -> None:
    add_entries(desk, a_started_rollout(desk, state=RolloutState.DONE), failed=25)

    desk.banneret("rollout", "report")

    assert desk.out[0].endswith("and 5 more: --json has them all")


@pytest.mark.parametrize("kind", ["rejects", "unassigned"])
def test_rows_that_were_not_imported_are_saved_in_the_order_of_the_file_under_one_header(
    kind: str, desk: Desk, tmp_path: Path
) -> None:
    a_started_rollout(desk, state=RolloutState.DONE)
    for number in (10, 9, 0):
        body = f"line,reason\r\n{number},bad\r\n".encode()
        desk.intake.files[f"rollouts/legislatives/{kind}/range-{number}.csv"] = body
    saved = tmp_path / "rows.csv"

    assert desk.banneret("rollout", "report", f"--{kind}", saved) == 0
    assert saved.read_bytes() == b"line,reason\r\n0,bad\r\n9,bad\r\n10,bad\r\n"


def test_rows_that_cannot_be_saved_are_wrong_input(desk: Desk, tmp_path: Path) -> None:
    a_started_rollout(desk, state=RolloutState.DONE)

    assert desk.banneret("rollout", "report", "--rejects", tmp_path / "no" / "rows.csv") == 2
    assert "cannot be written" in desk.said[0]


def test_status_tells_pace_and_time_left(desk: Desk) -> None:
    add_entries(desk, a_started_rollout(desk), ready=1, pending=1)

    assert desk.banneret("rollout", "status", "--json") == 0
    assert desk.json()["nations"] == {"done": 1, "total": 2, "rate": None, "failed": 0}
    assert desk.json()["wave"] == 1

    desk.banneret("rollout", "status")
    assert "1 of 2 nations ready" in desk.out[0]


def test_retry_takes_up_what_failed(desk: Desk) -> None:
    add_entries(desk, a_started_rollout(desk, state=RolloutState.DONE), ready=1, failed=1)

    assert desk.banneret("rollout", "retry", "legislatives", "--json") == 0
    assert desk.json() == {"rollout": "legislatives", "attempt": 2}
    assert desk.machine.started == [("legislatives", 2, "failed")]
    assert in_log(desk) == [("retried-rollout", "legislatives")]


def test_retry_with_watch_stays_to_the_end(desk: Desk) -> None:
    add_entries(desk, a_started_rollout(desk, state=RolloutState.DONE), failed=1)
    desk.patience.meanwhile = [lambda: desk.rollouts.advance("legislatives", RolloutState.ABORTED)]

    assert desk.banneret("rollout", "retry", "--watch") == 1


def test_nothing_to_retry_is_told(desk: Desk) -> None:
    add_entries(desk, a_started_rollout(desk, state=RolloutState.DONE), ready=1)

    assert desk.banneret("rollout", "retry") == 1
    assert "there is nothing to retry" in desk.said[0]


def test_approve_lets_the_rollout_go_on(desk: Desk) -> None:
    a_started_rollout(desk, state=RolloutState.AWAITING_APPROVAL)
    desk.rollouts.keep_approval("legislatives", "token")

    assert desk.banneret("rollout", "approve") == 0
    assert desk.tokens.answers == [("token", "success")]
    assert in_log(desk) == [("approved-rollout", "legislatives")]


def test_abort_ends_the_rollout_with_the_reason(desk: Desk) -> None:
    a_started_rollout(desk)

    assert desk.banneret("rollout", "abort", "--reason", "wrong roster", "--json") == 0
    assert desk.json() == {"rollout": "legislatives", "aborted": True}
    assert desk.rollouts.get("legislatives").reason == "wrong roster"
    assert in_log(desk) == [("aborted-rollout", "legislatives")]


def test_rollouts_are_listed_the_latest_first(desk: Desk) -> None:
    a_started_rollout(desk)

    assert desk.banneret("rollout", "list", "--json") == 0
    assert [rollout["rollout"] for rollout in desk.json()["rollouts"]] == ["legislatives"]

    desk.banneret("rollout", "list")
    assert desk.out[0].splitlines()[1].split()[:2] == ["legislatives", "provisioning"]


def test_an_empty_list_says_so(desk: Desk) -> None:
    desk.banneret("rollout", "list")

    assert desk.out == ["no rollouts yet"]


@pytest.mark.parametrize("word", ["watch", "status", "report", "retry", "approve", "abort"])
def test_a_run_that_nobody_knows_is_wrong_input(word: str, desk: Desk) -> None:
    assert desk.banneret("rollout", word, "nope") == 2
    assert "no rollout is called nope: `banneret rollout list` shows them all" in desk.said[0]


def test_there_is_no_latest_before_the_first(desk: Desk) -> None:
    assert desk.banneret("rollout", "report", "latest") == 2
    assert "stage local has had no rollout. Start one" in desk.said[0]
