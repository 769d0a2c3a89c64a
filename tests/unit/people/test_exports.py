"""Rows that were not imported come back as they were, and no spreadsheet runs them."""

from __future__ import annotations

import csv
import io

import pytest

from shared.people.exports import RowsFile, inert


@pytest.mark.parametrize("cell", ["=1+1", "+33612345678", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_made_inert(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Marie", "a=b", "<script>", "'=1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


def test_a_file_of_rows_reads_back() -> None:
    rows = RowsFile(["line", "reason"], ["email", "=name"])
    rows.add([7, "neither e-mail nor phone"], ['a,"b"\nc', "é\udcff"])

    text = rows.body().decode()

    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["line", "reason", "email", "'=name"],
        ["7", "neither e-mail nor phone", 'a,"b"\nc', "é?"],
    ]
    assert rows.rows == 1
