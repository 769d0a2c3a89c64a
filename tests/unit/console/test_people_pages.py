"""A team's work on its people in the console: added, edited, looked after, noted about, followed up and tagged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.console.timeline import timeline_of
from shared.console.views import follow_ups
from shared.people.person import person_id
from shared.people.roll import person_of
from tests.builders import NOON
from tests.unit.console.house import OWN, House, a_person

if TYPE_CHECKING:
    from shared.people.person import Person, Value
    from tests.fakes.console import Browser

LUC = a_person()
PEOPLE = f"/nation/{OWN}/people"
PROFILE = f"{PEOPLE}/{LUC.person_id}"
BY_HAND = {"given_name": "Ida", "family_name": "Noor", "source": "market, 3 May"}
AGREED = {"agreed": "yes", "collected_by": "Jeanne", "collected_at": "2027-05-03", "wording": "I want news by e-mail"}


@pytest.fixture
def browser(house: House) -> Browser:
    """A field organiser's, in a nation that knows Luc."""
    house.add([LUC])
    return house.browser(house.member(RoleName.FIELD, name="Driss Benali"))


def stored(house: House, whom: str = LUC.person_id) -> Person:
    return person_of(OWN, whom, people=house.reaches[OWN].people, now=NOON.timestamp())


def value(house: House, name: str) -> Value | None:
    return stored(house).values.get(name)


def test_somebody_met_is_added_with_what_they_agreed_to(house: House, browser: Browser) -> None:
    browser.get(f"{PEOPLE}/new")
    browser.post(f"{PEOPLE}/new", {**BY_HAND, **AGREED, "email": "Ida@Example.org", "volunteer": "yes"})

    browser.go(browser.led_to)
    ida = stored(house, person_id("ida@example.org"))
    assert (browser.title, ida.mailable, ida.values["volunteer"]) == ("Ida Noor", True, True)
    assert "I want news by e-mail" in browser.text
    assert "Added by hand" in browser.text


def test_who_agreed_to_nothing_gets_no_mailing(house: House, browser: Browser) -> None:
    browser.get(f"{PEOPLE}/new")
    browser.post(f"{PEOPLE}/new", {**BY_HAND, **AGREED, "agreed": "", "email": "ida@example.org"})

    assert not stored(house, person_id("ida@example.org")).mailable


def test_whom_the_nation_knows_is_shown_instead_of_added(house: House, browser: Browser) -> None:
    browser.get(f"{PEOPLE}/new")
    browser.post(f"{PEOPLE}/new", {**BY_HAND, "email": str(LUC.values["email"])})

    browser.go(browser.led_to)
    assert browser.title == "Luc Dupont"
    assert "You know this person already" in browser.text
    assert stored(house) == LUC


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ({}, "email"),
        ({"email": "ida"}, "email"),
        ({"email": "ida@example.org", "source": " "}, "source"),
        ({"phone": "12"}, "phone"),
        ({"phone": "06 12 34 56 78", **AGREED}, "wording"),
        ({"email": "ida@example.org", **AGREED, "wording": ""}, "wording"),
        ({"email": "ida@example.org", **AGREED, "collected_at": "May"}, "collected_at"),
    ],
)
def test_what_cannot_be_read_is_marked_and_kept_as_typed(browser: Browser, typed: dict[str, str], marked: str) -> None:
    browser.get(f"{PEOPLE}/new")

    response = browser.post(f"{PEOPLE}/new", {**BY_HAND, **typed})

    assert response.status == 422
    assert browser.page.css_first(f"#{marked}[aria-invalid=true][aria-describedby~=fault]") is not None
    family = browser.page.css_first("#family_name")
    assert family is not None
    assert family.attributes["value"] == "Noor"


def test_who_had_themselves_erased_is_not_added_by_others(house: House, browser: Browser) -> None:
    house.erasures.keep(person_id("ida@example.org"), at=NOON)
    browser.get(f"{PEOPLE}/new")

    response = browser.post(f"{PEOPLE}/new", {**BY_HAND, "email": "ida@example.org"})

    assert response.status == 422
    assert "had their data erased" in browser.text


def test_an_edit_is_told_on_the_timeline_and_undone_there(house: House, browser: Browser) -> None:
    browser.get(f"{PROFILE}/edit")
    browser.post(f"{PROFILE}/edit", {"given_name": "Lucien", "before-given_name": "Luc", "support_level": "2"})
    assert (value(house, "given_name"), value(house, "support_level")) == ("Lucien", 2)

    browser.go(browser.led_to)
    assert "First name Luc → Lucien" in browser.text
    assert "Driss Benali" in browser.text
    (edit,) = timeline_of(OWN, LUC.person_id, people=house.reaches[OWN].people, now=NOON)
    browser.post(f"{PROFILE}/edits/{edit.what}/undo")
    assert (value(house, "given_name"), value(house, "support_level")) == ("Luc", None)


