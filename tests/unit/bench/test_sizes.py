"""Sizes of items as DynamoDB's documentation defines them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bench.sizes import Index, item_size, number_size, units_with_index, value_size, write_units

BY_NAME = Index(keys=("name_key",), included=frozenset({"email"}))


@pytest.mark.parametrize(
    ("attribute", "size"),
    [
        ({"S": "été"}, 5),
        ({"BOOL": True}, 1),
        ({"NULL": True}, 1),
        ({"SS": ["ab", "c"]}, 3),
        ({"L": []}, 3),
        ({"L": [{"S": "ab"}, {"BOOL": False}]}, 3 + 3 + 2),
        ({"M": {"at": {"S": "x"}}}, 3 + 3 + 1),
    ],
)
def test_each_type_has_its_size(attribute: dict[str, Any], size: int) -> None:
    assert value_size(attribute) == size


@pytest.mark.parametrize(("text", "size"), [("0", 1), ("7", 2), ("12", 2), ("123", 3), ("1200", 2), ("-1.5", 2)])
def test_a_number_takes_a_byte_for_two_digits_that_tell_and_one_more(text: str, size: int) -> None:
    assert number_size(text) == size


def test_a_type_that_no_item_of_ours_has_is_refused() -> None:
    with pytest.raises(ValueError, match="type B"):
        value_size({"B": b"x"})


def test_an_item_weighs_its_names_and_its_values() -> None:
    assert item_size({"pk": {"S": "abc"}, "né": {"N": "1"}}) == 2 + 3 + 3 + 2


@pytest.mark.parametrize(("size", "units"), [(0, 1), (1024, 1), (1025, 2), (3000, 3)])
def test_a_write_costs_a_unit_for_each_kilobyte_begun(size: int, units: int) -> None:
    assert write_units(size) == units


def test_an_index_costs_what_it_copies() -> None:
    item = {"pk": {"S": "a"}, "sk": {"S": "b"}, "name_key": {"S": "c"}, "note": {"S": "x" * 1500}}

    assert units_with_index(item, BY_NAME) == (2, 1)


def test_an_item_without_the_index_key_costs_the_index_nothing() -> None:
    assert units_with_index({"pk": {"S": "a"}}, BY_NAME) == (1, 0)


def test_an_index_of_everything_costs_as_much_as_the_table() -> None:
    item = {"kind_pk": {"S": "a"}, "note": {"S": "x" * 1500}}

    assert units_with_index(item, Index(keys=("kind_pk",), included=None)) == (2, 2)
