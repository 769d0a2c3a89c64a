"""What somebody sees of a file before they say what its columns are."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import InputError
from shared.people.imports.heading import CELL_CHARACTERS, HEAD_BYTES, SAMPLES, look_at

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = "Courriel;Prénom;Rang\nida@example.org;Zoé;1\n;Anne;2\n"


@pytest.mark.parametrize(
    "content",
    [TABLE.encode(), TABLE.encode("windows-1252"), TABLE.encode("utf-16"), gzip.compress(TABLE.encode())],
    ids=["utf-8", "windows-1252", "utf-16", "gzip"],
)
def test_columns_are_told_with_what_we_take_them_for_and_their_first_cells(content: bytes) -> None:
    columns = look_at([content], name="people.csv")

    assert [(column.name, column.field, column.cells) for column in columns] == [
        ("Courriel", "email", ("ida@example.org",)),
        ("Prénom", "given_name", ("Zoé", "Anne")),
        ("Rang", "custom", ("1", "2")),
    ]


def test_columns_of_which_we_know_none_can_still_be_named() -> None:
    assert [column.field for column in look_at([b"a,b\n1,2\n"], name="people.csv")] == ["custom", "custom"]


def test_no_more_is_read_than_the_head_and_no_more_shown_than_some_rows() -> None:
    row = ("é" * 200 + ",2\n").encode()
    read: list[int] = []

    def chunks() -> Iterator[bytes]:
        yield b"a,b\n"
        for number in range(100):
            read.append(number)
            yield row * 100

    columns = look_at(chunks(), name="people.csv")

    assert len(read) <= HEAD_BYTES // len(row * 100) + 2
    assert len(columns[0].cells) == SAMPLES
    assert set(columns[0].cells) == {"é" * CELL_CHARACTERS}


def test_a_file_that_is_cut_off_within_a_sign_is_read_all_the_same() -> None:
    columns = look_at([("a,b\né,2\n" + "x" * HEAD_BYTES + "é").encode()[:-1]], name="people.csv")

    assert columns[0].cells == ("é",)


def test_what_is_no_table_says_so() -> None:
    with pytest.raises(InputError, match="empty"):
        look_at([b""], name="people.csv")
