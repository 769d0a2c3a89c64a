"""`python -m tests.bench [--only NAME]…`: measure, print a table, write `build/bench.json`.

The file is a list of `{"name", "value", "unit", "bound", "holds", "detail"}`; `bound` is text with its sense
(`≤ 1.5`), null for what is only reported. BENCH_NATIONS and BENCH_PEOPLE set the size of the rollout.
Exit codes: 0 all was measured and holds, 1 something could not be measured, 3 a bound does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from infra.bundling import BUILD, BundlingError
from shared.kernel.errors import BanneretError
from tests.bench.catalogue import CATALOGUE
from tests.bench.figure import verdict
from tests.bench.table import lines
from tests.bench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.figure import Figure

CANNOT = (BanneretError, BundlingError, subprocess.CalledProcessError, OSError)
"""What keeps a single figure from being measured, and not the others."""


def main() -> int:
    """Measure what was asked for, or everything."""
    names = _asked() or list(CATALOGUE)
    # So that whoever asks us to end leaves no emulator behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD, prefix="bench-") as folder, ExitStack() as stack:
        bench = Workbench(
            folder=Path(folder),
            nations=int(os.environ.get("BENCH_NATIONS", "400")),
            people=int(os.environ.get("BENCH_PEOPLE", "100000")),
            stack=stack,
            say=say,
        )
        measured = [list(_measured(name, bench)) for name in names]
    figures = [figure for some in measured for figure in some]
    (BUILD / "bench.json").write_text(json.dumps(list(map(asdict, figures)), ensure_ascii=False, indent=1) + "\n")
    sys.stdout.writelines(f"{line}\n" for line in lines(figures))
    return verdict(measured)


def _measured(name: str, bench: Workbench) -> Iterator[Figure]:
    say(f"measuring {name}")
    try:
        yield from CATALOGUE[name](bench)
    except CANNOT as error:
        say(f"could not measure {name}: {error}")


def _asked(arguments: Sequence[str] | None = None) -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure what Banneret promises.")
    parser.add_argument("--only", action="append", choices=list(CATALOGUE), metavar="NAME", help=", ".join(CATALOGUE))
    only: list[str] | None = parser.parse_args(arguments).only
    return only or []


def say(line: str) -> None:
    """Tell whoever waits."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
