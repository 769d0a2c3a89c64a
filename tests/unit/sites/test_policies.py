from __future__ import annotations

import pytest

from shared.sites.blocks import Policy, Quote
from shared.sites.errors import BlockLocked, ContentError
from shared.sites.policies import apply_own_blocks, own_blocks
from tests.unit.sites.builders import a_page, a_text

LOCKED = a_text("De la part de HQ", id="legal", policy=Policy.LOCKED)
DEFAULT = a_text("Du kit", id="story", policy=Policy.DEFAULT)
FREE = a_text("Libre", id="news", policy=Policy.FREE)
KIT = a_page(DEFAULT, FREE, LOCKED)


def test_without_own_blocks_the_kits_page_stands() -> None:
    assert apply_own_blocks(KIT, []) == KIT


def test_an_own_block_takes_the_place_of_the_kits_and_keeps_its_policy() -> None:
    own = a_text("De nous", id="story", policy=Policy.FREE)

    page = apply_own_blocks(KIT, [own])

    assert page.blocks == (a_text("De nous", id="story", policy=Policy.DEFAULT), FREE, LOCKED)


def test_a_locked_block_is_refused_with_its_page_and_name() -> None:
    with pytest.raises(BlockLocked, match="page home, block legal: is locked by HQ: leave it as the kit has it"):
        apply_own_blocks(KIT, [a_text("De nous", id="legal")])


def test_a_locked_block_that_is_left_as_it_was_is_no_edit() -> None:
    assert apply_own_blocks(KIT, [LOCKED]) == KIT


def test_a_default_block_keeps_its_kind() -> None:
    quote = Quote(id="story", policy=Policy.FREE, text="Je dis", author="Moi")

    with pytest.raises(ContentError, match="page home, block story: expected the kind text"):
        apply_own_blocks(KIT, [quote])


def test_a_free_block_may_become_of_any_kind() -> None:
    quote = Quote(id="news", policy=Policy.FREE, text="Je dis", author="Moi")

    assert apply_own_blocks(KIT, [quote]).blocks == (DEFAULT, quote, LOCKED)


def test_new_blocks_come_last_and_are_free_whatever_they_claim() -> None:
    added = apply_own_blocks(KIT, [a_text("Nouveau", id="more", policy=Policy.LOCKED)]).blocks[-1]

    assert (added.id, added.policy) == ("more", Policy.FREE)


def test_a_block_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ContentError, match="page home, block story: stands there twice"):
        apply_own_blocks(KIT, [a_text("Un", id="story"), a_text("Deux", id="story")])


def test_what_a_nation_wrote_itself_can_be_told_from_the_kit() -> None:
    own = a_text("De nous", id="story", policy=Policy.DEFAULT)

    assert own_blocks(apply_own_blocks(KIT, [own]), KIT) == (own,)
