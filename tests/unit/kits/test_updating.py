"""What a newer kit makes of a nation's page: untouched follows, touched stands, locked always follows, all is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kits.offers import Offer, Reason, accepted, alike, by_id, kept
from shared.kits.updating import update_mail, update_page
from shared.mail.kit import load_mail_kit
from shared.sites.blocks import Policy
from tests.unit.kits.strategies import kit_pages, own_pages, titled
from tests.unit.sites.builders import a_page, a_text

if TYPE_CHECKING:
    from shared.sites.pages import Page

pytestmark = pytest.mark.thorough

MINE = a_text("De nous", id="story", policy=Policy.DEFAULT)
OLD = a_text("Ancien", id="story", policy=Policy.DEFAULT)
NEW = a_text("Nouveau", id="story", policy=Policy.DEFAULT)


def version(number: int, *blocks: object) -> Page:
    """Return a page of the kit in a version."""
    return titled(a_page(*blocks), "Titre", str(number))  # type: ignore[arg-type]  # blocks of any kind


@st.composite
def three_ways(draw: st.DrawFn) -> tuple[Page, Page, Page]:
    """Return the kit's page, a nation's of it, and a newer one of the kit."""
    base = draw(kit_pages("1"))
    return base, draw(own_pages(base)), draw(kit_pages("2"))


@given(kit_pages("1"), kit_pages("2"))
def test_a_page_that_nobody_touched_follows_whole(base: Page, new: Page) -> None:
    updated = update_page(base, base, new)

    assert (updated.page, updated.offers) == (new, ())


@given(three_ways())
def test_each_block_that_the_nation_did_not_touch_is_the_kits(pages: tuple[Page, Page, Page]) -> None:
    base, own, new = pages
    was, has, will = (by_id(page.blocks) for page in pages)

    after = by_id(update_page(base, own, new).page.blocks)

    untouched = [name for name in was if alike(was[name], has.get(name))]
    assert [after.get(name) for name in untouched] == [will.get(name) for name in untouched]


@given(three_ways())
def test_what_hq_alone_may_write_is_the_kits_always(pages: tuple[Page, Page, Page]) -> None:
    base, own, new = pages

    after = update_page(base, own, new).page.blocks

    locked = [block for block in new.blocks if block.policy is Policy.LOCKED]
    assert all(block in after for block in locked)
    assert {block.id for block in after if block.policy is Policy.LOCKED} == {block.id for block in locked}


@given(three_ways())
def test_nothing_that_a_nation_wrote_is_lost(pages: tuple[Page, Page, Page]) -> None:
    base, own, new = pages
    was = by_id(base.blocks)

    updated = update_page(base, own, new)

    after, put_by = by_id(updated.page.blocks), {offer.block: offer.own for offer in updated.offers}
    for block in own.blocks:
        if not alike(block, was.get(block.id)):
            assert alike(block, after.get(block.id)) or alike(block, put_by.get(block.id))


@given(three_ways())
def test_nothing_of_the_kit_is_withheld(pages: tuple[Page, Page, Page]) -> None:
    base, own, new = pages
    was = by_id(base.blocks)

    updated = update_page(base, own, new)

    offered, after = {offer.block: offer.kit for offer in updated.offers}, by_id(updated.page.blocks)
    for block in new.blocks:
        if not alike(block, was.get(block.id)):
            assert alike(block, after.get(block.id)) or offered.get(block.id) == block


@given(three_ways())
def test_an_update_done_twice_changes_nothing_more(pages: tuple[Page, Page, Page]) -> None:
    base, own, new = pages
    once = update_page(base, own, new)

    twice = update_page(new, once.page, new, standing=once.offers)

    assert twice == once


@given(three_ways())
def test_a_nation_that_takes_all_that_is_offered_has_all_that_is_new_in_the_kit(
    pages: tuple[Page, Page, Page],
) -> None:
    base, own, new = pages
    updated = update_page(base, own, new)

    blocks = updated.page.blocks
    for offer in updated.offers:
        blocks = accepted(blocks, offer, order=[block.id for block in new.blocks])

    was, has = by_id(base.blocks), by_id(blocks)
    for block in new.blocks:
        assert alike(has.get(block.id), block) or alike(was.get(block.id), block)
    assert {block.id for block in blocks} - {block.id for block in new.blocks} <= {"more"}


@given(three_ways())
def test_where_nobody_knows_what_a_page_came_from_all_that_differs_is_the_nations(
    pages: tuple[Page, Page, Page],
) -> None:
    _, own, new = pages

    updated = update_page(None, own, new)

    after, put_by = by_id(updated.page.blocks), {offer.block: offer.own for offer in updated.offers}
    for block in own.blocks:
        if block.policy is not Policy.LOCKED:
            assert alike(block, after.get(block.id)) or alike(block, put_by.get(block.id))


@given(three_ways())
def test_no_block_stands_twice(pages: tuple[Page, Page, Page]) -> None:
    names = [block.id for block in update_page(*pages).page.blocks]

    assert len(names) == len(set(names))


def test_a_touched_block_stands_and_the_kits_words_are_offered() -> None:
    updated = update_page(version(1, OLD), version(1, MINE), version(2, NEW))

    assert updated.page.blocks == (MINE,)
    assert updated.offers == (Offer(block="story", reason=Reason.CHANGED, version="2", kit=NEW, was=OLD),)


def test_a_touched_block_that_the_kit_left_alone_is_nothing_to_decide() -> None:
    assert update_page(version(1, OLD), version(1, MINE), version(2, OLD)).offers == ()


def test_blocks_that_the_nation_put_elsewhere_stay_there_and_new_ones_find_their_place() -> None:
    one, two, three = (a_text(name, id=name) for name in ("one", "two", "three"))

    updated = update_page(version(1, one, two), version(1, two, one), version(2, one, three, two))

    assert [block.id for block in updated.page.blocks] == ["two", "one", "three"]


def test_a_nations_own_block_stays_behind_the_one_it_stood_behind() -> None:
    one, two, own = (a_text(name, id=name) for name in ("one", "two", "own"))

    updated = update_page(version(1, one, two), version(1, one, own, two), version(2, two, one))

    assert [block.id for block in updated.page.blocks] == ["two", "one", "own"]


def test_words_of_a_block_that_hq_takes_over_are_kept_and_come_back_beside_it() -> None:
    locked = replace(NEW, policy=Policy.LOCKED)
    updated = update_page(version(1, OLD), version(1, MINE), version(2, locked))
    (offer,) = updated.offers

    assert (updated.page.blocks, offer.reason, offer.own) == ((locked,), Reason.OVERRULED, MINE)
    assert kept(updated.page.blocks, offer) == (locked, replace(MINE, id="own-story", policy=Policy.FREE))
    assert accepted(updated.page.blocks, offer) == (locked,)


def test_words_of_a_block_that_hq_gives_back_return_to_their_place() -> None:
    locked = replace(NEW, policy=Policy.LOCKED)
    (offer,) = update_page(version(1, OLD), version(1, MINE), version(2, locked)).offers

    assert kept((NEW,), offer) == (MINE,)


def test_a_block_that_the_kit_gives_up_goes_unless_the_nation_wrote_it() -> None:
    rest = a_text("Reste", id="rest")

    assert update_page(version(1, OLD, rest), version(1, OLD, rest), version(2, rest)).page.blocks == (rest,)
    updated = update_page(version(1, OLD, rest), version(1, MINE, rest), version(2, rest))
    assert updated.page.blocks == (replace(MINE, policy=Policy.FREE), rest)
    assert accepted(updated.page.blocks, updated.offers[0]) == (rest,)


def test_a_kit_that_goes_back_takes_its_offer_back() -> None:
    first = update_page(version(1, OLD), version(1, MINE), version(2, NEW))

    back = update_page(version(2, NEW), first.page, version(3, OLD), standing=first.offers)

    assert (back.page.blocks, back.offers) == ((MINE,), ())


def test_a_newer_offer_takes_the_place_of_an_older_one() -> None:
    newest = replace(NEW, body="Le plus récent")
    first = update_page(version(1, OLD), version(1, MINE), version(2, NEW))

    second = update_page(version(2, NEW), first.page, version(3, newest), standing=first.offers)

    assert second.offers == (Offer(block="story", reason=Reason.CHANGED, version="3", kit=newest, was=OLD),)


def test_an_offer_that_the_nation_has_written_itself_meanwhile_is_over() -> None:
    first = update_page(version(1, OLD), version(1, MINE), version(2, NEW))

    second = update_page(version(2, NEW), version(2, NEW), version(3, NEW), standing=first.offers)

    assert second.offers == ()


def test_a_title_that_the_nation_wrote_stays_and_its_place_in_the_menu_is_the_kits() -> None:
    own = titled(a_page(OLD), "À nous", "1")
    new = replace(titled(a_page(NEW), "Nouveau titre", "2"), heading=replace(version(2).heading, position=7))

    heading = update_page(version(1, OLD), own, new).page.heading

    assert (heading.title, heading.position, heading.kit_version) == ("À nous", 7, "2")


def test_an_e_mail_is_brought_up_to_date_as_a_page_is() -> None:
    base = load_mail_kit().template("welcome")
    own = replace(base, envelope=replace(base.envelope, subject="À nous", edited_at="2027-05-11"))
    first = replace(base.blocks[0], policy=Policy.DEFAULT, title="Nouveau")  # type: ignore[call-arg]  # a hero
    new = replace(base, blocks=(first, *base.blocks[1:]), envelope=replace(base.envelope, kit_version="2"))

    updated = update_mail(base, own, new)

    assert updated.mail.blocks == new.blocks
    assert (updated.mail.envelope.subject, updated.mail.envelope.edited_at) == ("À nous", "2027-05-11")
    assert update_mail(base, base, new).mail == new
