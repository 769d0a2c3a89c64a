"""While electoral silence holds, whatever makes the site anew says so, and lets those through who give a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.elections.overrides import Override
from shared.rollouts.arrivals import arrival_key
from shared.sites.versions import Version
from tests.builders import NOON
from tests.unit.console.house import OWN, House
from tests.unit.console.test_settings import FACTS, PLACE, PORTRAIT, SETTINGS, a_photograph

if TYPE_CHECKING:
    from shared.elections.silence import Silence
    from tests.fakes.console import Browser

HOME = f"/nation/{OWN}/pages/home"
SITE = f"/nation/{OWN}/site"
REASON = "a judge ordered the correction"
SINCE_UNTIL = "since June 12, 2027, 00:00, until June 13, 2027, 20:00"


@pytest.fixture
def silence(house: House) -> Silence:
    """Have the clock stand an hour into the first round's silence."""
    (first, *_) = house.desk.calendar.silences(["constituency:75-06"])
    house.clock.moment = first.starts + timedelta(hours=1)
    return first


def enter(house: House, role: RoleName = RoleName.COMMUNICATIONS) -> Browser:
    """Return the browser of a member in a role, who came in at the present hour."""
    return house.browser(house.member(role))


def write(browser: Browser) -> None:
    """Give the home page another title, in its draft."""
    browser.get(HOME)
    browser.post(f"{HOME}/heading", {"title": "Ici", "description": "Ici.", "menu": "Ici"})
    browser.go(HOME)


def publish(browser: Browser, **fields: str) -> int:
    """Publish the home page; return the answer's status."""
    return browser.post(f"{HOME}/publish", {"revision": browser.field("revision"), **fields}).status


def reasons(house: House) -> list[tuple[str, str]]:
    """Return what was let through during silence, and why."""
    return [(each.what, each.reason) for each in house.reaches[OWN].overrides.of_nation(OWN)]


@pytest.mark.usefixtures("silence")
def test_the_page_says_since_when_and_until_when_and_offers_a_reason_to_whoever_may_publish(house: House) -> None:
    browser = enter(house)
    write(browser)

    assert SINCE_UNTIL in browser.text
    assert [node.attributes["maxlength"] for node in browser.page.css("form[action$=publish] #override")] == ["400"]


def test_outside_silence_nobody_is_asked_for_a_reason(house: House) -> None:
    browser = enter(house)
    write(browser)

    assert browser.page.css("#override") == []
    publish(browser, override=REASON)
    assert [order.override for order in house.publications.orders] == [""]
    assert reasons(house) == []


@pytest.mark.usefixtures("silence")
def test_with_a_reason_the_page_is_public_at_once_and_the_reason_is_kept_and_in_the_log(house: House) -> None:
    browser = enter(house)
    write(browser)

    assert publish(browser, override=f"  {REASON} ") == 303

    assert [order.override for order in house.publications.orders] == [REASON]
    assert reasons(house) == [("publishing page home", REASON)]
    assert house.log.entries[-1].about == {"page": "home", "reason": REASON}
    browser.go(HOME)
    assert "Being published" in browser.text
    assert len(browser.page.css("#public[hx-trigger^=every]")) == 1


@pytest.mark.usefixtures("silence")
def test_what_waits_can_be_let_through_later(house: House) -> None:
    browser = enter(house)
    write(browser)
    publish(browser)
    browser.go(HOME)
    assert "Waiting" in browser.text
    assert browser.page.css("form[action$=publish] #override[required]") != []

    house.clock.moment += timedelta(minutes=5)
    assert publish(browser, override=REASON) == 303

    assert [order.override for order in house.publications.orders] == ["", REASON]
    browser.go(HOME)
    assert "Being published" in browser.text


def test_a_gate_that_the_operator_opened_lets_the_console_through(house: House, silence: Silence) -> None:
    until = silence.starts + timedelta(hours=4)
    gate = Override(slug=OWN, at=silence.starts, until=until, by="operator", reason=REASON, what="everything")
    house.reaches[OWN].overrides.add(gate)
    browser = enter(house)
    write(browser)

    publish(browser)

    assert [order.override for order in house.publications.orders] == [REASON]
    browser.go(HOME)
    assert "Being published" in browser.text


