"""All nations' sites, from what is stored of them to files in a folder: `python -m tests.bench.publishing_worker`.

Arguments: the file that the nations are kept in, one a line, and the folder. As many processes as processors share
the nations out, as Lambda's workers do.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from shared.nations.nation import NationSeed
from shared.sites.files import NETWORK
from tests.bench.folder_bucket import publish_first
from tests.bench.makers import NOW, site_maker

NATIONS_AT_ONCE = 10

maker = site_maker()


def main(stored: str, folder: str) -> None:
    """Publish every nation, and what they share."""
    lines = Path(stored).read_text(encoding="utf-8").splitlines()
    publish_first(Path(folder) / NETWORK, maker.shared_files())
    publish(folder, lines[0])
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        list(pool.map(partial(publish, folder), lines[1:], chunksize=NATIONS_AT_ONCE))


def publish(folder: str, line: str) -> None:
    """Publish a nation as a worker does that founded it a moment ago."""
    nation = json.loads(line)
    seed = NationSeed(**{**nation["seed"], "zones": tuple(nation["seed"]["zones"])})
    publish_first(Path(folder) / seed.slug, maker.open_site(seed, nation["items"], now=NOW))


if __name__ == "__main__":
    main(*sys.argv[1:])
