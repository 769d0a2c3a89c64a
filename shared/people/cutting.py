"""Cut a CSV stream between records, in constant memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.people.scanning import RecordScanner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a CSV stream; `ends` says that a record ends with it and that the part before is large enough."""

    data: bytes
    records: int
    ends: bool


def cut(chunks: Iterable[bytes], *, delimiter: bytes, size: int) -> Iterator[Piece]:
    """Cut a stream that starts with a record into pieces; about every `size` bytes one ends with a record."""
    scanner = RecordScanner(delimiter)
    room = size
    for chunk in _whole_line_ends(chunks):
        data = chunk
        while data:
            piece = _next_piece(scanner, data, room)
            data = data[len(piece.data) :]
            room = size if piece.ends else max(room - len(piece.data), 0)
            yield piece
    if not scanner.at_record_start:
        yield Piece(b"", 1, ends=True)


def _next_piece(scanner: RecordScanner, data: bytes, room: int) -> Piece:
    if room:
        # One byte more where the room would end between CR and LF.
        data = data[: room + (data[room - 1 : room + 1] == b"\r\n")]
        return _passed(scanner, data, full=len(data) >= room)
    end = scanner.record_end(data)
    return _passed(scanner, data[:end], full=end is not None)


def _passed(scanner: RecordScanner, data: bytes, *, full: bool) -> Piece:
    records = scanner.pass_over(data)
    return Piece(data, records, ends=full and scanner.at_record_start)


def _whole_line_ends(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Move a CR at a chunk's end to the next chunk, where its LF may be."""
    held = b""
    for chunk in chunks:
        data = held + chunk
        held = b"\r" if data.endswith(b"\r") else b""
        yield data[: len(data) - len(held)]
    yield held
