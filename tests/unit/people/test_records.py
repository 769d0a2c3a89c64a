"""A range is read record by record, whatever is in it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.people import records
from shared.people.records import FIELD_CHARACTERS, Record, read_records


def read(data: bytes, *, width: int = 2, encoding: str = "utf-8") -> list[Record]:
    chunks = [data[at : at + 1000] for at in range(0, len(data), 1000)]
    return list(read_records(chunks, encoding=encoding, delimiter=",", first_line=2, width=width))


def faults(found: list[Record]) -> list[tuple[int, str]]:
    return [(record.line, record.fault) for record in found]


def test_records_carry_the_line_they_begin_on() -> None:
    found = read(b'a,"1\n2"\r\n\r\nb,c\rd,e')

    assert found == [Record(2, ["a", "1\n2"], ""), Record(5, ["b", "c"], ""), Record(6, ["d", "e"], "")]


@given(text=st.text(alphabet='a"",,\n\r\0é', max_size=200), block=st.integers(1, 40))
def test_no_record_is_lost_or_invented(text: str, block: int) -> None:
    whole = [row for row in csv.reader(io.StringIO(text, newline="")) if row]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "_BLOCK_BYTES", block)
        assert [record.cells for record in read(text.encode())] == whole


def test_ragged_rows_nul_bytes_and_stray_bytes_are_faults_of_their_rows_alone() -> None:
    found = read(b"a,b\na\na,b,c\na,\0\na,\xff\n\xc3\xa9,b\n")

    assert faults(found) == [
        (2, ""),
        (3, "1 cells where the header has 2"),
        (4, "3 cells where the header has 2"),
        (5, "NUL byte"),
        (6, "undecodable bytes"),
        (7, ""),
    ]


def test_bytes_that_windows_1252_does_not_define_are_a_fault() -> None:
    assert faults(read(b"\xe9,b\n\x81,b\n", encoding="cp1252")) == [(2, ""), (3, "undecodable bytes")]


@pytest.mark.parametrize("quote", [b"", b'"'])
@pytest.mark.parametrize("size", [FIELD_CHARACTERS + 2, 1 << 20, 3 << 20])
def test_a_monstrous_cell_is_one_clear_reject(quote: bytes, size: int) -> None:
    monster = quote + b"x\n"[: 1 + len(quote)] * (size // (1 + len(quote))) + quote

    found = read(b"a,b\n" + monster + b",c\n" + b"d,e\n")

    lines = monster.count(b"\n")
    assert [record.line for record in found] == [2, 3, 4 + lines]
    assert "over" in found[1].fault
    assert len("".join(found[1].cells)) <= 200
    assert (found[0].cells, found[2].cells) == (["a", "b"], ["d", "e"])


def test_a_quote_that_never_closes_is_one_reject_to_the_end() -> None:
    found = read(b'a,b\n"' + b"c,d\n" * 500_000)

    assert faults(found) == [(2, ""), (3, "record over 1 MB, perhaps a quote that never closes")]
