"""How long a cold worker takes to import its handler, against `import boto3` alone."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from infra.bundling import function_names
from tests.bench.figure import Figure, at_most, reported
from tests.bench.rounds import least
from tests.bench.workbench import python

if TYPE_CHECKING:
    from tests.bench.workbench import Workbench

BOUND = 1.5
ROUNDS = 5
NOTHING, BOTO3 = "pass", "import boto3"

LATER = {
    "provision_nation": "functions.provision_nation.connections",
    "serve_network_api": "functions.serve_network_api.connections, shared.network_api.app",
}
"""What these load with their first event, not on import."""


def measure(_: Workbench) -> list[Figure]:
    """Return the longest import of a handler, and what the first event of some loads on top."""
    handlers = {name: f"import functions.{name}.handler" for name in function_names()}
    later = {name: f"{handlers[name]}, {module}" for name, module in LATER.items()}
    statements = [NOTHING, BOTO3, *handlers.values(), *later.values()]
    seconds = least({statement: partial(seconds_of, statement) for statement in statements}, rounds=ROUNDS)
    ratios = {name: ratio(seconds, statement) for name, statement in handlers.items()}
    worst = max(ratios, key=lambda name: ratios[name])
    loaded = ", ".join(f"{name} {ratio(seconds, statement):.2f}" for name, statement in later.items())
    return [
        at_most(
            "handler-import",
            ratios[worst],
            BOUND,
            unit="× import boto3",
            detail=f"worst: {worst}; " + ", ".join(f"{name} {ratios[name]:.2f}" for name in ratios if name != worst),
        ),
        reported(
            "handler-first-event",
            max(ratio(seconds, statement) for statement in later.values()),
            unit="× import boto3",
            detail=f"with what the first event loads: {loaded}",
        ),
    ]


def ratio(seconds: dict[str, float], statement: str) -> float:
    """Return a statement's time over that of `import boto3`, both without the interpreter's own start."""
    return (seconds[statement] - seconds[NOTHING]) / (seconds[BOTO3] - seconds[NOTHING])


def seconds_of(statement: str) -> float:
    """Return how long a new interpreter takes for the statement."""
    begun = time.perf_counter()
    python("-c", statement)
    return time.perf_counter() - begun
