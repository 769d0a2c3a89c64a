"""Exports in the console: asked for with a second factor, told to the log, taken by a link that ends at the nation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared.access.role import RoleName
from shared.kernel.errors import TransientError
from shared.people.item import to_item
from shared.people.memory import InMemoryPeopleFiles
from shared.people.segments.export import LOST
from shared.people.segments.exporting import make_export
from shared.people.segments.saved import Draft, save_segment
from shared.people.segments.segment import Segment
from shared.people.table import put
from tests.fakes.journal import InMemoryJournal
from tests.unit.console.house import OWN, House
from tests.unit.people.segments.crowd import somebody

EXPORTS = f"/nation/{OWN}/exports"


@pytest.fixture
def house() -> House:
    house = House()
    house.reaches[OWN].people.write([put(to_item(somebody(1)))])
    return house


def made(house: House) -> str:
    """Make the file that was asked for; return the export's id."""
    ((slug, export_id),) = house.exports.asked
    people, files = house.reaches[OWN].people, InMemoryPeopleFiles()
    make_export(slug, export_id, people=people, files=files, clock=house.clock)
    return export_id


def test_whoever_may_asks_waits_and_takes_the_file(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(EXPORTS)

    assert browser.post(EXPORTS, {"segment": ""}).status == 303
    assert "being made" in browser.get(EXPORTS).body
    assert browser.page.css("#exports[hx-get]")
    assert browser.page.css("script[src*='htmx']")
    assert browser.page.css("meta[name='htmx-config']")
    export_id = made(house)
    assert "1 person" in browser.get(EXPORTS).body
    taken = browser.post(f"{EXPORTS}/{export_id}")

    assert taken.status == 303
    assert f"exports/{OWN}/{export_id}.csv" in taken.headers["Location"]
    assert [entry.what for entry in house.log.entries] == ["exported-people", "took-export"]


def test_an_export_of_the_last_days_says_which_days_these_were(house: House) -> None:
    draft = Draft(name="Silent", segment=Segment(none_of=("did:any:last-30-days",)), by="anne")
    people, journal = house.reaches[OWN].people, InMemoryJournal()
    saved = save_segment(OWN, draft, people=people, journal=journal, clock=house.clock)
    # In Paris this is the eleventh of May.
    house.clock.moment = datetime(2027, 5, 10, 22, 30, tzinfo=UTC)
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(EXPORTS)

    assert browser.post(EXPORTS, {"segment": saved.id}).status == 303
    made(house)

    assert house.log.entries[-1].about["days"] == "did:any:last-30-days=2027-04-12/2027-05-11"
    house.clock.advance(timedelta(hours=11))
    assert "Did something, from April 12, 2027 to May 11, 2027" in browser.get(EXPORTS).body


def test_without_a_second_factor_nobody_leaves_and_nothing_is_told(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE), second_factor=False)
    browser.get(f"/nation/{OWN}/people/new")

    answer = browser.post(EXPORTS, {"segment": ""})

    assert answer.status == 403
    assert "second factor" in answer.body
    assert (house.exports.asked, house.log.entries) == ([], [])


def test_a_file_that_is_there_is_not_given_without_a_second_factor(house: House) -> None:
    member = house.member(RoleName.CANDIDATE)
    with_code, without = house.browser(member), house.browser(member, second_factor=False)
    with_code.get(EXPORTS)
    with_code.post(EXPORTS, {"segment": ""})
    export_id = made(house)
    without.get(f"/nation/{OWN}/people/new")

    assert without.post(f"{EXPORTS}/{export_id}").status == 403


@pytest.mark.parametrize("how", ["told", "lost"])
def test_whoever_waits_for_a_file_that_is_not_made_is_told_and_asked_no_longer(house: House, how: str) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(EXPORTS)
    if how == "told":
        house.exports.failure = TransientError("the queue took no order")
    asked = browser.post(EXPORTS, {"segment": ""})
    assert asked.status == (503 if how == "told" else 303)
    house.clock.advance(LOST if how == "lost" else timedelta())

    browser.get(EXPORTS)

    assert "was not made: ask for it again" in browser.text
    assert browser.page.css("#exports[hx-get]") == []
    assert browser.page.css("#exports form") == []


def test_a_file_that_is_not_made_yet_is_not_given(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(EXPORTS)
    browser.post(EXPORTS, {"segment": ""})
    ((_, export_id),) = house.exports.asked
    browser.get(EXPORTS)

    assert browser.post(f"{EXPORTS}/{export_id}").status == 409


def test_after_a_day_the_file_is_not_there(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(EXPORTS)
    browser.post(EXPORTS, {"segment": ""})
    export_id = made(house)
    house.clock.advance(timedelta(days=1))
    again = house.browser(house.member(RoleName.CANDIDATE))
    again.get(EXPORTS)

    assert "No file now" in again.get(EXPORTS).body
    assert again.post(f"{EXPORTS}/{export_id}").status == 404


def test_who_may_not_export_finds_no_such_page(house: House) -> None:
    assert house.browser(house.member(RoleName.READER)).get(EXPORTS).status == 404
