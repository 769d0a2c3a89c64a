"""Chromium's trace of a page told in processor time: what else the machine did meanwhile counts against no page."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Event = dict[str, Any]
"""`{name, pid, tid, ts, dur?, tdur?}`: `ts` and `dur` by the clock, `tdur` of the thread's own work, in microseconds.

Source: Chromium's Trace Event Format.
"""

TASK = "RunTask"


def in_processor_time(events: Iterable[Event]) -> list[Event]:
    """Return the events with each task as long as its thread worked on it, and what lies in it drawn together."""
    by_thread: dict[tuple[int, int], list[Event]] = defaultdict(list)
    for event in events:
        by_thread[event["pid"], event["tid"]].append(event)
    return [_told(event, tasks) for thread in by_thread.values() for tasks in [_tasks(thread)] for event in thread]


def _tasks(thread: Iterable[Event]) -> list[Event]:
    """Return a thread's outermost tasks in the order of time."""
    tasks: list[Event] = []
    for task in sorted((event for event in thread if _is_task(event)), key=lambda event: event["ts"]):
        if not tasks or task["ts"] >= _end(tasks[-1]):
            tasks.append(task)
    return tasks


def _told(event: Event, tasks: Sequence[Event]) -> Event:
    place = bisect_right(tasks, event["ts"], key=lambda task: task["ts"]) - 1
    if place < 0 or event["ts"] >= _end(tasks[place]):
        return event
    task = tasks[place]
    share = min(task["tdur"] / task["dur"], 1)
    told = {**event, "ts": task["ts"] + share * (event["ts"] - task["ts"])}
    return told | ({"dur": share * event["dur"]} if "dur" in event else {})


def _is_task(event: Event) -> bool:
    return str(event["name"]).endswith(TASK) and "tdur" in event and event["dur"] > 0


def _end(task: Event) -> float:
    end: float = task["ts"] + task["dur"]
    return end
