from __future__ import annotations

from threading import Barrier, Event

import pytest

from shared.people.reading_ahead import in_turn


def test_results_come_in_the_order_of_their_tasks_however_long_each_takes() -> None:
    late = Event()

    def work(number: int) -> int:
        if number == 0:
            late.wait(timeout=5)
        if number == 2:
            late.set()
        return number

    assert list(in_turn(work, range(5), ahead=3)) == [0, 1, 2, 3, 4]


def test_tasks_are_done_at_the_same_time() -> None:
    meeting = Barrier(3, timeout=5)

    assert len(list(in_turn(lambda _: meeting.wait(), range(3), ahead=3))) == 3


def test_no_more_tasks_are_begun_than_are_allowed_to_wait() -> None:
    begun: list[int] = []
    results = in_turn(begun.append, range(100), ahead=4)

    next(results)

    assert len(begun) <= 4


def test_a_task_that_fails_fails_in_its_turn() -> None:
    def work(number: int) -> int:
        return 1 // number

    results = in_turn(work, (1, 0), ahead=2)

    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)
