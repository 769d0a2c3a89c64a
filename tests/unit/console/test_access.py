"""What members do about their own access: a forgotten password, their language, leaving; and who has others leave."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.access.posting import LetterKind, token_for
from shared.access.role import RoleName
from tests.unit.console.house import OTHER, OWN, PASSWORD, House

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from tests.fakes.console import Browser

NEW = "Une autre phrase, 2 chats."


def ask(house: House, email: str) -> Browser:
    """Ask for a new password, and return the browser that shows the answer."""
    browser = house.browser()
    browser.get("/forgotten")
    browser.post("/forgotten", {"email": email})
    return browser


def link(house: House) -> str:
    """Return the path of the link that was posted last."""
    letter = list(house.members.post.letters.values())[-1]
    assert letter.kind is LetterKind.PASSWORD
    return f"/new-password/{token_for(letter, house.desk.keys.keys())}"


def choose(browser: Browser, path: str, password: str = NEW, again: str = NEW) -> int:
    """Open a link, fill in a password if it leads somewhere, and return the last answer's status."""
    opened = browser.get(path).status
    return opened if opened != 200 else browser.post(path, {"password": password, "again": again}).status


@pytest.fixture
def member(house: House) -> Member:
    return house.with_password(house.member(RoleName.CANDIDATE))


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(house: House, member: Member) -> None:
    inside = house.browser(member)
    ask(house, member.email.upper())

    guest = house.browser()
    assert choose(guest, link(house)) == 200

    assert house.sign_in.passwords[member.id] == NEW
    assert "signed out everywhere" in guest.text
    assert inside.go("/me").status == 200
    assert inside.title == "Sign in"
    assert choose(house.browser(), link(house), PASSWORD, PASSWORD) == 410
    assert house.sign_in.passwords[member.id] == NEW


def test_a_link_brings_nobody_in_and_the_second_factor_stays(house: House) -> None:
    owner = house.with_password(house.member(RoleName.OWNER), enrolled=True)
    ask(house, owner.email)
    browser = house.browser()
    choose(browser, link(house))

    browser.get("/sign-in")
    browser.post("/sign-in", {"email": owner.email, "password": NEW})

    assert browser.led_to == "/second-factor"


@pytest.mark.parametrize("email", ["nobody@example.org", "a member"])
def test_nobody_learns_from_asking_who_is_a_member(house: House, member: Member, email: str) -> None:
    typed = member.email if email == "a member" else email

    browser = ask(house, typed)

    assert browser.text.startswith("Plein Jour Forgotten password If this address has access, a message is on its way")
    assert len(house.members.post.letters) == 1


def test_a_link_of_nobody_leads_nowhere(house: House) -> None:
    ask(house, "nobody@example.org")

    assert house.browser().get(link(house)).status == 410


