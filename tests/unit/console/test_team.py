"""A team in the console: a role until a day, an invitation made again, and what ends with a role that is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from shared.access.charter import VERSION
from shared.access.inviting import Offer, accept, invite
from shared.access.role import RoleName
from tests.unit.console.house import OTHER, OWN

if TYPE_CHECKING:
    from shared.access.invitation import Invitation
    from shared.access.member import Member
    from tests.fakes.console import Browser
    from tests.unit.console.house import House

TEAM = f"/nation/{OWN}/team"
PARIS = ZoneInfo("Europe/Paris")
AFTER_VOTE = datetime(2027, 6, 21, tzinfo=PARIS)


@pytest.fixture
def candidate(house: House) -> Member:
    return house.member(RoleName.CANDIDATE, name="Jeanne Martin")


@pytest.fixture
def browser(house: House, candidate: Member) -> Browser:
    browser = house.browser(candidate)
    browser.get(TEAM)
    return browser


def ask(browser: Browser, **form: str) -> int:
    """Have the team's page invite somebody."""
    browser.get(TEAM)
    fields = {
        "csrf": browser.hidden["csrf"],
        "name": "Noor",
        "email": "noor@example.org",
        "role": "reader",
        "until": "",
    }
    return browser.post(f"{TEAM}/invite", fields | form).status


def press(browser: Browser, word: str) -> int:
    """Send the form of the page whose button has a word on it, as it stands."""
    form = next(form for form in browser.page.css("main form") if word in form.text())
    fields = {str(node.attributes["name"]): str(node.attributes["value"]) for node in form.css("input")}
    return browser.post(TEAM + str(form.attributes["action"]).rpartition("/team")[2], fields).status


def a_week_later(house: House, member: Member) -> Browser:
    """Return the browser of a member who looks at the team once its invitations ran out."""
    house.clock.advance(timedelta(days=8))
    browser = house.browser(member)
    browser.get(TEAM)
    return browser


def only_invitation(house: House) -> Invitation:
    (invitation,) = house.members.team(OWN).invitations
    return invitation


def joined(house: House, giver: Member | None, role: RoleName, name: str, until: datetime | None = None) -> Member:
    """Return somebody whom a member of the team brought in, or the operator, and who has read the charter."""
    email, now = f"{name.lower()}@example.org", house.clock.now()
    offer = Offer(email=email, name=name, language="en", role=role, nation=OWN, until=until)
    invitation, _ = invite(offer, giver=giver, members=house.members, now=now, draw=house.desk.draw)
    member = accept(invitation, members=house.members, now=now, draw=house.desk.draw)
    house.members.members[member.id] = replace(house.members.members[member.id], charter=VERSION)
    return replace(member, charter=VERSION)


def test_a_role_is_given_through_a_day_by_the_nations_clock(house: House, browser: Browser) -> None:
    assert ask(browser, until="2027-06-20") == 200

    assert only_invitation(house).until == AFTER_VOTE
    assert "Noor reader given by Jeanne Martin, until June 20, 2027" in browser.text


def test_without_a_day_a_role_lasts_as_long_as_its_givers(house: House, browser: Browser) -> None:
    assert ask(browser) == 200

    assert only_invitation(house).until is None


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2027-05-10", "a day to come"),
        ("soon", "a day to come"),
        ("9999-12-31", "a day to come"),
        ("2027-06-21", "longer than you hold it"),
    ],
)
def test_a_day_that_cannot_be_given_is_told_and_what_was_typed_stays(house: House, until: str, told: str) -> None:
    browser = house.browser(joined(house, None, RoleName.DIRECTOR, "Hana", AFTER_VOTE))

    assert ask(browser, until=until, role="field-organiser") == 422

    assert told in browser.text
    assert (browser.field("name"), browser.field("until")) == ("Noor", until)
    assert [each.attributes["value"] for each in browser.page.css("option[selected]")] == ["field-organiser"]
    assert house.members.team(OWN).invitations == ()


def test_hq_is_told_that_somebody_stands_already(house: House, candidate: Member) -> None:
    browser = house.browser(house.member(RoleName.ORGANISER))
    browser.get(f"/nation/{OWN}/team")
    typed = {"name": "Hugo", "email": "hugo@example.org", "role": "candidate"}

    assert browser.post(f"/nation/{OWN}/team/invite", typed).status == 422

    assert "Somebody stands there already" in browser.text
    assert house.members.team(OWN).invitations == ()


def test_nobody_is_offered_a_role_by_themselves(browser: Browser, candidate: Member) -> None:
    assert ask(browser, email=candidate.email) == 422

    assert "Nobody invites themselves" in browser.text


def test_an_invitation_made_again_offers_what_it_did_until_the_same_day(
    house: House, browser: Browser, candidate: Member
) -> None:
    ask(browser, until="2027-06-20")
    first = only_invitation(house)
    browser = a_week_later(house, candidate)

    assert press(browser, "Invite again") == 200

    again = only_invitation(house)
    assert again.digest != first.digest
    assert (again.until, again.role, again.name) == (AFTER_VOTE, RoleName.READER, "Noor")
    assert again.is_open(house.clock.now())


