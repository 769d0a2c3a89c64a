"""Another e-mail address for somebody, in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.people.roll import person_of
from tests.builders import NOON
from tests.unit.console.house import OWN, House, a_person

if TYPE_CHECKING:
    from shared.people.person import Person
    from tests.fakes.console import Browser

LUC, ZOE = a_person(), a_person(given="Zoé", family="Arnaud")
PROFILE = f"/nation/{OWN}/people/{LUC.person_id}"
OLD, NEW = str(LUC.values["email"]), "luc@example.org"


@pytest.fixture
def browser(house: House) -> Browser:
    """A field organiser's, at the form about Luc."""
    house.add([LUC, ZOE])
    browser = house.browser(house.member(RoleName.FIELD))
    browser.get(f"{PROFILE}/edit")
    return browser


def stored(house: House) -> Person:
    return person_of(OWN, LUC.person_id, people=house.reaches[OWN].people, now=NOON.timestamp())


def test_an_address_is_corrected_together_with_other_fields_and_that_undone_from_the_timeline(
    house: House, browser: Browser
) -> None:
    browser.post(f"{PROFILE}/edit", {"email": NEW, "before-email": OLD, "given_name": "Lucien"})

    browser.go(browser.led_to)
    assert (stored(house).values["email"], stored(house).values["given_name"]) == (NEW, "Lucien")
    forms = [node.attributes["action"] or "" for node in browser.page.css("form[action$='/undo']")]
    assert len(forms) == 2
    browser.get(f"/nation/{OWN}/people?q={NEW}")
    assert "Lucien Dupont" in browser.text
    for form in forms:
        browser.get(PROFILE)
        browser.post("/" + form.partition("$default/")[2])

    assert stored(house).values == LUC.values


def test_an_address_of_somebody_else_leads_to_where_both_are_compared(browser: Browser) -> None:
    browser.post(f"{PROFILE}/edit", {"email": str(ZOE.values["email"]), "before-email": OLD})

    assert browser.led_to == f"{PROFILE}/merge/{ZOE.person_id}"


@pytest.mark.parametrize("typed", ["", "luc@", "luc"], ids=["nothing", "half", "a name"])
def test_what_is_no_address_is_marked_and_nothing_is_kept(house: House, browser: Browser, typed: str) -> None:
    response = browser.post(f"{PROFILE}/edit", {"email": typed, "before-email": OLD, "given_name": "Lucien"})

    assert response.status == 422
    assert browser.page.css_first("#email[aria-invalid]") is not None
    assert stored(house) == LUC


def test_whoever_was_erased_is_not_brought_back(house: House, browser: Browser) -> None:
    house.erasures.keep(a_person(given="Ida", family="B").person_id, at=NOON)

    response = browser.post(f"{PROFILE}/edit", {"email": "ida.b@example.org", "before-email": OLD})

    assert response.status == 422
    assert "had their data erased" in browser.text
