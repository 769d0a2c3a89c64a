"""The header of a people file: where it ends, how it is delimited, and what its columns mean."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.columns import DELIMITERS, choose_delimiter, header_cells, read_columns
from shared.people.encoding import UTF_8, WINDOWS_1252
from shared.people.scanning import RecordScanner, count_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.people.columns import Column

HEADER_BYTES = 1 << 20
"""A header record is looked for in so many bytes: NationBuilder's has some 3,000."""


class Header:
    """Found in `head`, the first bytes of a file; `end` is the byte after it, `lines` the lines up to there."""

    def __init__(self, head: bytes, *, place: str, mapping: Mapping[str, str]) -> None:
        self._head = head
        self._start = self._first_record()
        if self._start == len(head):
            raise _no_header(place, "the file is empty")
        told = self._told_delimiter()
        candidates = {delimiter: self._record(delimiter) for delimiter in told or DELIMITERS}
        self.delimiter = choose_delimiter({delimiter: _decode(record) for delimiter, record in candidates.items()})
        record = candidates[self.delimiter]
        if len(record) >= HEADER_BYTES:
            raise _no_header(place, "the first line does not end within a megabyte")
        self.end = self._start + len(record)
        self.lines = count_lines(head[: self.end])
        self.names = header_cells(_decode(record), delimiter=self.delimiter)
        self._place, self._mapping = place, mapping

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the columns mean; raises InputError where the mapping does not fit, or nothing tells whose a row is."""
        return read_columns(self.names, mapping=self._mapping, place=self._place)

    def _first_record(self) -> int:
        """Skip a byte order mark and blank lines."""
        start = len(codecs.BOM_UTF8) if self._head.startswith(codecs.BOM_UTF8) else 0
        return len(self._head) - len(self._head[start:].lstrip(b"\r\n"))

    def _told_delimiter(self) -> tuple[str, ...]:
        """Obey Excel's `sep=;` line, and skip it."""
        line = self._head[self._start : self._start + 8].splitlines(keepends=True)[0]
        told = line.strip().decode("latin-1").removeprefix("sep=")
        if not line.startswith(b"sep=") or told not in ("", *DELIMITERS):
            return ()
        self._start += len(line)
        return (told or "\t",)

    def _record(self, delimiter: str) -> bytes:
        rest = self._head[self._start :]
        return rest[: RecordScanner(delimiter.encode()).record_end(rest)]


def _no_header(place: str, reason: str) -> InputError:
    return InputError([Fault(place=place, reason=f"no usable header: {reason}", remedy="Export it again as CSV")])


def _decode(record: bytes) -> str:
    try:
        return record.decode(UTF_8)
    except UnicodeDecodeError:
        return record.decode(WINDOWS_1252, "replace")
