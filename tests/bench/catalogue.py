"""All that is measured, by name: quick things first, the whole rollout later, and last what changes its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench import (
    bundles,
    costs,
    endpoint,
    imports,
    memory,
    own_import,
    people_list,
    people_segments,
    processor,
    publishing,
    rendering,
    rollout,
    units,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.bench.figure import Figure
    from tests.bench.workbench import Workbench

    Measure = Callable[[Workbench], list[Figure]]

CATALOGUE: Mapping[str, Measure] = {
    "imports": imports.measure,
    "bundles": bundles.measure,
    "rendering": rendering.measure,
    "publishing": publishing.measure,
    "processor": processor.measure,
    "memory": memory.measure,
    "rollout": rollout.measure,
    "units": units.measure,
    "costs": costs.measure,
    "people": people_list.measure,
    "segments": people_segments.measure,
    "own-import": own_import.measure,
    "endpoint": endpoint.measure,
}
