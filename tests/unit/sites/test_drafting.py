"""What a nation may do to a page of its own, and what of an older one it may bring back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.sites.blocks import Hero, Policy
from shared.sites.differences import Change, differences, is_reordered, worded
from shared.sites.drafting import (
    MOST_BLOCKS,
    BlockUnknown,
    added,
    brought_back,
    moved,
    removed,
    restored,
    retitled,
    written,
)
from shared.sites.errors import BlockLocked, ContentError
from tests.unit.sites.builders import a_page, a_text

LAW = a_text("La loi", id="law", policy=Policy.LOCKED)
STORY = a_text("Il était une fois", id="story", policy=Policy.DEFAULT)
OWN = a_text("Chez nous", id="own")
PAGE = a_page(LAW, STORY, OWN)


def ids(page: object) -> list[str]:
    """Return the blocks of a page by name."""
    return [block.id for block in page.blocks]  # type: ignore[attr-defined] # pages have blocks


def test_a_block_is_written_under_the_policy_that_it_has() -> None:
    after = written(PAGE, a_text("À nous", id="story", policy=Policy.LOCKED))

    assert after.blocks[1] == a_text("À nous", id="story", policy=Policy.DEFAULT)


def test_what_hq_locked_is_neither_written_nor_moved_nor_taken_away() -> None:
    with pytest.raises(BlockLocked):
        written(PAGE, replace(LAW, body="x"))
    with pytest.raises(BlockLocked):
        removed(PAGE, "law")
    for block in ("law", "story"):
        with pytest.raises(BlockLocked):
            moved(PAGE, block, by=1)


def test_a_block_that_is_not_free_keeps_its_kind() -> None:
    hero = Hero(id="story", policy=Policy.FREE, title="Haut")

    with pytest.raises(ContentError, match="expected the kind text"):
        written(PAGE, hero)
    assert written(PAGE, replace(hero, id="own")).blocks[2] == replace(hero, id="own")


def test_blocks_are_added_behind_another_and_free() -> None:
    block = a_text(id="new", policy=Policy.LOCKED)

    assert ids(added(PAGE, block, after="law")) == ["law", "new", "story", "own"]
    assert ids(added(PAGE, block, after="gone")) == ["law", "story", "own", "new"]
    assert added(PAGE, block).blocks[-1].policy is Policy.FREE
    with pytest.raises(ContentError, match="there already"):
        added(PAGE, a_text(id="law"))


def test_a_page_has_an_end() -> None:
    full = a_page(*(a_text(id=f"b{number}") for number in range(MOST_BLOCKS)))

    with pytest.raises(ContentError, match="all that a page takes"):
        added(full, a_text(id="new"))
    with pytest.raises(ContentError, match="one block"):
        removed(a_page(OWN), "own")


def test_a_block_at_the_end_stays_there() -> None:
    assert ids(moved(PAGE, "own", by=1)) == ids(PAGE)
    assert ids(moved(PAGE, "own", by=-1)) == ["law", "own", "story"]
    with pytest.raises(BlockUnknown):
        moved(PAGE, "gone", by=1)


def test_the_kits_block_comes_back_and_ones_own_has_none() -> None:
    edited = written(PAGE, replace(STORY, body="Autre"))

    assert restored(edited, a_page(LAW, STORY), "story") == PAGE
    with pytest.raises(BlockUnknown):
        restored(PAGE, a_page(LAW, STORY), "own")


def test_a_page_in_the_menu_keeps_a_name_there() -> None:
    assert retitled(PAGE, title="T", description="D", menu="").heading.menu == "T"
    outside = replace(PAGE, heading=replace(PAGE.heading, menu=""))
    assert retitled(outside, title="T", description="D", menu="").heading.menu == ""


def test_an_older_page_comes_back_but_for_what_hq_writes() -> None:
    older = a_page(replace(LAW, body="L'ancienne loi"), replace(STORY, body="Avant"), a_text("Vieux", id="old"))
    older = replace(older, heading=replace(older.heading, title="Avant"))

    back = brought_back(PAGE, older)

    assert back.blocks == (LAW, replace(STORY, body="Avant"), a_text("Vieux", id="old"))
    assert back.heading.title == "Avant"


def test_a_block_of_another_kind_by_now_stays_as_it_is() -> None:
    hero = Hero(id="story", policy=Policy.DEFAULT, title="Haut")

    assert brought_back(a_page(hero), a_page(STORY)).blocks == (hero,)


def test_a_draft_taken_over_keeps_what_was_written_in_it_and_follows_for_the_rest() -> None:
    base = a_page(LAW, STORY, OWN, a_text("Tel quel", id="same", policy=Policy.DEFAULT))
    draft = written(removed(base, "own"), replace(STORY, body="À nous"))
    newer = a_page(replace(LAW, body="Loi 2"), STORY, OWN, a_text("Neuf", id="same"), a_text(id="fresh"))

    taken = brought_back(newer, draft, base=base)

    assert [(block.id, block.body) for block in taken.blocks] == [  # type: ignore[attr-defined] # all are texts
        ("law", "Loi 2"),
        ("story", "À nous"),
        ("same", "Neuf"),
        ("fresh", "Bonjour"),
    ]


def test_differences_are_told_word_by_word() -> None:
    pieces = worded("Une porte ouverte à tous", "Une porte toujours ouverte")

    assert "".join(each.text for each in pieces if each.change is not Change.NEW) == "Une porte ouverte à tous"
    assert "".join(each.text for each in pieces if each.change is not Change.GONE) == "Une porte toujours ouverte"
    assert next(each.text for each in pieces if each.change is Change.SAME) == "Une porte "


def test_a_page_differs_where_its_words_do_and_nowhere_else() -> None:
    after = retitled(written(PAGE, replace(STORY, body="Autre")), title="Neuf", description="Phrase", menu="Menu")
    after = added(removed(after, "own"), a_text(id="new"))

    told = [(each.id, each.change, [field.name for field in each.fields]) for each in differences(PAGE, after)]

    assert told == [
        ("", Change.CHANGED, ["title"]),
        ("story", Change.CHANGED, ["body"]),
        ("new", Change.NEW, ["body"]),
        ("own", Change.GONE, ["body"]),
    ]
    assert differences(PAGE, PAGE) == ()
    assert not is_reordered(PAGE, after)
    assert is_reordered(PAGE, moved(PAGE, "own", by=-1))
