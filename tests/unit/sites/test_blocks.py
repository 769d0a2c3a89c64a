from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from shared.sites.blocks import KINDS, read_block, write_block
from shared.sites.errors import ContentError
from shared.sites.kit import load_kit
from shared.sites.pages import page_item, read_page, read_page_item
from shared.sites.records import LONGEST_TEXT
from tests.unit.sites.builders import a_page, a_text

TEXT = {"kind": "text", "id": "story", "policy": "free", "body": "Bonjour"}


def a_stored_page(*blocks: Any) -> dict[str, Any]:
    """Return a page as the table gives it back."""
    return {**page_item(a_page()), "blocks": list(blocks)}


def test_every_page_of_the_kit_is_written_as_it_is_read() -> None:
    pages = load_kit().pages

    assert tuple(read_page_item(page_item(page)) for page in pages) == pages


def test_a_page_survives_the_numbers_and_keys_of_the_table() -> None:
    item = {"pk": "NATION#paris-6", **page_item(a_page(position=3)), "position": Decimal(3)}

    assert read_page_item(item) == a_page(position=3)


def test_pages_spelled_alike_are_read_once_and_any_other_by_itself() -> None:
    item = page_item(a_page(position=3))

    first, again, edited = (read_page_item(each) for each in (item, dict(item), item | {"title": "Mine"}))

    assert again is first
    assert edited.heading.title == "Mine"


def test_an_item_says_which_kit_its_page_came_from() -> None:
    item = page_item(load_kit().pages[0])

    assert (item["sk"], item["kit_version"]) == ("PAGE#home", load_kit().version)


def test_fields_left_empty_are_not_stored() -> None:
    assert write_block(a_text(title="")) == {**TEXT, "id": "text"}


def test_every_kind_has_a_name_of_its_own() -> None:
    assert all(kind.kind == name for name, kind in KINDS.items())


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ({**TEXT, "kind": "marquee"}, "page home, block 2: unknown kind 'marquee'"),
        ({"id": "x", "policy": "free"}, "page home, block 2: a block needs a kind"),
        ("<b>", "page home, block 2: a block needs a kind"),
        ({"kind": "text", "id": "x", "policy": "free"}, r"page home, block 2 \(text\): missing body"),
        ({**TEXT, "body": "  "}, r"page home, block 2 \(text\), body: is empty"),
        ({**TEXT, "body": 7}, r"page home, block 2 \(text\), body: expected text"),
        ({**TEXT, "body": "x" * (LONGEST_TEXT + 1)}, "longer than 20000 characters"),
        ({**TEXT, "html": "<b>"}, r"page home, block 2 \(text\): unknown field html"),
        ({**TEXT, "policy": "mine"}, "policy: expected one of locked, default, free"),
        ({"kind": "cards", "id": "x", "policy": "free", "title": "T", "cards": "one"}, "cards: expected a list"),
        ({"kind": "cards", "id": "x", "policy": "free", "title": "T", "cards": ["one"]}, "cards 1: expected fields"),
        ({"kind": "cards", "id": "x", "policy": "free", "title": "T", "cards": [{}]}, "cards 1: missing title"),
    ],
)
def test_a_block_at_fault_is_named_with_its_page(block: Any, fault: str) -> None:
    with pytest.raises(ContentError, match=fault):
        read_page_item(a_stored_page(TEXT, block))


@pytest.mark.parametrize("blocks", [None, [], "text"])
def test_a_page_without_blocks_is_refused(blocks: Any) -> None:
    with pytest.raises(ContentError, match="page home: has no blocks"):
        read_page_item({**page_item(a_page()), "blocks": blocks})


@pytest.mark.parametrize("position", ["1", True, None])
def test_a_position_that_is_no_number_is_refused(position: Any) -> None:
    with pytest.raises(ContentError, match="page home, position: expected a whole number"):
        read_page_item({**page_item(a_page()), "position": position})


def test_a_page_without_a_name_is_refused() -> None:
    with pytest.raises(ContentError, match=r"page \?: missing page"):
        read_page({"blocks": [TEXT], "position": 1, "title": "T", "description": "D", "kit_version": "1"})


def test_a_fault_never_repeats_what_a_person_wrote() -> None:
    with pytest.raises(ContentError) as refused:
        read_block({**TEXT, "policy": "Camille Laurent"}, place="page home, block 1")

    assert "Camille" not in str(refused.value)
