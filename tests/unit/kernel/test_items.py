"""Items survive DynamoDB as they were."""

from __future__ import annotations

import pytest

from shared.kernel.items import from_wire, to_wire


def test_an_item_comes_back_as_it_went() -> None:
    item = {"pk": "NATION#paris-6", "people": 121, "seconds": 0.25, "open": True, "zones": ["a", "b"], "by": {"n": 1}}

    assert from_wire(to_wire(item)) == item


def test_every_value_is_written_as_its_type() -> None:
    assert to_wire({"s": "a", "n": 1, "f": 1.5, "b": False, "l": (1, None), "m": {"x": "y"}}) == {
        "s": {"S": "a"},
        "n": {"N": "1"},
        "f": {"N": "1.5"},
        "b": {"BOOL": False},
        "l": {"L": [{"N": "1"}, {"NULL": True}]},
        "m": {"M": {"x": {"S": "y"}}},
    }


def test_a_key_without_a_value_is_left_out_at_every_depth() -> None:
    assert to_wire({"reason": None, "facts": {"phone": None}}) == {"facts": {"M": {}}}


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("1.0", 1), ("-3", -3), ("0.5", 0.5), ("2E+2", 200)])
def test_whole_numbers_come_back_whole(text: str, number: float) -> None:
    (read,) = from_wire({"n": {"N": text}}).values()

    assert (read, type(read)) == (number, type(number))


def test_null_and_sets_are_read() -> None:
    assert from_wire({"a": {"NULL": True}, "b": {"L": [{"NULL": True}]}, "c": {"SS": ["x"]}}) == {
        "a": None,
        "b": [None],
        "c": ["x"],
    }


def test_what_dynamodb_has_no_type_for_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        to_wire({"a": object()})
