"""Peak memory of the import's workers: does it grow with the file?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.stages import PROD
from shared.people.plan import Destinations
from shared.people.planning import PeopleImport, PlanLimits, plan_people
from tests.bench.figure import Figure, at_most, within
from tests.bench.local_files import LocalPeopleFiles
from tests.bench.people_file import write_people_file
from tests.bench.workbench import claims, sample, told_by

if TYPE_CHECKING:
    from pathlib import Path

    from shared.people.plan import PeoplePlan
    from tests.bench.workbench import Workbench

MEGABYTE = 1 << 20
SMALL, LARGE = 10 * MEGABYTE, 500 * MEGABYTE
PIECES = PlanLimits(range_bytes=5 * MEGABYTE, shard_bytes=5 * MEGABYTE)
"""Both files are whole multiples of it: what is compared is the file's size and not how full a piece is."""

SAMPLE_ROWS = 1000
TOLERANCE = 0.1
PEAK_BOUND = 256
LOADED = 2
"""Shards that are loaded of either file: the small one has no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A planned import on this disk."""

    folder: Path
    plan: PeoplePlan

    def peak(self, step: str, first: int, last: int) -> float:
        """Return the peak memory, in MB, of a worker that does the step for these pieces."""
        pieces = (str(first), str(last))
        told = told_by("-m", "tests.bench.import_worker", str(self.folder), self.plan.rollout_id, step, *pieces)
        return float(told["peak_bytes"]) / MEGABYTE

    def peak_sorting_all(self) -> float:
        """Sort all ranges, half of them in each of two processes; return the higher peak."""
        last = len(self.plan.survey.ranges) - 1
        half = last // 2
        with ThreadPoolExecutor(2) as pool:
            return max(pool.map(self.peak, ("sort", "sort"), (0, half + 1), (half, last)))


def measure(bench: Workbench) -> list[Figure]:
    """Return how both steps' peaks change from the small file to the large one, and the highest of all."""
    small, large = (planned(bench, size, PIECES) for size in (SMALL, LARGE))
    sorting = (small.peak("sort", 0, 1), large.peak_sorting_all())
    loading = tuple(each.peak("load", 0, LOADED - 1) for each in (small, large))
    production = PlanLimits(range_bytes=PROD.people_import.range_bytes, shard_bytes=PROD.people_import.shard_bytes)
    widest = planned(bench, LARGE, production).peak("sort", 0, 1)
    return [
        growth("sorter-memory", *sorting, pieces=len(large.plan.survey.ranges)),
        growth("loader-memory", *loading, pieces=LOADED),
        at_most(
            "import-peak",
            max(widest, *sorting, *loading),
            PEAK_BOUND,
            unit="MB",
            detail=f"a sorter of production's {production.range_bytes >> 20} MB ranges: {widest:.0f} MB",
        ),
    ]


def growth(name: str, small: float, large: float, *, pieces: int) -> Figure:
    """Return how a worker's peak changes with the file."""
    detail = f"{small:.0f} MB for a 10 MB file, {large:.0f} MB for a 500 MB file, of which workers took {pieces} pieces"
    return within(name, large / small, of=1, by=TOLERANCE, unit="× of the 10 MB file's", detail=detail)


def planned(bench: Workbench, size: int, limits: PlanLimits) -> Import:
    """Return the plan of an import of that many bytes."""
    rows = sample(bench.folder, nations=bench.nations, people=SAMPLE_ROWS)
    upload = f"people-{size}.csv"
    if not (bench.folder / upload).exists():
        write_people_file(bench.folder / upload, sample=rows / "people.csv", size=size)
    order = PeopleImport(rollout_id=f"{size}-{limits.range_bytes}", upload=upload, file_name="people.csv")
    files = LocalPeopleFiles(bench.folder)
    plan = plan_people(order, destinations=Destinations(claims=claims(rows)), limits=limits, files=files)
    return Import(folder=bench.folder, plan=plan)
