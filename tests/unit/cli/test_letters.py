"""Mails that could not be sent are told in numbers, and go back to their queues."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk


def test_letters_that_wait_and_those_given_up_are_told_in_numbers(desk: Desk) -> None:
    desk.account.dead_letters = 1_200

    assert desk.banneret("letters", "status") == 0
    assert desk.out == ["members        1,200 waiting, 1,200 dead\nconfirmations  1,200 waiting, 1,200 dead"]

    desk.banneret("letters", "status", "--json")
    told = {"waiting": 1_200, "dead": 1_200}
    assert desk.json() == {"stage": "local", "members": told, "confirmations": told}


def test_dead_letters_go_back_to_the_queue_they_came_from_and_are_counted(desk: Desk) -> None:
    desk.dead_letters["members"].waiting, desk.dead_letters["confirmations"].waiting = 2, 1_200

    assert desk.banneret("letters", "redrive") == 0
    assert desk.out == ["1,202 letters sent back to their queues"]
    assert {kind: dead.waiting for kind, dead in desk.dead_letters.items()} == {"members": 0, "confirmations": 0}

    assert desk.banneret("letters", "redrive", "--json") == 0
    assert desk.json() == {"sent": {"members": 0, "confirmations": 0}}


def test_without_dead_letters_there_is_nothing_to_do(desk: Desk) -> None:
    desk.banneret("letters", "redrive")

    assert desk.out == ["no letter waits among the dead letters"]


def test_the_doctor_tells_of_letters_that_were_given_up(desk: Desk) -> None:
    desk.account.dead_letters = 3

    desk.banneret("doctor", "--json")

    [found] = [each for each in desk.json()["findings"] if each["about"] == "letters"]
    assert (found["verdict"], found["finding"]) == ("wrong", "6 could not be sent")
