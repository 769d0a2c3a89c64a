"""Read a people file once, in constant memory, and learn all that the workers must know of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.cutting import cut
from shared.people.encoding import EncodingVote
from shared.people.header import HEADER_BYTES, Header
from shared.people.plan import PlannedRange, Survey
from shared.people.scanning import count_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shared.people.unpacking import Unpacked


def survey_people(unpacked: Unpacked, *, place: str, mapping: Mapping[str, str], range_bytes: int) -> Survey:
    """Return what a people file is; `place` names it in faults.

    Raises InputError for an unreadable encoding, an unusable header, a mapping that does not fit, and a
    file without rows.
    """
    vote = EncodingVote(place)
    watched = _watch(unpacked.chunks, vote)
    head = _head(watched)
    header = Header(head, place=place, mapping=mapping)
    columns = header.columns
    rest = _chain(head[header.end :], watched)
    ranges = tuple(_ranges(rest, header, range_bytes))
    if not ranges:
        raise InputError([Fault(place=place, reason="there is no row after the header", remedy="Export it again")])
    return Survey(
        encoding=unpacked.encoding or vote.verdict(),
        delimiter=header.delimiter,
        columns=columns,
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


def _ranges(chunks: Iterable[bytes], header: Header, range_bytes: int) -> Iterator[PlannedRange]:
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
