"""Taking forms on this machine's cloud, against a bare function's answer on the same API.

What is behind the queue rests meanwhile: on AWS it has processors of its own. Limits are production's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from infra.stages import LOCAL, PROD
from shared.kernel.clock import SystemClock
from shared.nations.nation import Nation, NationSeed, NationStatus
from shared.nations.store import DynamoNationStore
from tests.bench.bare import NAME, open_beside
from tests.bench.figure import Figure, at_most, reported
from tests.bench.rounds import least
from tests.bench.stage import standing_stage
from tests.bench.visitors import Visitors

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.stage import BenchStage
    from tests.bench.visitors import Round
    from tests.bench.workbench import Workbench

BOUND = 1.5
ROUNDS, SECONDS = 7, 2.0
CROWD = 4
"""Clients at once that the emulator's one process is beyond its measure with."""

OURS = "api/join"
NATIONS = 40
"""So many that no nation comes near its limit within a minute."""

MILLISECOND = 1e-3


def measure(bench: Workbench) -> list[Figure]:
    """Return how long visitors wait for a form to be taken, and how many are answered a second."""
    stage = standing_stage(bench)
    function, recorder = (LOCAL.called(name) for name in ("take-action", "record-action"))
    prepare(stage, function=function, recorder=recorder)
    visitors = Visitors(stage, open_nations(stage))
    alone, crowd = (rounds_of(visitors, clients=clients) for clients in (1, CROWD))
    return [
        at_most(
            "endpoint",
            alone[OURS][0] / alone[NAME][0],
            BOUND,
            unit="× a bare function's p95",
            detail="one visitor after the other, through the HTTP API alone, each under an address of their own: "
            f"{told(alone)}; the bare function, on the same API with the same memory, logs one line and answers",
        ),
        reported(
            "endpoint-crowd",
            crowd[OURS][0] / crowd[NAME][0],
            unit="× a bare function's p95",
            detail=f"{CROWD} visitors at a time, when the emulator's one process is what all wait for, "
            f"which answers the form's two requests to its one: {told(crowd)}",
        ),
    ]


def rounds_of(visitors: Visitors, *, clients: int) -> dict[str, tuple[float, float]]:
    """Return for both doors the least p95 of a round, in seconds, and the best rate."""
    heard: dict[str, list[Round]] = {OURS: [], NAME: []}

    def slow(door: str) -> float:
        heard[door].append(visitors.come(door, clients=clients, seconds=SECONDS))
        return heard[door][-1].slow

    works: dict[str, Callable[[], float]] = {door: partial(slow, door) for door in heard}
    for warm_up in works.values():
        warm_up()
    waits = least(works, rounds=ROUNDS)
    return {door: (waits[door], max(one.rate for one in rounds)) for door, rounds in heard.items()}


def told(doors: dict[str, tuple[float, float]]) -> str:
    """Return both doors' figures, for people."""
    words = {OURS: "a form", NAME: "bare"}
    return ", ".join(
        f"{words[door]} p95 {slow / MILLISECOND:.1f} ms and {rate:.0f} a second" for door, (slow, rate) in doors.items()
    )


def prepare(stage: BenchStage, *, function: str, recorder: str) -> None:
    """Give the function the public's limits, put the bare one beside it, and let what is behind the queue rest."""
    functions = stage.client("lambda")
    told = functions.get_function_configuration(FunctionName=function)["Environment"]["Variables"]
    limits = {"ADDRESS_LIMIT": str(PROD.forms.per_address), "NATION_LIMIT": str(PROD.forms.per_nation)}
    functions.update_function_configuration(FunctionName=function, Environment={"Variables": told | limits})
    for source in functions.list_event_source_mappings(FunctionName=recorder)["EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=source["UUID"], Enabled=False)
    open_beside(function, stage=stage)


def open_nations(stage: BenchStage) -> list[str]:
    """Found nations that take forms, and return their names."""
    store = DynamoNationStore(stage.client("dynamodb"), stage.directory().network_table)
    slugs = [f"bench-{number}" for number in range(NATIONS)]
    for slug in slugs:
        seed = NationSeed(slug=slug, name=slug, candidate=slug, email="x@example.org", zones=(f"country:{slug}",))
        store.found(
            Nation(seed=seed, status=NationStatus.READY, banner="", rollout="bench", founded_at=SystemClock().now())
        )
    return slugs
