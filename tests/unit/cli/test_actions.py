"""Actions that could not be recorded go back to their queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk


def test_actions_that_wait_are_told_in_numbers(desk: Desk) -> None:
    desk.account.dead_letters = 1_200

    assert desk.banneret("actions", "status") == 0
    assert desk.out == ["waiting   1,200\ndead      1,200"]


def test_dead_letters_are_sent_back_and_counted(desk: Desk) -> None:
    desk.dead_actions.waiting = 1_200

    assert desk.banneret("actions", "redrive") == 0
    assert desk.out == ["1,200 actions sent back to their queue"]

    assert desk.banneret("actions", "redrive", "--json") == 0
    assert desk.json() == {"sent": 0}


def test_without_dead_letters_there_is_nothing_to_do(desk: Desk) -> None:
    desk.banneret("actions", "redrive")

    assert desk.out == ["no action waits among the dead letters"]
