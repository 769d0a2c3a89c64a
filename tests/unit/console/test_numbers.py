"""Phone numbers in the console: they find everybody who has them, at the desk and at the door."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.people.person import person_id
from shared.people.segments.building import build_index
from tests.builders import NOON
from tests.unit.console.house import OWN, House, a_person
from tests.unit.events.builders import an_event

if TYPE_CHECKING:
    from tests.fakes.console import Browser

PEOPLE = f"/nation/{OWN}/people"
NUMBER, TYPED = "+33612345678", "06%2012%2034%2056%2078"
LUC = replace(a_person(), values={**a_person().values, "phone": NUMBER})
BY_NUMBER = replace(a_person(), person_id=person_id(NUMBER), values={"given_name": "L.", "phone": NUMBER})
ZOE = a_person(given="Zoé", family="Arnaud")


@pytest.fixture
def browser(house: House) -> Browser:
    """A field organiser's, in a nation that knows a number twice; its index is built."""
    house.add([LUC, BY_NUMBER, ZOE])
    build_index(OWN, people=house.reaches[OWN].people, now=NOON, draw=token_hex)
    return house.browser(house.member(RoleName.FIELD))


def found(browser: Browser, selector: str = ".rows a strong") -> list[str]:
    return [node.text().strip() for node in browser.page.css(selector)]


def test_a_number_finds_who_is_known_by_an_address_as_well(house: House, browser: Browser) -> None:
    browser.get(f"{PEOPLE}?q={TYPED}")

    assert found(browser) == ["L.", "Luc Dupont"]
    assert house.indexing.asked == []


def test_the_same_number_is_suggested_as_one_person_twice_and_found_to_compare(browser: Browser) -> None:
    browser.get(f"{PEOPLE}/duplicates")
    assert "the same number" in browser.text

    browser.get(f"{PEOPLE}/{BY_NUMBER.person_id}/merge?q={TYPED}")

    assert found(browser) == ["Luc Dupont"]


def test_at_the_door_a_number_finds_who_is_known_by_an_address(house: House, browser: Browser) -> None:
    house.events.events[OWN, "e1"] = an_event(slug=OWN, event_id="e1")

    browser.get(f"/nation/{OWN}/events/e1/door?q={TYPED}")

    assert {"L.", "Luc Dupont"} == set(found(browser, ".door-list strong"))


@pytest.mark.parametrize("page", [f"{PEOPLE}?q={TYPED}", f"{PEOPLE}/duplicates"], ids=["search", "duplicates"])
def test_before_numbers_are_indexed_the_page_says_so_and_asks_for_the_index(house: House, page: str) -> None:
    house.add([LUC])
    browser = house.browser(house.member(RoleName.FIELD))

    browser.get(page)

    assert "being indexed for the first time" in browser.text
    assert house.indexing.asked == [OWN]


def test_a_search_by_name_needs_no_index(house: House) -> None:
    house.add([LUC])
    browser = house.browser(house.member(RoleName.FIELD))

    browser.get(f"{PEOPLE}?q=dupont")

    assert (found(browser), house.indexing.asked) == (["Luc Dupont"], [])
