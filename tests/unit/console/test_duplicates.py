"""One person twice, in the console: found, compared, merged, led to and parted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.people.person import person_id
from shared.people.roll import PersonUnknown, person_of
from tests.builders import NOON
from tests.unit.console.house import OWN, House, a_person

if TYPE_CHECKING:
    from shared.people.person import Person
    from tests.fakes.console import Browser

PEOPLE = f"/nation/{OWN}/people"
LUC = replace(a_person(), values={**a_person().values, "postcode": "75006", "support_level": 1})
OTHER_ADDRESS = "l.dupont@example.org"
AGAIN = replace(
    LUC,
    person_id=person_id(OTHER_ADDRESS),
    values={**LUC.values, "email": OTHER_ADDRESS, "support_level": 2, "phone": "+33612345678"},
)
COMPARED = f"{PEOPLE}/{LUC.person_id}/merge/{AGAIN.person_id}"


@pytest.fixture
def browser(house: House) -> Browser:
    """A field organiser's, in a nation that knows Luc twice."""
    house.add([LUC, AGAIN, a_person(given="Zoé", family="Arnaud")])
    return house.browser(house.member(RoleName.FIELD))


def stored(house: House, person: Person = LUC) -> Person:
    return person_of(OWN, person.person_id, people=house.reaches[OWN].people, now=NOON.timestamp())


def test_who_may_be_one_is_suggested_and_compared(browser: Browser) -> None:
    browser.get(f"{PEOPLE}/duplicates")
    assert "the same name and postcode" in browser.text
    (pair,) = browser.page.css("a.pairing")
    browser.get("/" + (pair.attributes["href"] or "").partition("$default/")[2])

    assert {OTHER_ADDRESS, str(LUC.values["email"])} <= set(browser.text.split())
    chosen = {node.attributes["name"] for node in browser.page.css("input[type=radio]")}
    assert chosen == {"of-email", "of-support_level"}


def test_merged_both_are_one_with_what_was_chosen_of_each(house: House, browser: Browser) -> None:
    browser.get(COMPARED)
    browser.post(COMPARED, {"of-email": "kept", "of-support_level": "gone"})

    browser.go(browser.led_to)
    values = stored(house).values
    assert (values["email"], values["support_level"], values["phone"]) == (LUC.values["email"], 2, "+33612345678")
    assert "Luc Dupont was merged into this person" in browser.text


def test_the_page_of_who_is_gone_leads_to_who_was_kept(browser: Browser) -> None:
    browser.get(COMPARED)
    browser.post(COMPARED)

    browser.get(f"{PEOPLE}/{AGAIN.person_id}")
    assert browser.led_to == f"{PEOPLE}/{LUC.person_id}"
    browser.get(f"{PEOPLE}?q={OTHER_ADDRESS}")
    assert len(browser.page.css(".rows a")) == 1


def test_parted_again_both_are_as_before(house: House, browser: Browser) -> None:
    browser.get(COMPARED)
    browser.post(COMPARED)
    with pytest.raises(PersonUnknown):
        stored(house, AGAIN)

    browser.go(browser.led_to)
    form = browser.page.css_first("form[action$='/undo']")
    assert form is not None
    browser.post("/" + (form.attributes["action"] or "").partition("$default/")[2])

    assert browser.led_to == f"{PEOPLE}/{AGAIN.person_id}"
    assert (stored(house).values, stored(house, AGAIN).values) == (LUC.values, AGAIN.values)


def test_the_other_record_is_looked_for_by_name_or_address(browser: Browser) -> None:
    path = f"{PEOPLE}/{LUC.person_id}/merge"

    browser.get(path)
    assert [OTHER_ADDRESS in (node.text()) for node in browser.page.css(".rows a")] == [True]
    browser.get(f"{path}?q=arnaud")
    assert "Zoé Arnaud" in browser.text


def test_who_has_not_confirmed_is_not_merged_yet(house: House, browser: Browser) -> None:
    waiting = replace(AGAIN, values={**AGAIN.values, "expires_at": int(NOON.timestamp()) + 60})
    house.add([waiting])
    browser.get(COMPARED)

    response = browser.post(COMPARED)

    assert response.status == 422
    assert "has not confirmed" in browser.text
    assert stored(house, AGAIN) == waiting


def test_nobody_twice_is_told(house: House) -> None:
    house.add([a_person()])
    browser = house.browser(house.member(RoleName.CANDIDATE))

    browser.get(f"{PEOPLE}/duplicates")

    assert "Nobody seems to be here twice" in browser.text
