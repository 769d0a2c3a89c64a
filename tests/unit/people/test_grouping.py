"""Lines survive however a sorted file comes in pieces."""

from __future__ import annotations

import pytest

from shared.people.grouping import _whole_lines


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 100])
def test_pieces_are_cut_behind_line_ends_and_nothing_is_lost(size: int) -> None:
    text = b"a\nbcd\n\nefghij\n"

    pieces = list(_whole_lines(text[at : at + size] for at in range(0, len(text), size)))

    assert b"".join(pieces) == text
    assert all(piece.endswith(b"\n") for piece in pieces)


def test_an_empty_slice_has_no_lines() -> None:
    assert list(_whole_lines([])) == []