def test_two_at_once_behind_one_link_set_one_password(
    house: House, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(house, member.email)
    set_password, second = house.sign_in.set_password, house.browser()
    second.get(link(house))

    def meanwhile(member_id: str, password: str) -> None:
        """Set a password; while that goes on somebody else sends theirs."""
        set_password(member_id, password)
        if password == NEW:
            assert second.post(link(house), {"password": PASSWORD, "again": PASSWORD}).status == 503

    monkeypatch.setattr(house.sign_in, "set_password", meanwhile)

    assert choose(house.browser(), link(house)) == 200

    assert house.sign_in.passwords[member.id] == NEW
    second.get("/sign-in")
    assert second.post(link(house), {"password": PASSWORD, "again": PASSWORD}).status == 410


def test_two_at_once_behind_one_invitation_choose_one_password(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    path = house.invited(RoleName.CANDIDATE, nation=OWN)
    set_password, first, second = house.sign_in.set_password, house.browser(), house.browser()
    first.get(path)
    second.get(path)

    def meanwhile(member_id: str, password: str) -> None:
        """Set a password; while that goes on somebody else sends theirs."""
        if password == NEW:
            assert second.post(path, {"password": PASSWORD, "again": PASSWORD}).status == 503
        set_password(member_id, password)

    monkeypatch.setattr(house.sign_in, "set_password", meanwhile)

    assert first.post(path, {"password": NEW, "again": NEW}).status == 303

    assert set(house.sign_in.passwords.values()) == {NEW}


@pytest.mark.parametrize("when", ["before", "after"])
def test_whoever_saw_a_link_that_was_used_meanwhile_sets_nothing(
    house: House, member: Member, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """The other one is there and gone again between the look at the link and the hand on the password."""
    ask(house, member.email)
    first, second, path = house.browser(), house.browser(), link(house)
    take = house.desk.tries.take

    def late(key: str, **rules: Any) -> datetime | None:
        monkeypatch.setattr(house.desk.tries, "take", take)
        assert choose(first, path) == 200
        return take(key, **rules)

    second.get(path)
    if when == "before":
        assert choose(first, path) == 200
        second.get("/sign-in")
    else:
        monkeypatch.setattr(house.desk.tries, "take", late)

    answer = second.post(path, {"password": PASSWORD, "again": PASSWORD})

    assert answer.status == (410 if when == "before" else 503)
    assert house.sign_in.passwords[member.id] == NEW


def test_an_invitation_that_was_accepted_meanwhile_sets_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    path = house.invited(RoleName.CANDIDATE, nation=OWN)
    first, second, take = house.browser(), house.browser(), house.desk.tries.take
    first.get(path)
    second.get(path)

    def late(key: str, **rules: Any) -> datetime | None:
        monkeypatch.setattr(house.desk.tries, "take", take)
        assert first.post(path, {"password": NEW, "again": NEW}).status == 303
        return take(key, **rules)

    monkeypatch.setattr(house.desk.tries, "take", late)

    assert second.post(path, {"password": PASSWORD, "again": PASSWORD}).status == 503

    assert set(house.sign_in.passwords.values()) == {NEW}


def test_a_password_is_chosen_anew_right_after_it_was_chosen(house: House, member: Member) -> None:
    for password in (NEW, PASSWORD):
        ask(house, member.email)
        assert choose(house.browser(), link(house), password, password) == 200

    assert house.sign_in.passwords[member.id] == PASSWORD


def test_a_link_works_for_an_hour(house: House, member: Member) -> None:
    ask(house, member.email)
    house.clock.advance(timedelta(minutes=61))

    assert choose(house.browser(), link(house)) == 410


def test_all_links_of_before_are_void_once_one_was_used(house: House, member: Member) -> None:
    ask(house, member.email)
    first = link(house)
    ask(house, member.email)

    assert choose(house.browser(), link(house)) == 200
    assert choose(house.browser(), first) == 410


@pytest.mark.parametrize(("password", "again"), [("short", "short"), (NEW, "another"), ("", "")])
def test_a_password_that_will_not_do_leaves_the_link_good(
    house: House, member: Member, password: str, again: str
) -> None:
    ask(house, member.email)
    browser = house.browser()

    assert choose(browser, link(house), password, again) == 422
    assert house.sign_in.passwords[member.id] == PASSWORD
    assert choose(browser, link(house)) == 200


def test_nobodys_mailbox_is_filled_by_asking_again_and_again(house: House, member: Member) -> None:
    statuses = [ask(house, member.email).last.status for _ in range(5)]  # type: ignore[union-attr] # it has just been answered

    assert statuses == [200, 200, 200, 429, 429]
    assert len(house.members.post.letters) == 3


def test_one_address_does_not_ask_for_everybody(house: House) -> None:
    statuses = [ask(house, f"somebody{number}@example.org").last.status for number in range(21)]  # type: ignore[union-attr] # it has just been answered

    assert statuses[-1] == 429


def test_asking_for_letters_takes_no_try_of_signing_in(house: House, member: Member) -> None:
    for _ in range(4):
        ask(house, member.email)
    browser = house.browser()
    browser.get("/sign-in")

    assert browser.post("/sign-in", {"email": member.email, "password": PASSWORD}).status == 303


def test_what_is_no_address_is_told_beside_the_field(house: House) -> None:
    browser = ask(house, "no address")

    assert browser.last is not None
    assert browser.last.status == 422
    assert house.members.post.letters == {}


def test_the_console_speaks_the_language_that_a_member_chooses(house: House, member: Member) -> None:
    browser = house.browser(member)
    browser.get("/me")

    browser.post("/me/language", {"language": "fr"})
    browser.get("/me")

    assert "Vos droits" in browser.text
    assert house.log.entries[-1].about == {"language": "fr"}


def test_a_language_that_we_do_not_speak_changes_nothing(house: House, member: Member) -> None:
    browser = house.browser(member)
    browser.get("/me")

    browser.post("/me/language", {"language": "../fr"})

    assert house.members.get(member.id) == member


def test_whoever_leaves_is_forgotten_with_their_roles(house: House, member: Member) -> None:
    browser = house.browser(member)
    browser.get("/me/leave")

    browser.post("/me/leave", {"sure": "yes"})

    assert browser.led_to == "/sign-in"
    assert house.members.get(member.id) is None
    assert house.members.team(OWN).standings == ()
    assert not house.sign_in.is_known(member.id)
    assert [entry.what for entry in house.log.entries][-2:] == ["revoked-role", "removed-member"]
    assert browser.go("/me").status == 200
    assert browser.title == "Sign in"


def test_leaving_wants_a_word_of_agreement(house: House, member: Member) -> None:
    browser = house.browser(member)
    browser.get("/me/leave")

    assert browser.post("/me/leave").status == 422
    assert house.members.get(member.id) is not None


def test_the_last_owner_stays(house: House) -> None:
    owner = house.member(RoleName.OWNER)
    browser = house.browser(owner)
    browser.get("/me/leave")

    assert browser.post("/me/leave", {"sure": "yes"}).status == 422
    assert "last owner" in browser.text
    assert house.members.get(owner.id) is not None


def test_an_owner_sees_all_that_a_member_holds_and_has_them_go(house: House, member: Member) -> None:
    house.give(member, RoleName.READER, OTHER)
    browser = house.browser(house.member(RoleName.OWNER))
    path = f"/hq/members/{member.id}"

    browser.get(path)
    assert (OWN in browser.text, OTHER in browser.text) == (True, True)
    browser.post(path, {"sure": "yes"})

    assert browser.led_to == "/hq/team"
    assert house.members.get(member.id) is None
    assert (house.members.team(OWN).standings, house.members.team(OTHER).standings) == ((), ())


def test_an_owner_signs_somebody_out_wherever_they_are(house: House, member: Member) -> None:
    inside, browser = house.browser(member), house.browser(house.member(RoleName.OWNER))
    browser.get(f"/hq/members/{member.id}")
    assert "Sign this person out everywhere" in browser.text

    browser.post(f"/hq/members/{member.id}/sign-out")

    assert browser.led_to == f"/hq/members/{member.id}"
    assert inside.get("/me").status == 303
    assert house.sign_in.ended == [member.id]


def test_whoever_comes_back_after_leaving_chooses_a_new_password(house: House, member: Member) -> None:
    browser = house.browser(member)
    browser.get("/me/leave")
    browser.post("/me/leave", {"sure": "yes"})

    guest = house.browser()
    guest.get(house.invited(RoleName.READER, nation=OWN, email=member.email))

    assert "Choose a password" in guest.text


def test_an_invitation_from_the_team_page_is_mailed_with_the_campaigns_name(house: House, member: Member) -> None:
    browser = house.browser(member)
    browser.get(f"/nation/{OWN}/team")

    browser.post(f"/nation/{OWN}/team/invite", {"name": "Luc", "email": "luc@example.org", "role": "reader"})

    [letter] = house.members.post.letters.values()
    assert (letter.email, letter.place, letter.role) == ("luc@example.org", "Paris 6e avec Jeanne Martin", "reader")
    assert str(token_for(letter, house.desk.keys.keys())) in browser.text


def test_an_invitation_that_ran_out_is_seen_and_made_again(house: House, member: Member) -> None:
    house.invited(RoleName.READER, nation=OWN, email="late@example.org")
    house.clock.advance(timedelta(days=8))
    browser = house.browser(member)
    browser.get(f"/nation/{OWN}/team")
    assert "invitation ran out on" in browser.text

    form = next(form for form in browser.page.css("form") if "Invite again" in form.text())
    fields = {node.attributes["name"]: node.attributes["value"] for node in form.css("input")}
    browser.post(f"/nation/{OWN}/team/invite", {str(name): str(value) for name, value in fields.items()})

    [invitation] = house.members.team(OWN).invitations
    assert (invitation.email, invitation.is_open(house.clock.now())) == ("late@example.org", True)
