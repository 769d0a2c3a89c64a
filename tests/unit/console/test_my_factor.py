"""One's own second factor: set up by whoever put it off, changed by whoever has another phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.console.cookies import SESSION
from tests.builders import NOON
from tests.fakes.sign_in import CODE, NEXT_CODE
from tests.unit.console.house import OWN, PASSWORD, House

if TYPE_CHECKING:
    from shared.access.member import Member
    from tests.fakes.console import Browser


def enrolled(house: House, role: RoleName = RoleName.CANDIDATE) -> tuple[Member, Browser]:
    """Return a member who set a second factor up on their own account, and the browser in which they did."""
    member = house.with_password(house.member(role))
    browser = house.browser(member, second_factor=False)
    browser.get("/me/second-factor")
    browser.post("/me/second-factor", {"password": PASSWORD})
    browser.go("/enrol")
    browser.post("/enrol", {"code": CODE})
    return member, browser


def test_whoever_wants_an_export_is_led_to_a_second_factor_and_back(house: House) -> None:
    member = house.with_password(house.member(RoleName.CANDIDATE))
    browser = house.browser(member, second_factor=False)
    browser.get(f"/nation/{OWN}/exports")
    assert browser.page.css_first("#segment") is None
    (way,) = [
        link.attributes["href"] or "" for link in browser.page.css("main .notice a") if "Set one up" in link.text()
    ]

    browser.get("/" + way.split("/$default/")[-1])
    browser.post("/me/second-factor", {"password": PASSWORD})
    assert browser.led_to == "/enrol"
    browser.go("/enrol")
    browser.post("/enrol", {"code": CODE})

    assert browser.led_to == f"/nation/{OWN}/exports"
    browser.go(browser.led_to)
    assert browser.page.css_first("#segment") is not None
    assert browser.post(f"/nation/{OWN}/exports").status == 303


def test_from_then_on_a_code_is_asked_at_each_signing_in(house: House) -> None:
    member, _ = enrolled(house)
    browser = house.browser()
    browser.get("/sign-in")

    browser.post("/sign-in", {"email": member.email, "password": PASSWORD})

    assert browser.led_to == "/second-factor"


def test_ones_own_page_says_how_one_signs_in_and_leads_there(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE), second_factor=False)
    browser.get("/me")
    assert "Set up a second factor" in browser.text

    _, browser = enrolled(house)
    browser.go("/me")
    assert "Change your phone or your app" in browser.text


def test_a_second_factor_that_is_set_up_ends_all_other_sessions_and_is_in_the_log(house: House) -> None:
    member = house.with_password(house.member(RoleName.CANDIDATE))
    elsewhere = house.browser(member, second_factor=False)
    elsewhere.get("/me")
    here = house.browser(member, second_factor=False)
    before = here.cookies[SESSION]
    here.get("/me/second-factor")
    here.post("/me/second-factor", {"password": PASSWORD})
    here.go("/enrol")
    here.post("/enrol", {"code": CODE})

    assert here.cookies[SESSION] != before
    assert here.go("/me").status == 200
    assert elsewhere.get("/me").status == 303
    last = house.log.entries[-1]
    assert (last.what, last.who, last.nation, last.about) == ("enrolled-second-factor", member.id, None, {})
    stored = house.members.get(member.id)
    assert stored is not None
    assert stored.enrolled_at == NOON


def test_another_phone_takes_the_password_and_a_code_of_the_one_before(house: House) -> None:
    _, browser = enrolled(house)
    browser.get("/me/second-factor")
    browser.post("/me/second-factor", {"password": PASSWORD})
    assert browser.led_to == "/second-factor"
    browser.go("/second-factor")
    assert browser.post("/second-factor", {"code": CODE}).status == 403

    browser.post("/second-factor", {"code": NEXT_CODE})
    assert browser.led_to == "/enrol"
    browser.go("/enrol")

    assert "former app" in browser.text
    assert "Later" not in browser.text
    house.sign_in.used.clear()
    browser.post("/enrol", {"code": CODE})
    assert browser.led_to == "/me"


def test_a_session_alone_changes_no_second_factor(house: House) -> None:
    member, browser = enrolled(house)
    browser.get("/me/second-factor")

    assert browser.post("/me/second-factor", {"password": "not mine"}).status == 403
    assert "not right" in browser.text
    assert browser.get("/enrol").status == 303
    assert member.id in house.sign_in.enrolled


def test_passwords_are_not_guessed_there_either(house: House) -> None:
    browser = house.browser(house.with_password(house.member(RoleName.CANDIDATE)))
    browser.get("/me/second-factor")

    answers = [browser.post("/me/second-factor", {"password": "guess"}).status for _ in range(11)]

    assert answers == [403] * 10 + [429]


@pytest.mark.parametrize("role", [RoleName.CANDIDATE, RoleName.OWNER])
def test_a_change_that_was_left_half_way_is_finished_at_the_next_signing_in(house: House, role: RoleName) -> None:
    member, browser = enrolled(house, role)
    browser.get("/me/second-factor")
    browser.post("/me/second-factor", {"password": PASSWORD})
    browser.go("/second-factor")
    browser.post("/second-factor", {"code": NEXT_CODE})
    browser.go("/enrol")
    later = house.browser()
    later.get("/sign-in")

    later.post("/sign-in", {"email": member.email, "password": PASSWORD})

    assert later.led_to == "/enrol"
    later.go("/enrol")
    later.post("/enrol/later")
    assert SESSION not in later.cookies


def test_whoever_is_inside_and_would_rather_not_goes_back_to_where_they_were(house: House) -> None:
    browser = house.browser(house.with_password(house.member(RoleName.CANDIDATE)), second_factor=False)
    before = browser.cookies[SESSION]
    browser.get(f"/me/second-factor?to=/nation/{OWN}/exports")
    browser.post("/me/second-factor", {"password": PASSWORD})
    browser.go("/enrol")

    browser.post("/enrol/later")

    assert browser.led_to == f"/nation/{OWN}/exports"
    assert browser.cookies == {SESSION: before}


def test_a_member_who_is_called_to_hq_meanwhile_is_led_to_a_second_factor(house: House) -> None:
    member = house.with_password(house.member(RoleName.CANDIDATE))
    browser = house.browser(member, second_factor=False)
    house.give(member, RoleName.ORGANISER, None)

    assert browser.get("/hq").status == 403

    assert browser.page.css_first('main a[href$="me/second-factor"]') is not None
    assert browser.get("/me/second-factor").status == 200


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/sign-in", "/no/such/page"])
def test_it_leads_back_to_pages_of_ours_alone(house: House, to: str) -> None:
    browser = house.browser(house.with_password(house.member(RoleName.CANDIDATE)), second_factor=False)

    browser.get(f"/me/second-factor?to={to}")

    assert browser.field("to") == "/me"
