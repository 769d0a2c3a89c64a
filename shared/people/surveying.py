"""Read a people file once, in constant memory, and learn all that the workers must know of it."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.columns import DELIMITERS, choose_delimiter, header_cells, read_columns
from shared.people.encoding import UTF_8, WINDOWS_1252, EncodingVote
from shared.people.plan import PlannedRange, Survey
from shared.people.scanning import RecordScanner, count_lines, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shared.people.columns import Column
    from shared.people.unpacking import Unpacked

HEADER_BYTES = 1 << 20
"""A header record is looked for in so many bytes: NationBuilder's has some 3,000."""


def survey_people(unpacked: Unpacked, *, place: str, mapping: Mapping[str, str], range_bytes: int) -> Survey:
    """Return what a people file is; `place` names it in faults.

    Raises InputError for an unreadable encoding, an unusable header, a mapping that does not fit, and a
    file without rows.
    """
    vote = EncodingVote(place)
    watched = _watch(unpacked.chunks, vote)
    head = _head(watched)
    header = _Header(head, place=place, mapping=mapping)
    rest = _chain(head[header.end :], watched)
    ranges = tuple(_ranges(rest, header, range_bytes))
    if not ranges:
        raise InputError([Fault(place=place, reason="there is no row after the header", remedy="Export it again")])
    return Survey(
        encoding=unpacked.encoding or vote.verdict(),
        delimiter=header.delimiter,
        columns=header.columns,
        ranges=ranges,
        size=ranges[-1].end,
    )


def _watch(chunks: Iterator[bytes], vote: EncodingVote) -> Iterator[bytes]:
    for chunk in chunks:
        vote.feed(chunk)
        yield chunk


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _head(chunks: Iterator[bytes]) -> bytes:
    """Return the first bytes of the file, enough to hold the header."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= HEADER_BYTES:
            break
    return head


class _Header:
    """The header of a people file, and where it ends."""

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
        self.columns: tuple[Column, ...] = read_columns(
            header_cells(_decode(record), delimiter=self.delimiter), mapping=mapping, place=place
        )

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


def _ranges(chunks: Iterable[bytes], header: _Header, range_bytes: int) -> Iterator[PlannedRange]:
    planned = PlannedRange(index=0, start=header.end, end=header.end, first_line=header.lines + 1, first_row=1, rows=0)
    lines = 0
    for piece in cut(chunks, delimiter=header.delimiter.encode(), size=range_bytes):
        planned = replace(planned, end=planned.end + len(piece.data), rows=planned.rows + piece.records)
        lines += count_lines(piece.data)
        if piece.ends and planned.rows:
            yield planned
            planned = PlannedRange(
                index=planned.index + 1,
                start=planned.end,
                end=planned.end,
                first_line=planned.first_line + lines,
                first_row=planned.first_row + planned.rows,
                rows=0,
            )
            lines = 0
    if planned.rows:
        yield planned
