"""Many people changed at once in the console: all of a page, all of a segment; watched, found again, undone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.people.altering import MOST_BORNE
from shared.people.carrying import carry_on
from shared.people.change import KEPT, changes_about, changes_of
from shared.people.editable import ASSIGNEE
from shared.people.roll import people_of
from shared.people.segments.building import build_index
from shared.people.segments.saved import Draft, save_segment
from shared.people.segments.segment import Segment
from tests.builders import NOON
from tests.fakes.journal import InMemoryJournal
from tests.unit.console.house import OWN, House, a_person

if TYPE_CHECKING:
    from shared.people.person import Person
    from tests.fakes.console import Browser

PEOPLE = f"/nation/{OWN}/people"
CROWD = [a_person(given=f"Luc{number}") for number in range(3)]
IDS = [person.person_id for person in CROWD]


@pytest.fixture
def browser(house: House) -> Browser:
    """A field organiser's, in a nation of three."""
    house.add(CROWD)
    return house.browser(house.member(RoleName.FIELD, name="Driss Benali"))


def stored(house: House) -> list[Person]:
    return people_of(OWN, IDS, people=house.reaches[OWN].people, now=NOON.timestamp())


def tags(house: House) -> list[object]:
    return [person.values.get("tags", []) for person in stored(house)]


def a_segment(house: House, *, indexed: bool = True) -> str:
    """Keep everybody as a segment; return the path of its page."""
    people = house.reaches[OWN].people
    if indexed:
        build_index(OWN, people=people, now=NOON, draw=lambda size: "ab" * size)
    draft = Draft(name="Everybody", segment=Segment(), by="anne")
    saved = save_segment(OWN, draft, people=people, journal=InMemoryJournal(), clock=house.clock)
    return f"/nation/{OWN}/segments/{saved.id}"


def carried_on(house: House) -> None:
    """Do what the queue was asked for."""
    for slug, change_id in house.changes.asked:
        carry_on(slug, change_id, people=house.reaches[slug].people, clock=house.clock)
    house.changes.asked.clear()


def test_all_on_the_page_get_a_tag_whoever_is_ticked(house: House, browser: Browser) -> None:
    browser.get(PEOPLE)
    shown = [box.attributes["value"] for box in browser.page.css("[name=shown]")]
    assert sorted(map(str, shown)) == sorted(IDS)

    answer = browser.post(f"{PEOPLE}/tag", {"shown": IDS, "here": "yes", "tag": "phoned", "deed": "give"})

    assert answer.status == 303
    assert tags(house) == [["phoned"]] * 3


def test_all_of_a_segment_are_counted_beforehand_tagged_behind_the_queue_and_put_back(
    house: House, browser: Browser
) -> None:
    page = a_segment(house)
    browser.get(page)
    assert "For all 3 people in it" in browser.text

    assert browser.post(f"{page}/people", {"tag": "phoned", "deed": "give"}).status == 303
    change = browser.led_to
    browser.get(change)
    assert browser.page.css("#change[hx-get]")
    assert tags(house) == [[], [], []]

    carried_on(house)
    browser.get(change)
    assert not browser.page.css("#change[hx-get]")
    assert tags(house) == [["phoned"]] * 3
    told = {term.text(): term.next.text() for term in browser.page.css("#change dt") if term.next}
    assert told == {"People this is about": "3", "changed": "3", "had it so before": "0", "no longer there": "0"}

    browser.post(f"{change}/undo")
    browser.get(change)
    assert "undone" in browser.text
    assert tags(house) == [[], [], []]


def test_a_change_that_stands_still_is_asked_for_again(house: House, browser: Browser) -> None:
    page = a_segment(house)
    browser.get(page)
    browser.post(f"{page}/people", {"tag": "phoned", "deed": "give"})
    change = browser.led_to
    browser.get(change)

    browser.post(f"{change}/go-on")

    assert len(house.changes.asked) == 2


def test_a_change_that_is_under_way_is_undone_behind_the_queue(house: House, browser: Browser) -> None:
    page = a_segment(house)
    browser.get(page)
    browser.post(f"{page}/people", {"tag": "phoned", "deed": "give"})
    change = browser.led_to
    browser.get(change)

    browser.post(f"{change}/undo")
    assert "put back as before" in browser.get(change).body
    carried_on(house)

    assert "undone" in browser.get(change).body
    assert tags(house) == [[], [], []]


