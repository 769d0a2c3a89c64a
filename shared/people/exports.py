"""The CSV files of rows that were not imported: `rejects` and `unassigned`.

UTF-8, comma, CRLF, RFC 4180 quotes. Columns: `line` (of the uploaded file, where the record
begins; of its text, if it was gzip), `reason`, in `unassigned` also `candidates` (slugs, separated by blanks), then the
columns of the uploaded file with the row as it came; a ragged row has fewer or more cells.

A cell that starts with = + - @, a tab or a CR carries a leading apostrophe, so that no
spreadsheet runs it as a formula (OWASP, CSV injection); a phone `+33…` reads `'+33…`. A program
that reads the file back takes one apostrophe off before those signs. What could not be decoded
is a question mark.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SHOWN_CHARACTERS = 32_000
"""Of one cell: what a spreadsheet's cell can hold."""


def inert(cell: str) -> str:
    """Return the cell as a spreadsheet will show it and not run it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


class RowsFile:
    """Gathers the rows of one export; `title` names the columns before the file's own."""

    def __init__(self, title: Sequence[str], names: Iterable[str]) -> None:
        self._header = csv_record([*title, *names])
        self._text = io.StringIO()
        self._writer = csv.writer(self._text)
        self.rows = 0

    def add(self, about: Sequence[str | int], cells: Sequence[str]) -> None:
        """Append a row: what is said about it, then its cells."""
        self._writer.writerow([*about, *(inert(cell[:_SHOWN_CHARACTERS]) for cell in cells)])
        self.rows += 1

    def body(self) -> bytes:
        """Return the file."""
        return self._header + self._text.getvalue().encode("utf-8", "replace")


def csv_record(cells: Iterable[str]) -> bytes:
    """Return one record with its cells made inert."""
    text = io.StringIO()
    csv.writer(text).writerow([inert(cell) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")
