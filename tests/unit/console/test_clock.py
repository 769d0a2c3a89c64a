"""Whose clock a page tells time by: the nation's, wherever it lies, and at HQ the network's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from shared.access.role import RoleName
from shared.console.words import day_of, moment_of
from shared.sites.banner import TEMPLATES
from shared.sites.drafts import Draft, Edition
from tests.builders import a_rollout
from tests.unit.console.house import OWN, House, a_person

if TYPE_CHECKING:
    from shared.people.consent import Consent
    from tests.fakes.console import Browser

MORNING = datetime(2027, 5, 11, 6, 30, tzinfo=UTC)
TOLD_IN_TAHITI = "May 10, 2027, 20:30"
"""Ten hours behind UTC: another hour, and another day."""
LUC = a_person()


@pytest.fixture
def house(house: House) -> House:
    """A console whose first nation lies in Polynesia, early in UTC's morning."""
    nation = house.nations.get(OWN)
    house.nations.nations[OWN] = replace(nation, seed=replace(nation.seed, zones=("constituency:987-01",)))
    house.clock.moment = MORNING
    house.add([LUC])
    return house


@pytest.fixture
def browser(house: House) -> Browser:
    return house.browser(house.member(RoleName.CANDIDATE))


def text(browser: Browser, path: str) -> str:
    """Return all that a page says, its foot included, or a part of a page."""
    assert browser.get(path).status == 200
    body = browser.page.body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def test_the_log_and_a_profile_tell_the_hour_of_the_nation(house: House, browser: Browser) -> None:
    browser.get(f"/nation/{OWN}/people/{LUC.person_id}")
    browser.post(f"/nation/{OWN}/people/{LUC.person_id}/notes", {"text": "Prefers tea."})

    for path in (f"/nation/{OWN}/log", f"/nation/{OWN}/people/{LUC.person_id}"):
        shown = text(browser, path)
        assert TOLD_IN_TAHITI in shown
        assert "All times are by the clock of Pacific/Tahiti." in shown
        assert "06:30" not in shown


def test_pages_tell_the_hour_of_the_nation_when_they_were_written_and_published(house: House, browser: Browser) -> None:
    desk = house.reaches[OWN].pages
    page = desk.page(OWN, "home")
    draft = Draft.begun(page, revision=0, by="ada", at=MORNING).saying(page, by="ada", at=MORNING)
    desk.save(OWN, draft)
    assert TOLD_IN_TAHITI in text(browser, f"/nation/{OWN}/pages/home")

    desk.settle(OWN, draft, Edition(page=page, by="ada", at=MORNING))

    for rest in ("", "/editions", "/compare", "/public"):
        assert TOLD_IN_TAHITI in text(browser, f"/nation/{OWN}/pages/home{rest}")


def test_what_was_confirmed_is_told_by_the_nations_clock(house: House, browser: Browser) -> None:
    word: Consent = {"given": True, "by": "ledger", "at": MORNING.isoformat()}
    known = {**LUC.values, "confirmed_at": MORNING.isoformat()}
    house.add([replace(LUC, values=known, consents={"email": word})])

    shown = text(browser, f"/nation/{OWN}/people/{LUC.person_id}")

    assert f"Address confirmed {TOLD_IN_TAHITI}" in shown
    assert "given May 10, 2027" in shown


def test_hq_reads_the_networks_clock_of_every_nation(house: House) -> None:
    house.clock.moment = datetime(2027, 5, 10, 22, 30, tzinfo=UTC)
    house.rollouts.create(a_rollout(created_at=house.clock.now()))
    browser = house.browser(house.member(RoleName.OWNER, nation=None))
    browser.get(f"/hq/nations/{OWN}")
    browser.post(f"/hq/nations/{OWN}/suspend", {"reason": "Checks"})

    for path in (f"/hq/nations/{OWN}", "/hq", "/hq/board"):
        assert "May 11, 2027, 00:30" in text(browser, path)
    for path in (f"/hq/nations/{OWN}", "/hq"):
        assert "All times are by the clock of Europe/Paris." in text(browser, path)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2027, 5, 10, 22, 30, tzinfo=UTC), "11 mai 2027, 00:30"),
        (datetime(2027, 1, 10, 23, 30, tzinfo=UTC), "11 janvier 2027, 00:30"),
        (datetime(2027, 5, 10, 22, 30), "10 mai 2027, 22:30"),
    ],
    ids=["in-summer", "in-winter", "as-it-stands"],
)
def test_a_moment_is_told_by_the_clock_unless_it_has_no_zone(moment: datetime, told: str) -> None:
    clock = ZoneInfo("Europe/Paris")

    assert moment_of(moment, language="fr", clock=clock) == told
    assert told.startswith(day_of(moment, language="fr", clock=clock))


def test_a_day_is_the_same_by_every_clock() -> None:
    assert day_of(date(2027, 5, 10), language="en", clock=ZoneInfo("Pacific/Tahiti")) == "May 10, 2027"


def test_no_page_turns_a_moment_into_a_day_or_an_hour_by_itself() -> None:
    own_clock = re.compile(r"\.date\(\)|astimezone|strftime")
    found = {file.name for file in (TEMPLATES / "console").glob("*.j2") if own_clock.search(file.read_text("utf-8"))}

    # At the door of an event the clock of its place is told.
    assert found == {"event-door-row.html.j2", "event-guests.html.j2"}