def test_a_role_whose_day_is_over_is_not_offered_again_without_end(
    house: House, browser: Browser, candidate: Member
) -> None:
    ask(browser, until="2027-05-12")
    browser = a_week_later(house, candidate)

    assert press(browser, "Invite again") == 422

    assert "a day to come" in browser.text


def test_an_invitation_that_was_accepted_meanwhile_is_not_made_again(house: House, browser: Browser) -> None:
    ask(browser)
    browser.get(TEAM)
    accept(only_invitation(house), members=house.members, now=house.clock.now(), draw=house.desk.draw)

    assert press(browser, "Invite again") == 422

    assert "no longer waits" in browser.text
    assert house.members.team(OWN).invitations == ()


def test_the_last_day_of_a_role_is_told_by_the_nations_clock(house: House) -> None:
    browser = house.browser(joined(house, None, RoleName.DIRECTOR, "Hana", datetime(2027, 6, 20, 0, 30, tzinfo=PARIS)))

    for path in (TEAM, "/me"):
        browser.get(path)
        assert "until June 20, 2027" in browser.text


def test_taking_a_role_back_asks_first_and_says_what_ends_with_it(
    house: House, browser: Browser, candidate: Member
) -> None:
    hana = joined(house, candidate, RoleName.DIRECTOR, "Hana")
    joined(house, hana, RoleName.FIELD, "Driss")
    offer = Offer(email="new@example.org", name="Noor", language="en", role=RoleName.READER, nation=OWN)
    invite(offer, giver=hana, members=house.members, now=house.clock.now(), draw=house.desk.draw)
    browser.get(TEAM)
    grant = hana.grants[0].id

    assert f"{TEAM.strip('/')}/roles/{grant}" in str(browser.page.html)
    browser.get(f"{TEAM}/roles/{grant}")

    assert browser.title == "Take back a role: Hana"
    assert "Driss field organiser given by Hana" in browser.text
    assert "Noor reader given by Hana this invitation can no longer be accepted" in browser.text
    assert len(house.members.team(OWN).standings) == 3
    assert press(browser, "Take back 2 roles") == 303
    assert [each.member_id for each in house.members.team(OWN).standings] == [candidate.id]


def test_a_role_on_which_nothing_hangs_says_so(house: House, browser: Browser, candidate: Member) -> None:
    hana = joined(house, candidate, RoleName.READER, "Hana")

    browser.get(f"{TEAM}/roles/{hana.grants[0].id}")

    assert "Nothing else hangs on this role." in browser.text


def test_nothing_ends_that_the_page_did_not_show(house: House, browser: Browser, candidate: Member) -> None:
    hana = joined(house, candidate, RoleName.DIRECTOR, "Hana")
    browser.get(f"{TEAM}/roles/{hana.grants[0].id}")
    joined(house, hana, RoleName.FIELD, "Driss")

    assert press(browser, "Take back the role") == 409

    assert "The team was changed meanwhile" in browser.text
    assert len(house.members.team(OWN).standings) == 3
    assert press(browser, "Take back 2 roles") == 303
    assert len(house.members.team(OWN).standings) == 1


def test_no_form_takes_a_role_back_that_was_not_asked_about(house: House, browser: Browser, candidate: Member) -> None:
    hana = joined(house, candidate, RoleName.READER, "Hana")

    for path, form in (("withdraw", {"invitation": hana.grants[0].id}), (f"roles/{hana.grants[0].id}", {"shown": ""})):
        browser.get(TEAM)
        browser.post(f"{TEAM}/{path}", {"csrf": browser.hidden["csrf"], **form})

    assert len(house.members.team(OWN).standings) == 2


def test_a_form_that_comes_twice_leads_back_to_the_team(house: House, browser: Browser, candidate: Member) -> None:
    hana = joined(house, candidate, RoleName.READER, "Hana")
    path = f"{TEAM}/roles/{hana.grants[0].id}"
    browser.get(path)
    sent = browser.hidden

    assert [browser.post(path, sent).status for _ in range(2)] == [303, 303]
    assert browser.led_to == TEAM


def test_a_role_that_is_not_theirs_is_not_even_asked_about(house: House, browser: Browser, candidate: Member) -> None:
    director = joined(house, candidate, RoleName.DIRECTOR, "Hana")
    elsewhere = house.member(RoleName.READER, nation=OTHER)

    assert browser.get(f"{TEAM}/roles/{elsewhere.grants[0].id}").status == 404
    assert house.browser(director).get(f"{TEAM}/roles/{candidate.grants[0].id}").status == 409


def test_a_look_inside_stands_among_the_roles_with_its_reason_and_the_minute_it_ends(
    house: House, candidate: Member
) -> None:
    headquarters = house.browser(house.member(RoleName.ORGANISER, name="Ida Petit"))
    headquarters.get(f"/hq/nations/{OWN}/look")
    headquarters.post(f"/hq/nations/{OWN}/look", {"reason": "a complaint <b>today", "hours": "1"})
    browser = house.browser(candidate)

    browser.get(TEAM)

    assert "looks inside for the network until May 11, 2027, 15:00: “a complaint <b>today”" in browser.text
