"""From the door to the inside: passwords, codes, invitations, the charter, and out again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.access.role import RoleName
from shared.access.sessions import end_everywhere
from shared.access.sign_in import SignInBusy
from shared.console.cookies import GUEST, PENDING, SESSION
from shared.kernel.errors import TransientError
from tests.fakes.sign_in import CODE, NEXT_CODE
from tests.unit.console.house import OWN, PASSWORD, House


def test_a_member_of_a_nation_comes_in_with_a_password(house: House) -> None:
    member = house.with_password(house.member(RoleName.CANDIDATE))
    browser = house.browser()
    browser.get("/sign-in")

    browser.post("/sign-in", {"email": member.email.upper(), "password": PASSWORD})
    browser.go(browser.led_to)

    assert "Jeanne Martin" in browser.text
    assert set(browser.cookies) == {SESSION}


def test_whoever_is_enrolled_gives_a_code_as_well(house: House) -> None:
    member = house.with_password(house.member(RoleName.OWNER), enrolled=True)
    browser = house.browser()
    browser.get("/sign-in")

    browser.post("/sign-in", {"email": member.email, "password": PASSWORD})
    assert browser.led_to == "/second-factor"
    assert SESSION not in browser.cookies
    browser.go("/second-factor")
    browser.post("/second-factor", {"code": "123 456"})

    assert browser.go(browser.led_to).status == 200
    assert "Rollouts" in browser.text


def test_hq_enrols_before_it_comes_in_and_may_not_put_it_off(house: House) -> None:
    member = house.with_password(house.member(RoleName.ORGANISER))
    browser = house.browser()
    browser.get("/sign-in")

    browser.post("/sign-in", {"email": member.email, "password": PASSWORD})
    assert browser.led_to == "/enrol"
    browser.go("/enrol")
    assert browser.page.css_first(".qr svg path") is not None
    assert "Later" not in browser.text
    browser.post("/enrol/later")
    assert browser.led_to == "/sign-in"
    assert SESSION not in browser.cookies


@pytest.mark.parametrize(
    ("email", "password"), [("owner", "wrong"), ("nobody@example.org", PASSWORD), ("no address", PASSWORD), ("", "")]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(house: House, email: str, password: str) -> None:
    member = house.with_password(house.member(RoleName.OWNER))
    browser = house.browser()
    browser.get("/sign-in")

    typed = member.email if email == "owner" else email
    response = browser.post("/sign-in", {"email": typed, "password": password})

    assert response.status == 403
    assert "is not right" in browser.text
    assert SESSION not in browser.cookies


def test_guessing_is_held_off_even_where_the_password_is_right_at_last(house: House) -> None:
    member = house.with_password(house.member(RoleName.CANDIDATE))
    browser = house.browser()
    browser.get("/sign-in")
    for _ in range(10):
        browser.post("/sign-in", {"email": member.email, "password": "wrong"})

    response = browser.post("/sign-in", {"email": member.email, "password": PASSWORD})

    assert response.status == 429
    assert "Too many tries" in browser.text
    house.clock.advance(timedelta(minutes=2))
    assert browser.post("/sign-in", {"email": member.email, "password": PASSWORD}).status == 303


def test_codes_are_not_guessed_by_giving_the_password_again_and_again(house: House) -> None:
    member = house.with_password(house.member(RoleName.OWNER), enrolled=True)
    browser = house.browser()
    statuses = []
    for _ in range(6):
        browser.get("/sign-in")
        statuses.append(browser.post("/sign-in", {"email": member.email, "password": PASSWORD}).status)
        browser.get("/second-factor")
        statuses.append(browser.post("/second-factor", {"code": "000000"}).status)

    assert statuses[:10] == [303, 403] * 5
    assert 429 in statuses[10:]


def test_a_code_that_comes_too_late_asks_to_start_over(house: House) -> None:
    member = house.with_password(house.member(RoleName.OWNER), enrolled=True)
    browser = house.browser()
    browser.get("/sign-in")
    browser.post("/sign-in", {"email": member.email, "password": PASSWORD})
    browser.go(browser.led_to)
    house.sign_in.is_late = True

    browser.post("/second-factor", {"code": CODE})
    assert "Too much time" in browser.text

    house.clock.advance(timedelta(minutes=11))
    browser.get("/second-factor")
    assert browser.led_to == "/sign-in"


def test_a_code_is_good_once_and_the_next_one_half_a_minute_later(house: House) -> None:
    member = house.with_password(house.member(RoleName.OWNER), enrolled=True)
    for code, status in ((CODE, 303), (CODE, 403), (NEXT_CODE, 303)):
        browser = house.browser()
        browser.get("/sign-in")
        browser.post("/sign-in", {"email": member.email, "password": PASSWORD})
        browser.go(browser.led_to)

        assert browser.post("/second-factor", {"code": code}).status == status
        assert ("used already" in browser.text) is (status == 403)
        assert (SESSION in browser.cookies) is (status == 303)


def test_a_code_of_five_digits_is_a_wrong_one(house: House) -> None:
    house.with_password(member := house.member(RoleName.OWNER))
    browser = house.browser()
    browser.get("/sign-in")
    browser.post("/sign-in", {"email": member.email, "password": PASSWORD})
    browser.go("/enrol")

    assert browser.post("/enrol", {"code": "12345"}).status == 403
    assert "not right" in browser.text
    (field,) = browser.page.css("input[name=code]")
    assert field.attributes["pattern"] == " *[0-9]{3} *[0-9]{3} *"


def test_a_whole_headquarters_signs_in_from_one_address_within_a_minute(house: House) -> None:
    for _ in range(60):
        member = house.with_password(house.member(RoleName.ORGANISER), enrolled=True)
        browser = house.browser()
        browser.get("/sign-in")
        assert browser.post("/sign-in", {"email": member.email, "password": PASSWORD}).status == 303
        browser.go("/second-factor")
        assert browser.post("/second-factor", {"code": CODE}).status == 303


def test_too_much_to_do_for_whoever_keeps_passwords_is_told_as_that(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: str) -> None:
        raise SignInBusy("passwords cannot be looked at now")

    browser = house.browser()
    browser.get("/sign-in")
    monkeypatch.setattr(house.sign_in, "try_password", busy)

    assert browser.post("/sign-in", {"email": "a@example.org", "password": PASSWORD}).status == 503
    assert "very busy" in browser.title


@pytest.mark.parametrize("path", ["/second-factor", "/enrol"])
def test_nobody_begins_in_the_middle(house: House, path: str) -> None:
    browser = house.browser()
    browser.cookies[PENDING] = "eyJtZW1iZXJfaWQiOiJ4In0.forged"

    browser.get(path)

    assert browser.led_to == "/sign-in"


def test_a_new_member_accepts_chooses_a_password_enrols_and_reads_the_charter(house: House) -> None:
    path = house.invited(RoleName.CANDIDATE, nation=OWN)
    browser = house.browser()
    browser.get(path)
    assert "Welcome, Ada New" in browser.text

    browser.post(path, {"password": PASSWORD, "again": PASSWORD})
    assert browser.led_to == "/enrol"
    browser.go("/enrol")
    browser.post("/enrol", {"code": CODE})
    browser.go(browser.led_to)
    assert "charter" in browser.text.lower()
    browser.post("/charter", {"agreed": "yes"})
    browser.go(browser.led_to)

    assert "Your figures" in browser.text
    assert [entry.what for entry in house.log.entries][-3:] == [
        "accepted-invitation",
        "enrolled-second-factor",
        "accepted-charter",
    ]


def test_a_member_of_a_nation_may_put_the_second_factor_off(house: House) -> None:
    path = house.invited(RoleName.CANDIDATE, nation=OWN)
    browser = house.browser()
    browser.get(path)
    browser.post(path, {"password": PASSWORD, "again": PASSWORD})
    browser.go(browser.led_to)

    browser.post("/enrol/later")

    assert SESSION in browser.cookies


def test_putting_it_off_leads_in_once(house: House) -> None:
    path = house.invited(RoleName.CANDIDATE, nation=OWN)
    browser = house.browser()
    browser.get(path)
    browser.post(path, {"password": PASSWORD, "again": PASSWORD})
    browser.go(browser.led_to)
    kept, again = dict(browser.cookies), house.browser()
    browser.post("/enrol/later")
    again.cookies |= kept
    again.get("/sign-in")

    again.post("/enrol/later")

    assert again.led_to == "/sign-in"
    assert SESSION not in again.cookies


@pytest.mark.parametrize("meanwhile", ["signed out everywhere", "enrolled"])
def test_what_was_begun_before_all_sessions_ended_leads_nowhere(house: House, meanwhile: str) -> None:
    path = house.invited(RoleName.CANDIDATE, nation=OWN)
    first = house.browser()
    first.get(path)
    first.post(path, {"password": PASSWORD, "again": PASSWORD})
    begun = dict(first.cookies)
    first.go("/enrol")
    if meanwhile == "enrolled":
        first.post("/enrol", {"code": CODE})
    else:
        (member,) = house.everybody()
        end_everywhere(member, by=None, members=house.members, sign_in=house.sign_in, now=house.clock.now())
    second = house.browser()
    second.cookies |= begun
    second.get("/sign-in")

    second.post("/enrol/later")

    assert second.led_to == "/sign-in"
    assert SESSION not in second.cookies


def test_an_invitation_is_good_once(house: House) -> None:
    path = house.invited(RoleName.CANDIDATE, nation=OWN)
    first, second = house.browser(), house.browser()
    second.get(path)
    first.get(path)
    first.post(path, {"password": PASSWORD, "again": PASSWORD})

    assert second.post(path, {"password": "Another phrase, 2 cats.", "again": "Another phrase, 2 cats."}).status == 410
    assert set(house.sign_in.passwords.values()) == {PASSWORD}
    assert second.get("/invitation/" + "0" * 64).status == 410


def test_an_invitation_is_good_for_a_week(house: House) -> None:
    path = house.invited(RoleName.CANDIDATE, nation=OWN)
    house.clock.advance(timedelta(days=7))

    assert house.browser().get(path).status == 410


@pytest.mark.parametrize(
    ("password", "again", "told"), [("short", "short", "too simple"), (PASSWORD, "different", "differ")]
)
def test_a_password_that_will_not_do_leaves_the_invitation_open(
    house: House, password: str, again: str, told: str
) -> None:
    path = house.invited(RoleName.CANDIDATE, nation=OWN)
    browser = house.browser()
    browser.get(path)

    assert browser.post(path, {"password": password, "again": again}).status == 422
    assert told in browser.text
    assert browser.post(path, {"password": PASSWORD, "again": PASSWORD}).status == 303


def test_a_known_member_takes_up_another_role_with_their_own_password_alone(house: House) -> None:
    member = house.with_password(house.member(RoleName.CANDIDATE), enrolled=True)
    path = house.invited(RoleName.OWNER, email=member.email)
    browser = house.browser()
    browser.get(path)
    assert browser.page.css_first("#again") is None

    assert browser.post(path, {"password": "Mine from now on, 1."}).status == 403
    assert house.members.get(member.id) == member
    browser.post(path, {"password": PASSWORD})

    assert browser.led_to == "/second-factor"
    assert house.sign_in.passwords[member.id] == PASSWORD


def test_signing_in_ends_the_session_that_the_browser_had(house: House) -> None:
    member = house.with_password(house.member(RoleName.CANDIDATE))
    browser = house.browser(member)
    before = dict(browser.cookies)
    browser.get("/sign-in")

    browser.post("/sign-in", {"email": member.email, "password": PASSWORD})

    assert browser.cookies[SESSION] != before[SESSION]
    old = house.browser()
    old.cookies |= before
    old.get("/me")
    assert old.led_to.startswith("/sign-in")


def test_signing_out_ends_this_session_and_everywhere_ends_all(house: House) -> None:
    member = house.member(RoleName.CANDIDATE)
    here, there, phone = (house.browser(member) for _ in range(3))
    here.get("/me")
    here.post("/sign-out")
    assert SESSION not in here.cookies
    assert there.get("/me").status == 200

    there.post("/sign-out-everywhere")

    assert phone.get("/me").status == 303
    assert house.sign_in.ended == [member.id]


def test_a_browsers_token_changes_each_hour_and_signs_no_tab_out(house: House) -> None:
    here = house.browser(house.member(RoleName.CANDIDATE))
    here.get("/me")
    form, before = here.hidden, dict(here.cookies)
    house.clock.advance(timedelta(hours=1))
    under_way = house.browser()
    under_way.cookies |= before

    here.get("/me")
    under_way.get(f"/nation/{OWN}")

    assert here.cookies[SESSION] == under_way.cookies[SESSION] != before[SESSION]
    assert here.post("/me/language", {**form, "language": "fr"}).status == 303
    house.clock.advance(timedelta(seconds=31))
    under_way.cookies |= before
    under_way.get("/me")
    assert under_way.led_to.startswith("/sign-in")
    assert here.get("/me").status == 200


def test_a_browser_keeps_its_token_no_longer_than_the_session_lasts(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    house.clock.advance(timedelta(hours=5))

    (cookie,) = browser.get("/me").cookies

    assert f"Max-Age={7 * 3600};" in cookie


def test_an_answer_comes_without_its_token_rather_than_not_at_all(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def throttled(*_: object, **__: object) -> bool:
        raise TransientError("the table is throttled")

    browser = house.browser(house.member(RoleName.CANDIDATE))
    house.clock.advance(timedelta(hours=1))
    with monkeypatch.context() as patched:
        patched.setattr(house.desk.sessions, "succeed", throttled)
        response = browser.get("/me")

    assert (response.status, response.cookies) == (200, ())
    assert browser.get("/me").cookies != ()


def test_files_that_caches_keep_bring_no_token(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    house.clock.advance(timedelta(hours=1))
    (style,) = (name for name in house.desk.pages.assets if name.endswith(".css"))

    assert browser.get(f"/assets/{style}").cookies == ()


def test_signing_out_ends_the_token_of_before_as_well(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    before = dict(browser.cookies)
    house.clock.advance(timedelta(hours=1))
    browser.get("/me")

    browser.post("/sign-out")

    old = house.browser()
    old.cookies |= before
    assert old.get("/me").status == 303
    assert set(browser.cookies) <= {GUEST}


def test_the_page_that_was_wanted_comes_after_signing_in(house: House) -> None:
    member = house.with_password(house.member(RoleName.CANDIDATE))
    browser = house.browser()

    browser.go(f"/nation/{OWN}/team")
    browser.post("/sign-in", {"email": member.email, "password": PASSWORD})

    assert browser.led_to == f"/nation/{OWN}/team"


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example/me", "/\\evil.example", "/sign-in", "/no/such/page", "/me?x", "me"]
)
def test_signing_in_leads_to_pages_of_ours_alone(house: House, to: str) -> None:
    member = house.with_password(house.member(RoleName.CANDIDATE))
    browser = house.browser()
    browser.get("/sign-in")

    browser.post("/sign-in", {"email": member.email, "password": PASSWORD, "to": to})

    assert browser.led_to == "/"


def test_the_charter_must_be_agreed_to_as_it_now_is(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE, charter=None))
    browser.get("/charter")

    assert browser.post("/charter").status == 422
    assert browser.post("/charter", {"agreed": "yes", "version": "0"}).status == 422
    assert browser.get("/me").status == 303


def test_a_guests_form_has_a_token_of_its_own(house: House) -> None:
    browser = house.browser()
    browser.get("/sign-in")

    assert browser.hidden["csrf"] == browser.cookies[GUEST]
    assert browser.post("/sign-in", {"csrf": "x"}).status == 400
