"""The records of a range, one after the other in constant memory, whatever is in them."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from shared.people.cutting import cut
from shared.people.scanning import RecordScanner, count_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIELD_CHARACTERS = 64 * 1024
"""A longer cell is no person's data; its row is rejected."""

RECORD_BYTES = 1 << 20
"""A longer record is not even read; most often a quote that never closes."""

_BLOCK_BYTES = 256 * 1024
_SHOWN_BYTES = 200
_ESCAPED = re.compile("[\ud800-\udfff]")


class Record(NamedTuple):
    """A record: the line it begins on, its cells, and what is wrong with it as such (empty if nothing)."""

    line: int
    cells: list[str]
    fault: str


class _Block(NamedTuple):
    """Whole records and the line they begin on; or, `oversized`, the beginning of a single record."""

    data: bytes
    line: int
    oversized: bool = False


def read_records(
    chunks: Iterable[bytes], *, encoding: str, delimiter: str, first_line: int, width: int
) -> Iterator[Record]:
    """Yield the records of bytes that begin with one; a record of other than `width` cells is faulty."""
    csv.field_size_limit(FIELD_CHARACTERS)
    for block in _blocks(chunks, delimiter.encode(), first_line):
        if block.oversized:
            reason = f"record over {RECORD_BYTES >> 20} MB, perhaps a quote that never closes"
            yield Record(block.line, _shown(block.data, encoding), reason)
            continue
        for line, cells, fault in _parse(block, encoding, delimiter):
            ragged = not fault and len(cells) != width
            yield Record(line, cells, f"{len(cells)} cells where the header has {width}" if ragged else fault)


def _blocks(chunks: Iterable[bytes], delimiter: bytes, first_line: int) -> Iterator[_Block]:
    held, line, skipping = b"", first_line, False
    for piece in cut(chunks, delimiter=delimiter, size=_BLOCK_BYTES):
        if skipping:
            line += count_lines(piece.data)
            skipping = not piece.ends
            continue
        held += piece.data
        if piece.ends:
            yield _Block(held, line)
        elif len(held) > _BLOCK_BYTES + RECORD_BYTES:
            end = RecordScanner(delimiter).last_record_end(held)
            yield _Block(held[:end], line)
            yield _Block(held[end : end + _SHOWN_BYTES], line + count_lines(held[:end]), oversized=True)
            skipping = True
        else:
            continue
        line, held = line + count_lines(held), b""
    if held:
        yield _Block(held, line)


def _parse(block: _Block, encoding: str, delimiter: str) -> Iterator[Record]:
    data, line = block.data, block.line
    while data:
        text, suspect = _decode(data, encoding)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        lines = 0
        try:
            for cells in rows:
                if cells:
                    yield Record(line + lines, cells, _damage(cells) if suspect else "")
                lines = rows.line_num
            return
        except csv.Error:
            data = data[_after_lines(data, lines) :]
        line += lines
        end = RecordScanner(delimiter.encode()).record_end(data) or len(data)
        yield Record(line, _shown(data, encoding), f"cell over {FIELD_CHARACTERS >> 10} KB")
        line, data = line + count_lines(data[:end]), data[end:]


def _decode(data: bytes, encoding: str) -> tuple[str, bool]:
    """Return the text and whether it holds what no cell may: bytes that are no text, or NUL."""
    try:
        return data.decode(encoding), b"\0" in data
    except UnicodeDecodeError:
        return data.decode(encoding, "surrogateescape"), True


def _damage(cells: list[str]) -> str:
    text = "".join(cells)
    if "\0" in text:
        return "NUL byte"
    return "undecodable bytes" if _ESCAPED.search(text) else ""


def _after_lines(data: bytes, lines: int) -> int:
    return sum(map(len, data.splitlines(keepends=True)[:lines]))


def _shown(data: bytes, encoding: str) -> list[str]:
    return [data[:_SHOWN_BYTES].decode(encoding, "replace")]
