"""A withdrawal and an erasure that somebody asked for by phone, in the console."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.people.roll import PersonUnknown, person_of
from shared.rollouts.rollout import RolloutState
from tests.builders import NOON, a_rollout
from tests.unit.console.house import OTHER, OWN, House, a_person

if TYPE_CHECKING:
    from shared.people.person import Person
    from tests.fakes.console import Browser

LUC = replace(a_person(), consents={"email": {"given": True, "by": "column Optin"}})
PROFILE = f"/nation/{OWN}/people/{LUC.person_id}"


@pytest.fixture
def browser(house: House) -> Browser:
    """A field organiser's, in a nation that may write to Luc."""
    house.add([LUC])
    return house.browser(house.member(RoleName.FIELD))


def stored(house: House) -> Person:
    return person_of(OWN, LUC.person_id, people=house.reaches[OWN].people, now=NOON.timestamp())


def deeds(house: House) -> list[str]:
    return [entry.what for entry in house.log.page(OWN, limit=9).elements]


def test_a_withdrawal_by_phone_is_written_down_and_told_on_the_profile(house: House, browser: Browser) -> None:
    browser.get(PROFILE)
    assert browser.page.css_first(f"a[href$='{PROFILE}/withdraw']") is not None
    browser.get(f"{PROFILE}/withdraw")
    assert "e-mails · agreed to" in " ".join(browser.text.split())

    browser.post(f"{PROFILE}/withdraw", {"purpose": "mail", "reason": "by phone to Anne"})

    browser.go(browser.led_to)
    assert not stored(house).mailable
    assert "Withdrew" in browser.text
    assert deeds(house) == ["recorded-withdrawal"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [({"reason": "by phone"}, "Choose what"), ({"purpose": "mail", "reason": ""}, "Write how")],
    ids=["nothing chosen", "no reason"],
)
def test_what_is_missing_is_told_and_what_was_chosen_is_kept(
    house: House, browser: Browser, sent: dict[str, str], told: str
) -> None:
    browser.get(f"{PROFILE}/withdraw")

    assert browser.post(f"{PROFILE}/withdraw", sent).status == 422

    assert told in browser.text
    assert len(browser.page.css("input[checked]")) == ("purpose" in sent)
    assert stored(house).mailable


def test_somebody_is_erased_once_their_address_is_typed(house: House, browser: Browser) -> None:
    browser.get(f"{PROFILE}/erase")
    assert browser.post(f"{PROFILE}/erase", {"typed": "Luc Dupont"}).status == 422
    assert "not an address or number of this person" in browser.text
    assert stored(house)

    browser.post(f"{PROFILE}/erase", {"typed": str(LUC.values["email"])})

    browser.go(browser.led_to)
    assert "nothing of them is kept" in browser.text
    with pytest.raises(PersonUnknown):
        stored(house)
    assert house.erasures.bars(LUC.person_id, OWN)
    assert not house.erasures.bars(LUC.person_id, OTHER)
    assert deeds(house) == ["erased-person"]


def test_nobody_is_erased_while_an_import_might_bring_them_back(house: House, browser: Browser) -> None:
    house.rollouts.create(a_rollout(state=RolloutState.IMPORTING))
    browser.get(f"{PROFILE}/erase")

    assert browser.post(f"{PROFILE}/erase", {"typed": str(LUC.values["email"])}).status == 422

    assert "importing people at this moment" in browser.text
    assert stored(house)


@pytest.mark.parametrize("page", ["withdraw", "erase"])
def test_who_only_reads_finds_neither(house: House, browser: Browser, page: str) -> None:
    reader = house.browser(house.member(RoleName.READER))

    assert reader.get(f"{PROFILE}/{page}").status in {403, 404}
    reader.get(PROFILE)
    assert reader.page.css_first(f"a[href$='/{page}']") is None
