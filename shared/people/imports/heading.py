"""What somebody sees of a file before they say what its columns are: the names, what we take them for, some cells."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from shared.people.columns import recognised
from shared.people.encoding import UTF_8, WINDOWS_1252
from shared.people.fields import CUSTOM, CUSTOM_PREFIX
from shared.people.header import Header
from shared.people.unpacking import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD_BYTES = 128 * 1024
"""What is read of a file for it."""

SAMPLES = 3
"""Rows that cells are shown of."""

CELL_CHARACTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownColumn:
    """A column: its name, the field that we take it for (or `custom`), and its first cells."""

    name: str
    field: str
    cells: tuple[str, ...]


def look_at(chunks: Iterable[bytes], *, name: str) -> tuple[ShownColumn, ...]:
    """Return the columns of a file, which is read no further than its head; raises InputError for what is no CSV."""
    unpacked = unpack(chunks, name=name)
    with closing(unpacked.chunks) as text:
        head = _first(text)
    header = Header(head, place=name, mapping={})
    body = head[header.end :]
    # The last line may be cut off, even within a sign.
    rows = _rows(body[: body.rfind(b"\n") + 1] or body, header.delimiter)
    columns = recognised(header.names, mapping={})
    return tuple(
        ShownColumn(
            name=column.name,
            field=CUSTOM if column.field.startswith(CUSTOM_PREFIX) else column.field,
            cells=tuple(row[number][:CELL_CHARACTERS] for row in rows if number < len(row) and row[number]),
        )
        for number, column in enumerate(columns)
    )


def _first(chunks: Iterable[bytes]) -> bytes:
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= HEAD_BYTES:
            break
    return head


def _rows(body: bytes, delimiter: str) -> list[list[str]]:
    try:
        text = body.decode(UTF_8)
    except UnicodeDecodeError:
        text = body.decode(WINDOWS_1252, "replace")
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), SAMPLES))
    except csv.Error:
        # A cell that csv finds too long is found again when the file is checked, and told with its line.
        return []