def test_what_others_wrote_while_a_form_lay_open_stays(house: House, browser: Browser) -> None:
    browser.get(f"{PROFILE}/edit")
    hidden = browser.hidden
    house.add([replace(LUC, values={**LUC.values, "family_name": "Durand"}, revision=2)])

    sent = {**hidden, "given_name": "Lucien", "family_name": hidden["before-family_name"]}
    browser.post(f"{PROFILE}/edit", sent)

    assert (value(house, "given_name"), value(house, "family_name")) == ("Lucien", "Durand")


def test_a_field_that_cannot_be_read_changes_nothing(house: House, browser: Browser) -> None:
    browser.get(f"{PROFILE}/edit")

    response = browser.post(f"{PROFILE}/edit", {"birth_date": "yesterday", "given_name": "Lucien"})

    assert response.status == 422
    assert browser.page.css_first("#birth_date[aria-invalid=true]") is not None
    assert stored(house) == LUC


def test_a_member_of_the_team_looks_after_somebody(house: House, browser: Browser) -> None:
    hana = house.member(RoleName.DIRECTOR, name="Hana Caron")
    browser.get(PROFILE)
    browser.post(f"{PROFILE}/assign", {"assignee": hana.id})
    assert value(house, "assignee") == hana.id

    browser.go(browser.led_to)
    chosen = browser.page.css_first("#whose option[selected]")
    assert chosen is not None
    assert chosen.text() == "Hana Caron"
    assert browser.post(f"{PROFILE}/assign", {"assignee": "0" * 32}).status == 422
    assert value(house, "assignee") == hana.id


def test_a_note_with_a_day_waits_among_the_follow_ups_until_it_is_done(house: House, browser: Browser) -> None:
    hana = house.member(RoleName.DIRECTOR, name="Hana Caron")
    browser.get(PROFILE)
    browser.post(f"{PROFILE}/notes", {"text": "Call back.", "due": "2027-04-30", "assignee": hana.id})
    browser.get(f"/nation/{OWN}/follow-ups")
    assert "Nothing is waiting" in browser.text

    hers = house.browser(hana)
    hers.get(f"/nation/{OWN}/follow-ups")
    assert "Call back." in hers.text
    assert "Luc Dupont" in hers.text
    form = hers.page.css_first("form[action$='/done']")
    assert form is not None
    hers.post("/" + (form.attributes["action"] or "").partition("$default/")[2], {"whose": "mine"})
    hers.go(hers.led_to)
    assert "Nothing is waiting" in hers.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"text": " "}, "Write the note"),
        ({"text": "Call.", "due": "soon"}, "Write the day"),
        ({"text": "Call.", "assignee": "0" * 32}, "not in your team"),
    ],
)
def test_a_note_that_cannot_be_kept_says_why(browser: Browser, typed: dict[str, str], told: str) -> None:
    browser.get(PROFILE)

    response = browser.post(f"{PROFILE}/notes", typed)

    assert response.status == 422
    assert told in browser.text
    text = browser.page.css_first("#text")
    assert text is not None
    assert text.text() == typed["text"]


def test_what_was_called_done_by_mistake_waits_again(house: House, browser: Browser) -> None:
    browser.get(PROFILE)
    browser.post(f"{PROFILE}/notes", {"text": "Call back.", "due": "2027-04-30"})
    browser.get(f"/nation/{OWN}/follow-ups?whose=all")
    (form,) = browser.page.css("form[action$='/done']")
    path = "/" + (form.attributes["action"] or "").partition("$default/")[2]

    browser.post(path, {"whose": "all"})
    browser.go(browser.led_to)
    assert "Call back." not in browser.text
    browser.post(path.replace("/done", "/again"), {"whose": "all"})

    assert "Call back." in browser.get(browser.led_to).body


