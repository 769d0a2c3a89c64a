"""What a task waited for is none of its work."""

from __future__ import annotations

from typing import Any

from tests.browser.sites.processor_time import in_processor_time

TASK: dict[str, Any] = {"name": "RunTask", "pid": 1, "tid": 1, "ts": 1_000, "dur": 400, "tdur": 100}


def an_event(**changes: Any) -> dict[str, Any]:
    return {"name": "Layout", "pid": 1, "tid": 1, "ts": 1_200, "dur": 100, **changes}


def test_a_task_is_as_long_as_its_thread_worked_on_it() -> None:
    assert [task["dur"] for task in in_processor_time([TASK])] == [100]


def test_what_lies_in_a_task_is_drawn_together_with_it() -> None:
    layout = in_processor_time([TASK, an_event()])[1]

    assert (layout["ts"], layout["dur"]) == (1_050, 25)


def test_what_lies_in_no_task_or_in_another_thread_stays() -> None:
    events = [an_event(ts=900), an_event(ts=1_400), an_event(tid=2)]

    assert [event for event in in_processor_time([TASK, *events]) if event["name"] == "Layout"] == events


def test_a_task_within_a_task_is_part_of_it() -> None:
    inner = {**TASK, "ts": 1_200, "dur": 40, "tdur": 40}

    assert in_processor_time([TASK, inner])[1] == {**inner, "ts": 1_050, "dur": 10}