@pytest.mark.usefixtures("silence")
def test_a_reason_too_long_to_be_read_changes_nothing(house: House) -> None:
    browser = enter(house)
    write(browser)

    assert publish(browser, override="x" * 401) == 422

    assert (house.publications.orders, reasons(house)) == ([], [])
    assert house.reaches[OWN].pages.draft(OWN, "home") is not None
    assert browser.page.css("#override[aria-invalid]") != []
    assert browser.field("override") == "x" * 401


@pytest.mark.usefixtures("silence")
def test_settings_say_that_they_wait_and_a_reason_has_them_public(house: House) -> None:
    browser = enter(house, RoleName.CANDIDATE)
    browser.get(SETTINGS)
    assert SINCE_UNTIL in browser.text

    browser.post(SETTINGS, FACTS)
    browser.get(browser.led_to)
    assert "once electoral silence is over" in browser.text
    browser.post(SETTINGS, {**FACTS, "slogan": "Autrement", "override": REASON})
    browser.get(browser.led_to)
    assert "being made anew" in browser.text

    assert [order.override for order in house.publications.orders] == ["", REASON]
    assert reasons(house) == [("publishing settings", REASON)]
    assert house.log.entries[-1].about == {"facts": "slogan", "reason": REASON}


@pytest.mark.usefixtures("silence")
def test_settings_at_fault_use_up_no_reason(house: House) -> None:
    browser = enter(house, RoleName.CANDIDATE)
    browser.get(SETTINGS)

    assert browser.post(SETTINGS, {**FACTS, "phone": "many", "override": REASON}).status == 422
    assert browser.field("override") == REASON
    assert browser.post(SETTINGS, {**FACTS, "override": "x" * 401}).status == 422

    assert [node.attributes["id"] for node in browser.page.css(".fault-line")] == ["override-fault"]
    assert (reasons(house), dict(house.nations.get(OWN).seed.facts)) == ([], {})


@pytest.mark.usefixtures("silence")
def test_who_may_not_publish_is_told_whom_to_ask_and_gives_no_reason(house: House) -> None:
    agent = enter(house, RoleName.FINANCE)
    agent.get(SETTINGS)
    assert SINCE_UNTIL in agent.text
    assert "ask your candidate or your campaign director" in agent.text
    assert agent.page.css("#override") == []

    agent.post(SETTINGS, {**FACTS, "override": REASON})

    assert (house.publications.orders, reasons(house)) == ([], [])


@pytest.mark.usefixtures("silence")
def test_a_portrait_is_public_at_once_for_a_reason(house: House) -> None:
    browser = enter(house, RoleName.CANDIDATE)
    house.files.write(arrival_key(PLACE, f"{OWN}-portrait"), a_photograph())
    browser.get(PORTRAIT)
    assert len(browser.page.css("#override")) == 1

    assert browser.post(PORTRAIT, {"override": "x" * 401}).status == 422
    browser.post(PORTRAIT, {"override": REASON})

    assert [order.override for order in house.publications.orders] == [REASON]


@pytest.mark.usefixtures("silence")
def test_the_site_goes_back_for_a_reason_and_not_without(house: House) -> None:
    for number in (1, 2):
        version = Version(number=number, at=NOON, by="x", reason="", kit_version="1", files={})
        house.reaches[OWN].versions.add(OWN, version)
    browser = enter(house)
    browser.get(SITE)
    assert SINCE_UNTIL in browser.text

    assert browser.post(SITE, {"version": "1"}).status == 409
    assert house.publications.orders == []
    assert [entry.what for entry in house.log.entries] == []
    assert browser.post(SITE, {"version": "1", "override": "x" * 401}).status == 422
    assert browser.post(SITE, {"version": "1", "override": REASON}).status == 303

    assert [(order.version, order.override) for order in house.publications.orders] == [(1, REASON)]
    assert house.log.entries[-1].about == {"version": "1", "reason": REASON}


def test_when_silence_ends_nothing_is_said_of_it_any_more(house: House, silence: Silence) -> None:
    house.clock.moment = silence.ends
    browser = enter(house)
    write(browser)

    assert "silence" not in browser.text
    assert browser.page.css("#override") == []