def test_who_wrote_a_note_corrects_and_deletes_it_and_nobody_else_does(house: House, browser: Browser) -> None:
    browser.get(PROFILE)
    browser.post(f"{PROFILE}/notes", {"text": "Prefers tee.", "due": "2027-05-20"})
    browser.get(PROFILE)
    (link,) = browser.page.css("a[href*='/notes/']")
    path = "/" + (link.attributes["href"] or "").partition("$default/")[2]
    other = house.browser(house.member(RoleName.FIELD))
    other.get(PROFILE)
    assert not other.page.css("a[href*='/notes/']")
    assert other.get(path).status == 404
    other.get(PROFILE)
    assert other.post(f"{path}/remove").status == 409

    browser.get(path)
    assert browser.field("due") == "2027-05-20"
    assert browser.post(path, {"text": " ", "due": ""}).status == 422
    assert browser.post(path, {"text": "Prefers tea.", "due": "2027-05-21"}).status == 303
    assert "Prefers tea." in browser.get(PROFILE).body
    browser.get(path)
    browser.post(f"{path}/remove")

    assert "Prefers tea." not in browser.get(PROFILE).body
    assert [entry.what for entry in house.log.entries[-2:]] == ["corrected-note", "deleted-note"]


def test_follow_ups_beyond_a_page_are_on_the_next(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_ups, "WAITING", 2)
    browser.get(PROFILE)
    for number in range(3):
        browser.post(f"{PROFILE}/notes", {"text": f"Call {number}.", "due": f"2027-05-1{number}"})
        browser.get(PROFILE)

    browser.get(f"/nation/{OWN}/follow-ups")
    assert ("Call 1." in browser.text, "Call 2." in browser.text) == (True, False)
    (more,) = browser.page.css("a.action[href*='after=']")
    browser.get("/" + (more.attributes["href"] or "").partition("$default/")[2])

    assert ("Call 1." in browser.text, "Call 2." in browser.text) == (False, True)
    assert not browser.page.css("a.action[href*='after=']")


def test_whom_one_ticks_get_a_tag_and_lose_it_again(house: House, browser: Browser) -> None:
    browser.get(PEOPLE)
    browser.post(f"{PEOPLE}/tag", {"who": LUC.person_id, "tag": "phoned", "deed": "give"})
    browser.go(browser.led_to)
    assert browser.title == "Tag “phoned” given"
    assert "People this is about 1" in browser.text
    assert value(house, "tags") == ["phoned"]

    form = browser.page.css_first("form[action$='/undo']")
    assert form is not None
    browser.post("/" + (form.attributes["action"] or "").partition("$default/")[2])
    browser.go(browser.led_to)
    assert "undone" in browser.text
    assert not value(house, "tags")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"tag": "phoned"}, "Tick at least one"),
        ({"tag": "phoned", "who": "nobody"}, "Tick at least one"),
        ({"tag": "geo:x", "who": LUC.person_id}, "cannot be a tag"),
        ({"tag": "", "who": LUC.person_id}, "cannot be a tag"),
    ],
)
def test_a_tag_that_nobody_can_get_is_told_beside_what_was_ticked(
    browser: Browser, typed: dict[str, str], told: str
) -> None:
    browser.get(PEOPLE)

    response = browser.post(f"{PEOPLE}/tag", typed)

    assert response.status == 422
    assert told in browser.text
    assert len(browser.page.css("[name=who][checked]")) == (typed.get("who") == LUC.person_id)


def test_readers_see_no_form_that_they_may_not_send(house: House) -> None:
    house.add([LUC])
    browser = house.browser(house.member(RoleName.READER))

    for path in (PEOPLE, PROFILE, f"/nation/{OWN}/follow-ups"):
        browser.get(path)
        assert browser.page.css("main form[method=post]") == []


def test_the_log_tells_what_was_done_and_says_nothing_of_anybody(house: House, browser: Browser) -> None:
    browser.get(PROFILE)
    browser.post(f"{PROFILE}/notes", {"text": "Prefers tea."})
    browser.get(PROFILE)
    browser.post(f"{PROFILE}/edit", {"given_name": "Lucien"})

    told = [(entry.what, entry.about["person"]) for entry in house.log.entries if entry.nation == OWN]
    assert told == [("noted-about-person", LUC.person_id), ("edited-person", LUC.person_id)]
    assert "tea" not in str(house.log.entries)
    assert "Lucien" not in str(house.log.entries)


def test_a_timeline_is_told_the_latest_first(house: House, browser: Browser) -> None:
    browser.get(PROFILE)
    browser.post(f"{PROFILE}/notes", {"text": "First."})
    house.clock.advance(timedelta(hours=1))
    browser.get(PROFILE)
    browser.post(f"{PROFILE}/notes", {"text": "Second."})

    browser.get(PROFILE)
    assert [node.text() for node in browser.page.css(".timeline .words")] == ["Second.", "First."]
