"""Rendering and publishing all nations, beside Hugo and Pelican that build as many pages of the same words.

All three start from nothing, read what is stored on this disk and write a folder, in memory where the machine has
such: what a disk takes for small files is not theirs. Hugo runs its threads, we a process for each processor, Pelican
the one process that it has.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound
from shared.rollouts.outfit import Outfit
from tests.bench.beside.builders import lay_out_for_hugo, lay_out_for_pelican, run_hugo, run_pelican
from tests.bench.beside.pages import Written, written
from tests.bench.figure import Figure, at_least
from tests.bench.makers import NOW, site_maker
from tests.bench.rounds import least
from tests.bench.workbench import python, sample, seeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.workbench import Workbench

ROUNDS = 3
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
OURS, HUGO, PELICAN = "ours", "hugo", "pelican"


class NoHugo(NotFound):
    """Hugo is not on this machine."""


def measure(bench: Workbench) -> list[Figure]:
    """Return how many times as many pages a second we publish as Hugo and Pelican build; raises NoHugo."""
    if not shutil.which("hugo"):
        raise NoHugo("Hugo is not installed: `apt-get install --no-install-recommends hugo`")
    folder = bench.folder / "publishing"
    pages = lay_out(folder, bench)
    outputs = bench.stack.enter_context(TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else folder))
    works: dict[str, Callable[[Path], object]] = {
        OURS: lambda into: python("-m", "tests.bench.publishing_worker", str(folder / "nations.jsonl"), str(into)),
        HUGO: partial(run_hugo, folder / HUGO),
        PELICAN: partial(run_pelican, folder / PELICAN),
    }
    timed = {name: partial(seconds, work, Path(outputs), len(pages)) for name, work in works.items()}
    rates = {name: len(pages) / spent for name, spent in least(timed, rounds=ROUNDS).items()}
    told = f"{len(pages):,} pages of {bench.nations} nations from stored text to files in a folder, from a cold start: "
    told += ", ".join(f"{name} {rate:,.0f} a second" for name, rate in rates.items())
    return [
        at_least(f"publishing-{name}", rates[OURS] / rates[name], 1, unit=f"× {name}", detail=told)
        for name in (HUGO, PELICAN)
    ]


def lay_out(folder: Path, bench: Workbench) -> list[Written]:
    """Write what each of the three starts from; return the pages."""
    maker = site_maker()
    outfit = Outfit(maker=maker)
    folder.mkdir()
    pages: list[Written] = []
    with (folder / "nations.jsonl").open("w", encoding="utf-8") as stored:
        for seed in seeds(sample(bench.folder, nations=bench.nations, people=1)):
            items = outfit.items(seed)
            stored.write(json.dumps({"seed": asdict(seed), "items": items}, ensure_ascii=False) + "\n")
            pages += written(seed, maker.open_site(seed, items, now=NOW))
    stylesheet = next(file.body for file in maker.shared_files() if file.path.endswith(".css"))
    lay_out_for_hugo(folder / HUGO, pages, stylesheet)
    lay_out_for_pelican(folder / PELICAN, pages, stylesheet)
    return pages


def seconds(work: Callable[[Path], object], outputs: Path, pages: int) -> float:
    """Return how long it takes to fill an empty folder; raises NotFound if a page is missing afterwards."""
    into = outputs / "site"
    begun = time.perf_counter()
    work(into)
    spent = time.perf_counter() - begun
    made = sum(1 for _ in into.glob("*/**/index.html"))
    shutil.rmtree(into)
    if made != pages:
        raise NotFound(f"{made} pages in place of {pages} were written")
    return spent
