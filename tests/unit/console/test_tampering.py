"""What somebody plants in another's browser, or takes from it, opens nothing: sessions, tokens of forms, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.console.cookies import GUEST, PENDING, SESSION
from tests.unit.console.house import OWN, PASSWORD, House

if TYPE_CHECKING:
    from shared.access.member import Member
    from tests.fakes.console import Browser

PLANTED = "a" * 64


@pytest.fixture
def member(house: House) -> Member:
    return house.with_password(house.member(RoleName.CANDIDATE))


def sign_in(browser: Browser, member: Member, **fields: str) -> None:
    browser.get("/sign-in")
    browser.post("/sign-in", {"email": member.email, "password": PASSWORD, **fields})


def test_a_session_that_was_planted_before_signing_in_is_not_the_one_afterwards(house: House, member: Member) -> None:
    browser, thief = house.browser(), house.browser()
    browser.cookies[SESSION] = thief.cookies[SESSION] = PLANTED

    sign_in(browser, member)

    assert browser.cookies[SESSION] != PLANTED
    thief.get("/me")
    assert thief.led_to.startswith("/sign-in")


def test_a_session_of_a_thief_is_ended_by_whoever_signs_in_over_it(house: House, member: Member) -> None:
    thief = house.browser(house.member(RoleName.READER))
    victim = house.browser()
    victim.cookies[SESSION] = thief.cookies[SESSION]

    sign_in(victim, member)

    thief.get("/me")
    assert thief.led_to.startswith("/sign-in")
    assert member.name in victim.go("/me").body


def test_the_token_of_a_guests_form_is_good_for_nothing_inside(house: House, member: Member) -> None:
    browser = house.browser()
    browser.get("/sign-in")
    guest = browser.cookies[GUEST]
    sign_in(browser, member)
    browser.get("/me")

    response = browser.post("/me/language", {"csrf": guest, "language": "fr"})

    assert response.status == 400


def test_the_token_of_one_session_is_good_for_no_other(house: House, member: Member) -> None:
    mine, theirs = house.browser(member), house.browser(house.member(RoleName.CANDIDATE))
    theirs.get("/me")
    token = theirs.hidden["csrf"]
    mine.get("/me")

    assert mine.post("/me/language", {"csrf": token, "language": "fr"}).status == 400
    mine.get("/me")
    assert mine.post("/me/language", {"language": "fr"}).status == 303


@pytest.mark.parametrize("planted", ["", "short", "é" * 64, "0" * 64 + "\r\nx: y"])
def test_a_guests_token_that_is_none_of_ours_is_replaced(house: House, planted: str) -> None:
    browser = house.browser()
    browser.cookies[GUEST] = planted

    browser.get("/sign-in")

    assert browser.cookies[GUEST] != planted
    assert browser.hidden["csrf"] == browser.cookies[GUEST]


def test_half_a_signing_in_is_sealed_to_its_member(house: House, member: Member) -> None:
    owner = house.with_password(house.member(RoleName.OWNER), enrolled=True)
    browser = house.browser()
    sign_in(browser, owner)
    body, _, signature = browser.cookies[PENDING].rpartition(".")

    browser.cookies[PENDING] = f"{body[:-2]}AA.{signature}"
    browser.get("/second-factor")

    assert browser.led_to == "/sign-in"


@pytest.mark.parametrize(
    "to",
    [
        *("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/%2f%2fevil.example"),
        *("/sign-in", "/forgotten", "/new-password/0", "/nation//evil.example/people", "\t//evil.example"),
    ],
)
def test_nobody_is_led_away_or_round_in_circles(house: House, member: Member, to: str) -> None:
    browser = house.browser()

    sign_in(browser, member, to=to)

    assert browser.led_to in {"/", f"/nation/{OWN}"}


def test_a_deed_is_done_by_a_form_alone(house: House, member: Member) -> None:
    browser = house.browser(member)

    for path in ("/sign-out", "/me/language?language=fr", f"/nation/{OWN}/team/withdraw"):
        assert browser.get(path).status == 404
    assert house.browser(member).get("/me").status == 200


def test_an_invitation_for_one_member_does_not_change_whose_session_it_is_opened_in(
    house: House, member: Member
) -> None:
    other = house.with_password(house.member(RoleName.READER))
    browser = house.browser(member)
    path = house.invited(RoleName.FIELD, nation=OWN, email=other.email)
    browser.get(path)

    response = browser.post(path, {"password": "wrong"})

    assert response.status == 403
    assert member.name in browser.go("/me").body


@pytest.mark.parametrize("origin", ["http://[", "https://[::1", "null", "https://", "console.example"])
def test_a_page_that_comes_from_nowhere_is_none_of_ours(house: House, member: Member, origin: str) -> None:
    browser = house.browser(member)
    browser.get("/me")

    assert browser.post("/me/language", {"language": "fr"}, origin=origin).status == 400
