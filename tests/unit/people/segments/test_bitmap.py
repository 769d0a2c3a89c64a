"""Sets of ordinals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared.people.segments.bitmap import bitmap_of, everyone, ordinals_of, packed, unpacked

SETS = st.sets(st.integers(0, 500))


@given(SETS, st.integers(0, 510))
def test_a_set_has_its_ordinals_in_their_order_from_anywhere(ordinals: set[int], start: int) -> None:
    bitmap = bitmap_of(ordinals, size=501)

    assert bitmap.bit_count() == len(ordinals)
    assert list(ordinals_of(bitmap, start=start)) == sorted(each for each in ordinals if each >= start)


@given(SETS)
def test_a_set_is_kept_as_it_is(ordinals: set[int]) -> None:
    bitmap = bitmap_of(ordinals, size=501)

    assert unpacked(packed(bitmap)) == bitmap


def test_everyone_is_all_below_the_size() -> None:
    assert everyone(0) == 0
    assert list(ordinals_of(everyone(10))) == list(range(10))


def test_few_among_many_take_little_room() -> None:
    assert len(packed(bitmap_of(range(0, 100_000, 10_000), size=100_000))) < 200
