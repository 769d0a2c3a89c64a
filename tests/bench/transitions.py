"""Transitions of a rollout's state machine, counted in the histories of its executions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.bench.stage import FinishedRollout

START = 1
"""Each child of a distributed map is an execution, whose start AWS charges as a transition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitions:
    """Those of the rollout's own execution, and of the child of that nation which took most."""

    rollout: int
    nation: int


def transitions(rollout: FinishedRollout) -> Transitions:
    """Count them."""
    states = rollout.stage.client("stepfunctions")
    execution = states.list_executions(stateMachineArn=rollout.stage.directory().rollout_machine)["executions"][0]
    runs = states.list_map_runs(executionArn=execution["executionArn"])["mapRuns"]
    waves = [run["mapRunArn"] for run in runs if "/ProvisionWave:" in run["mapRunArn"]]
    nations = [child["executionArn"] for wave in waves for child in children(states, wave)]
    return Transitions(
        rollout=entered(history(states, execution["executionArn"])),
        nation=START + max(tasks(history(states, nation)) for nation in nations),
    )


def children(states: Any, run: str) -> Iterable[dict[str, Any]]:
    """Yield the executions of a map's run."""
    for page in states.get_paginator("list_executions").paginate(mapRunArn=run):
        yield from page["executions"]


def history(states: Any, execution: str) -> list[str]:
    """Return the types of all events of an execution."""
    pages = states.get_paginator("get_execution_history").paginate(executionArn=execution)
    return [event["type"] for page in pages for event in page["events"]]


def entered(events: Iterable[str]) -> int:
    """Return how many states were entered."""
    return sum(event.endswith("StateEntered") for event in events)


def tasks(events: Iterable[str]) -> int:
    """Return how many tasks were begun, repetitions included: the emulator notes no more of a map's children."""
    return sum(event == "TaskScheduled" for event in events)