def test_a_member_of_the_team_looks_after_all_of_a_segment(house: House, browser: Browser) -> None:
    anne = house.member(RoleName.FIELD, name="Anne Roy")
    page = a_segment(house)
    browser.get(page)

    browser.post(f"{page}/people", {"assignee": anne.id, "deed": "assign"})
    carried_on(house)

    assert {person.values.get(ASSIGNEE) for person in stored(house)} == {anne.id}
    assert "Given to Anne Roy to look after" in browser.get(browser.led_to).body


@pytest.mark.parametrize("typed", [{"deed": "assign", "assignee": "x" * 64}, {"deed": "give", "tag": "a,b"}])
@pytest.mark.parametrize("whom", ["page", "segment"])
def test_what_cannot_be_given_changes_nobody(house: House, browser: Browser, whom: str, typed: dict[str, str]) -> None:
    page = a_segment(house) if whom == "segment" else PEOPLE
    browser.get(page)

    answer = browser.post(
        f"{page}/people" if whom == "segment" else f"{page}/tag", {**typed, "who": IDS[0], "shown": IDS[0]}
    )

    assert answer.status == 422
    assert browser.page.css_first("[aria-invalid=true]") is not None
    assert changes_of(OWN, people=house.reaches[OWN].people, now=NOON) == []


def test_nobody_is_changed_before_it_is_known_how_many(house: House, browser: Browser) -> None:
    browser.get(a_segment(house, indexed=False))

    assert not browser.page.css("form[action$='/people']")


def test_the_log_and_the_list_of_changes_lead_to_the_undo_for_its_thirty_days(house: House, browser: Browser) -> None:
    candidate = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(PEOPLE)
    browser.post(f"{PEOPLE}/tag", {"who": IDS[0], "tag": "phoned", "deed": "give"})
    change = browser.led_to
    assert browser.page

    for page in (f"{PEOPLE}/changes", f"/nation/{OWN}/log"):
        assert candidate.get(page).status == 200
        assert candidate.page.css(f"main a[href$='{change}']")
    assert browser.get(PEOPLE).status == 200
    assert browser.page.css("main a[href$='/people/changes']")

    house.clock.advance(KEPT + timedelta(minutes=1))
    candidate = house.browser(house.member(RoleName.CANDIDATE))
    for page in (f"{PEOPLE}/changes", f"/nation/{OWN}/log"):
        candidate.get(page)
        assert not candidate.page.css(f"main a[href$='{change}']")


def test_whoever_reads_the_log_and_no_people_gets_no_links_to_them(house: House, browser: Browser) -> None:
    browser.get(PEOPLE)
    browser.post(f"{PEOPLE}/tag", {"who": IDS[0], "tag": "phoned", "deed": "give"})
    owner = house.browser(house.member(RoleName.OWNER))

    assert "People tagged" in owner.get(f"/nation/{OWN}/log").body
    assert not owner.page.css("main td a")


def test_a_profile_tells_of_tags_given_taken_renamed_and_of_who_looks_after_somebody(
    house: House, browser: Browser
) -> None:
    browser.get(PEOPLE)
    for form in ({"tag": "phoned", "deed": "give"}, {"tag": "phoned", "deed": "take"}, {"deed": "assign"}):
        # Nobody looks after them: what changes nothing is nothing to tell.
        browser.post(f"{PEOPLE}/tag", {"who": IDS[0], **form})
        led_to = browser.led_to
        house.clock.advance(timedelta(minutes=1))
        browser.get(PEOPLE)
    browser.post(f"{PEOPLE}/tag", {"who": IDS[0], "tag": "called", "deed": "give"})
    given = browser.led_to
    browser.get(given)
    browser.post(f"{given}/undo")

    browser.get(f"{PEOPLE}/{IDS[0]}")
    told = [" ".join(line.text(separator=" ").split()) for line in browser.page.css("li.changed")]
    assert [line.partition(" · ")[2] for line in told] == [
        "Driss Benali Tag “called” given undone",
        "Driss Benali Tag “phoned” taken",
        "Driss Benali Tag “phoned” given",
    ]
    assert not browser.page.css(f"a[href$='{led_to}']")
    browser.get(f"{PEOPLE}/{IDS[1]}")
    assert not browser.page.css("li.changed")


def test_only_the_latest_changes_are_borne(house: House, browser: Browser) -> None:
    browser.get(PEOPLE)
    for number in range(MOST_BORNE + 1):
        house.clock.advance(timedelta(seconds=1))
        browser.post(f"{PEOPLE}/tag", {"who": IDS[0], "tag": f"tag {number}", "deed": "give"})
        browser.get(PEOPLE)

    told = changes_about(OWN, IDS[0], people=house.reaches[OWN].people, now=house.clock.now())

    assert [change.what for change in told] == [f"tag {number}" for number in range(1, MOST_BORNE + 1)]
