"""Records are cut where Python's csv module ends them, whatever the chunks."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from shared.people.cutting import cut
from shared.people.scanning import RecordScanner, count_lines

CSV_TEXT = st.text(alphabet='a"",,\n\r', max_size=60)


def rows_of(data: bytes) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(data.decode(), newline="")) if row]


def in_chunks(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(text=CSV_TEXT, chunk=st.integers(1, 7), size=st.integers(1, 20))
@example(text='"a\n', chunk=3, size=1)
@example(text='"a"\r', chunk=2, size=1)
@example(text='a"\n"b""', chunk=1, size=2)
def test_every_cut_is_the_end_of_a_record(text: str, chunk: int, size: int) -> None:
    data = text.encode()

    parts = [b""]
    for piece in cut(in_chunks(data, chunk), delimiter=b",", size=size):
        parts[-1] += piece.data
        if piece.ends:
            parts.append(b"")

    assert b"".join(parts) == data
    assert [row for part in parts for row in rows_of(part)] == rows_of(data)


@given(text=CSV_TEXT, chunk=st.integers(1, 7), size=st.integers(1, 20))
def test_records_are_counted_as_csv_counts_them_without_blank_lines(text: str, chunk: int, size: int) -> None:
    data = text.encode()

    pieces = cut(in_chunks(data, chunk), delimiter=b",", size=size)

    assert sum(piece.records for piece in pieces) == len(rows_of(data))


@given(text=CSV_TEXT)
def test_physical_lines_are_counted_as_a_text_file_counts_them(text: str) -> None:
    ended = text + "\n"

    assert count_lines(ended.encode()) == len(list(io.StringIO(ended, newline="")))


def test_a_newline_inside_quotes_is_no_boundary() -> None:
    data = b'a,"one\ntwo"\nb,c\n'

    assert RecordScanner(b",").record_end(data) == len(b'a,"one\ntwo"\n')
    assert RecordScanner(b",").last_record_end(data) == len(data)


def test_pieces_are_about_as_large_as_asked() -> None:
    data = b"1234567,9\n" * 100

    whole = [piece for piece in cut(in_chunks(data, 64), delimiter=b",", size=95) if piece.ends]

    assert len(whole) == 10
