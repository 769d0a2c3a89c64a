from __future__ import annotations

import pytest

from shared.kernel.errors import InputError
from shared.kernel.page import read_cursor, write_cursor


def test_a_cursor_is_read_back_as_it_was_written() -> None:
    key = {"pk": "NATION#é", "sk": "NATION"}

    assert read_cursor(write_cursor(key)) == key


def test_the_end_of_a_list_has_no_cursor() -> None:
    assert write_cursor(None) is None
    assert read_cursor(None) is None


@pytest.mark.parametrize("text", ["", "%%%", "bm90IGpzb24", "WzFd", "eyJhIjogMX0", "é"])
def test_a_cursor_that_is_none_of_ours_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not one of ours"):
        read_cursor(text)
