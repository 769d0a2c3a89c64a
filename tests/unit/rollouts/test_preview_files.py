from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import NotFound
from shared.rollouts.preview_files import PIECE, PreviewFiles

if TYPE_CHECKING:
    from pathlib import Path

PIECES = 32
"""Pieces of a text that passes: enough to tell whether they pile up."""


def test_a_text_that_passes_lies_on_disk_and_not_in_memory(tmp_path: Path) -> None:
    with PreviewFiles("upload", tmp_path / "people.csv.gz") as files:
        tracemalloc.start()
        try:
            for _ in files.store_passing(
                "text", (bytes([number]) * PIECE for number in range(PIECES)), content_type=""
            ):
                pass
            passed = sum(map(len, files.read("text")))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

        assert passed == files.size("text") == PIECES * PIECE
        assert peak < PIECES * PIECE / 4


def test_a_text_is_read_in_parts_also_by_two_at_once(tmp_path: Path) -> None:
    with PreviewFiles("upload", tmp_path / "people.csv.gz") as files:
        list(files.store_passing("text", [b"a" * PIECE, b"b" * PIECE, b"c"], content_type=""))

        one, other = files.read("text"), files.read("text", start=PIECE)

        assert next(one) == b"a" * PIECE
        assert next(other) == b"b" * PIECE
        assert b"".join(one) == b"b" * PIECE + b"c"
        assert b"".join(files.read("text", start=PIECE - 1, end=PIECE + 1)) == b"ab"


def test_the_text_is_gone_with_the_files(tmp_path: Path) -> None:
    with PreviewFiles("upload", tmp_path / "people.csv.gz") as files:
        list(files.store_passing("text", [b"a"], content_type=""))

    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotFound):
        files.size("text")
