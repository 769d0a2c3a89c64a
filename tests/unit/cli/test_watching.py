from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.rollouts.rollout import EntryState, RolloutState
from tests.builders import an_entry
from tests.unit.cli.builders import a_started_rollout, add_entries

if TYPE_CHECKING:
    from shared.rollouts.rollout import Progress
    from tests.unit.cli.desk import Desk


def end(desk: Desk, state: RolloutState) -> None:
    """Let the rollout come to its end while somebody watches."""
    rollout = desk.rollouts.get("legislatives")
    desk.rollouts.rollouts["legislatives"] = replace(rollout, state=state)


def test_watching_ends_with_the_rollout_and_answers_with_its_report(desk: Desk) -> None:
    add_entries(desk, a_started_rollout(desk), ready=3)
    desk.patience.meanwhile = [lambda: None, lambda: end(desk, RolloutState.DONE)]

    assert desk.banneret("rollout", "watch", "--json") == 0
    assert [pace.state for pace in desk.display.shown] == ["provisioning", "provisioning", "done"]
    assert desk.json()["nations"] == {"planned": 3, "ready": 3, "failed": 0, "pending": 0}


def test_watching_a_rollout_in_which_a_nation_failed_tells_the_shell(desk: Desk) -> None:
    add_entries(desk, a_started_rollout(desk, state=RolloutState.DONE), ready=2, failed=1)

    assert desk.banneret("rollout", "watch") == 1
    assert "nation-2: its kit is broken" in desk.out[0]


def test_watching_ends_where_somebody_must_decide(desk: Desk) -> None:
    a_started_rollout(desk, state=RolloutState.AWAITING_APPROVAL)

    assert desk.banneret("rollout", "watch", "legislatives") == 1
    assert "waits for your word: `banneret rollout approve legislatives`" in desk.said[-1]


def test_a_rollout_whose_machine_died_is_not_watched_for_ever(desk: Desk) -> None:
    a_started_rollout(desk)
    desk.machine.running.clear()

    assert desk.banneret("rollout", "watch") == 1
    assert "stopped without a report" in desk.said[0]
    assert "the same name and files goes on where it stopped" in desk.said[0]


def test_a_machine_that_shows_its_start_late_is_waited_for(desk: Desk) -> None:
    rollout = a_started_rollout(desk)
    desk.machine.running.clear()
    desk.patience.meanwhile = [
        lambda: desk.machine.running.add((rollout.id, 1)),
        lambda: desk.rollouts.add_entries(rollout.id, [an_entry(attempt=1, state=EntryState.READY)]),
        lambda: end(desk, RolloutState.DONE),
    ]

    assert desk.banneret("rollout", "watch") == 0


@pytest.mark.parametrize(("look", "rest"), [(0.001, 1), (0.1, 4), (2, 10)])
def test_who_looks_long_looks_seldom(desk: Desk, monkeypatch: pytest.MonkeyPatch, look: float, rest: float) -> None:
    a_started_rollout(desk)
    desk.patience.meanwhile = [lambda: end(desk, RolloutState.DONE)]
    begun, read = desk.patience.now(), desk.rollouts.progress

    def slowly(rollout_id: str) -> Progress:
        desk.patience.advance(timedelta(seconds=look))
        return read(rollout_id)

    monkeypatch.setattr(desk.rollouts, "progress", slowly)

    assert desk.banneret("rollout", "watch") == 0
    # Two looks while it watches, and one for the report.
    assert (desk.patience.now() - begun).total_seconds() == pytest.approx(rest + 3 * look)
