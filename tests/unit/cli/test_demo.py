from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.bring_up import BroughtUp, Builder
from cli.cloud import Cloud
from shared.rollouts.rollout import EntryState, RolloutState
from tests.builders import an_entry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.desk import Desk

pytestmark = pytest.mark.thorough

ROLLOUT = "demo-4-nations-20-people"


@pytest.fixture
def desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose stages come up in no time, and whose rollouts are done at the first look away."""
    brought_up = BroughtUp(cloud=Cloud(region="eu-west-3"), deployed=False)
    monkeypatch.setattr(Builder, "bring_up", lambda *_words: brought_up)
    desk.patience.meanwhile = [lambda: finish(desk)]
    return desk


def finish(desk: Desk) -> None:
    desk.rollouts.add_entries(
        ROLLOUT, [an_entry(f"nation-{number}", attempt=1, state=EntryState.READY) for number in range(4)]
    )
    desk.rollouts.advance(ROLLOUT, RolloutState.DONE)
    desk.machine.running.clear()


def demo(desk: Desk, *more: str) -> int:
    return desk.banneret("demo", "--nations", "4", "--people", "20", *more)


def test_a_demo_ends_with_its_sums_three_sites_the_console_and_how_to_stop_it(desk: Desk) -> None:
    assert demo(desk) == 0

    summary = desk.out[0]
    assert "4/4 ready, 0 failed, 0 pending" in summary
    assert summary.count("open      http://sites/nation-") == 3
    assert "network   http://sites/network/" in summary
    assert "console   https://console/" in summary
    assert "make down" in summary


def test_a_demo_with_json_is_one_document(desk: Desk) -> None:
    assert demo(desk, "--json") == 0

    document = desk.json()
    assert document["nations"]["ready"] == 4
    assert document["sites"] == [f"http://sites/nation-{number}/" for number in range(3)]


def test_a_second_demo_finds_everything_done(desk: Desk) -> None:
    demo(desk)

    assert demo(desk) == 0
    assert len(desk.machine.started) == 1


def test_a_sample_that_was_interrupted_is_made_again(desk: Desk) -> None:
    demo(desk)
    folder = desk.home / "local/samples/4-20"
    (folder / "whole").unlink()
    (folder / "people.csv").write_text("", encoding="utf-8")

    assert demo(desk) == 0
    assert (folder / "people.csv").stat().st_size > 0


def test_a_sample_is_written_where_it_was_wanted(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "sample"

    assert desk.banneret("sample", "--nations", "3", "--people", "5", "--out", out, "--json") == 0
    assert desk.json() == {
        "roster": str(out / "roster.csv"),
        "people_file": str(out / "people.csv"),
        "nations": 3,
        "people": 5,
    }
    assert len((out / "roster.csv").read_text(encoding="utf-8-sig").splitlines()) == 4


def test_a_sample_needs_at_least_one_nation(desk: Desk, tmp_path: Path) -> None:
    assert desk.banneret("sample", "--nations", "0", "--out", tmp_path) == 2
