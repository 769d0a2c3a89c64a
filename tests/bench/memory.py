"""Peak memory of the import's workers: does it grow with the file?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infra.stages import PROD
from shared.people.person import hq_holders, nation_holder
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

    def work(self, step: str, first: int, last: int) -> dict[str, Any]:
        """Return what a worker in a process of its own tells when it has done the step for these pieces."""
        pieces = (str(first), str(last))
        return told_by("-m", "tests.bench.import_worker", str(self.folder), self.plan.rollout_id, step, *pieces)

    def peak(self, step: str, first: int, last: int) -> float:
        """Return the peak memory, in MB, of such a worker."""
        return float(self.work(step, first, last)["peak_bytes"]) / MEGABYTE

    def peak_sorting_all(self) -> float:
        """Sort all ranges, half of them in each of two processes; return the higher peak."""
        last = len(self.plan.survey.ranges) - 1
        half = last // 2
        with ThreadPoolExecutor(2) as pool:
            return max(pool.map(self.peak, ("sort", "sort"), (0, half + 1), (half, last)))


def measure(bench: Workbench) -> list[Figure]:
    """Return how both steps' peaks change from the small file to the large one, and the highest of all."""
    small, large = (repeated(bench, size, PIECES) for size in (SMALL, LARGE))
    sorting = (small.peak("sort", 0, 1), large.peak_sorting_all())
    loading = tuple(each.peak("load", 0, LOADED - 1) for each in (small, large))
    production = PlanLimits(range_bytes=PROD.people_import.range_bytes, shard_bytes=PROD.people_import.shard_bytes)
    widest = repeated(bench, LARGE, production).peak("sort", 0, 1)
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


def repeated(bench: Workbench, size: int, limits: PlanLimits) -> Import:
    """Return the plan of an import of that many bytes, which repeat a small sample about other people each time."""
    rows = sample(bench.folder, nations=bench.nations, people=SAMPLE_ROWS)
    upload = f"people-{size}.csv"
    if not (bench.folder / upload).exists():
        write_people_file(bench.folder / upload, sample=rows / "people.csv", size=size)
    return planned(bench.folder, upload, rows, limits)


def planned(folder: Path, upload: str, sample_folder: Path, limits: PlanLimits) -> Import:
    """Return the plan of an import of a file, into the nations of a sample."""
    order = PeopleImport(rollout_id=f"{upload}-{limits.range_bytes}", upload=upload, file_name="people.csv")
    destinations = Destinations(claims=claims(sample_folder), empty_holders=everybody(sample_folder))
    plan = plan_people(order, destinations=destinations, limits=limits, files=LocalPeopleFiles(folder))
    return Import(folder=folder, plan=plan)


def everybody(sample_folder: Path) -> frozenset[str]:
    """Return all who may hold people: none of them does before a first import."""
    return frozenset({*map(nation_holder, claims(sample_folder).values()), *hq_holders()})
