"""A nation's answers wear the banner of its pages, and hold consents to the network's name on them."""

from __future__ import annotations

from dataclasses import replace

from functions.take_action.request import arrival_of
from shared.actions.verdict import Outcome
from shared.consent.purposes import Controller, Purpose
from shared.consent.wording import wording_hash, wordings
from shared.forms.form import STAMP
from tests.builders import a_nation
from tests.unit.kits.builders import a_renamed_edition
from tests.unit.taking.builders import SLUG, Door, an_event

EDITION = a_renamed_edition()
BOX = "consent.share-with-hq.candidate"
SHARING = wordings("fr")[Purpose.SHARE_WITH_HQ, Controller.CANDIDATE]


def a_renamed_door() -> Door:
    """Return the door of a nation that has HQ's edition."""
    door = Door()
    door.banners.kits.add(EDITION)
    door.nations.nations[SLUG] = replace(door.nation, kit_version=EDITION.version)
    return door


def said_under(name: str) -> str:
    """Return what the box of sharing stands for where the network is called so."""
    return wording_hash(SHARING.said({"candidate": "Jeanne Martin", "network": name}))


def test_a_box_is_held_to_the_name_that_stood_beside_it() -> None:
    door = a_renamed_door()

    verdict = door.judge(posted=door.post(**{BOX: said_under("Grand Large")}))

    assert verdict.outcome is Outcome.ACCEPTED
    assert [consent.wording for consent in door.taken[0].consents] == [said_under("Grand Large")]


def test_a_box_beside_another_name_is_shown_again_with_the_present_one() -> None:
    door = a_renamed_door()

    status, page = door.page(posted=door.post(**{BOX: said_under("Plein Jour")}))

    assert status == 200
    assert "<small>Grand Large</small>" in page
    assert "transmette mes coordonnées à Grand Large" in page
    assert door.taken == []


def test_a_page_for_no_nation_wears_the_networks_banner() -> None:
    door = a_renamed_door()

    assert "Grand Large" in door.page(slug="atlantis", posted={})[1]


def test_a_page_of_what_we_failed_asks_nobody_for_its_banner() -> None:
    door = a_renamed_door()

    _, answer = door.counter.give_up(arrival_of(an_event(posted=door.post())))

    assert "Plein Jour" in answer.body
    assert door.banners.asked == []


def test_whoever_ticks_nothing_and_sees_no_page_waits_for_no_banner() -> None:
    door = a_renamed_door()

    assert door.told(posted=door.post())[0] == 202
    assert door.page(posted=door.post(stamp=""))[0] == 200
    assert door.banners.asked == [EDITION.version]


def test_nations_keep_to_their_own_edition() -> None:
    door = a_renamed_door()
    door.nations.nations["lyon-3"] = replace(a_nation("lyon-3"), status=door.nation.status)

    page = door.page(slug="lyon-3", posted=door.post() | {STAMP: [""]})[1]

    assert "<small>Plein Jour</small>" in page
