"""People files of any size: the rows of a sample over and over, each time about other people."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PHONE_MARK = "\x01"
"""Stands in a phone number for the number of the repetition."""

MOST_REPETITIONS = 10_000
MOST_ROWS = 10_000
"""Four digits each, in a phone number."""


def write_people_file(path: Path, *, sample: Path, size: int) -> None:
    """Write whole repetitions of the sample, as many as fit into `size` bytes."""
    header, _, rows = sample.read_text(encoding="utf-8").partition("\n")
    marked = mark_phones(rows, column=header.split(",").index("téléphone"))
    with path.open("wb") as file:
        written = file.write(f"{header}\n".encode())
        for number in range(MOST_REPETITIONS):
            block = repetition(marked, number).encode()
            if written + len(block) > size:
                return
            written += file.write(block)
    raise ValueError(f"the sample is too small to make {size} bytes of it")


def mark_phones(rows: str, *, column: int) -> str:
    """Return the rows with numbers in place of their phones: the row's own, and a mark for the repetition's."""
    marked = io.StringIO(newline="")
    writer = csv.writer(marked, lineterminator="\n")
    for number, cells in enumerate(csv.reader(io.StringIO(rows, newline=""))):
        if len(cells) > column and cells[column]:
            cells[column] = f"06{PHONE_MARK}{number % MOST_ROWS:04}"
        writer.writerow(cells)
    return marked.getvalue()


def repetition(marked: str, number: int) -> str:
    """Return the rows about people that no other repetition is about."""
    return marked.replace("@", f".{number}@").replace(PHONE_MARK, f"{number:04}")
