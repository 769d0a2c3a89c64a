"""A nation's home: what waits and where it is seen to, what is to be done, and charts of what has a goal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.console.checklist import DONE_AT
from shared.console.errands import KINDS
from shared.console.routes import find
from shared.events.event import EventState
from shared.kits.offer_items import offers_item
from shared.kits.offers import Offer, Reason
from shared.people.noting import Wording, write_note
from shared.sites.drafts import Draft
from tests.builders import NOON
from tests.fakes.journal import InMemoryJournal
from tests.unit.actions.recorded import Room, an_action
from tests.unit.console.house import OTHER, OWN, House, a_person
from tests.unit.events.builders import an_event

if TYPE_CHECKING:
    from tests.fakes.console import Browser

HOME = f"/nation/{OWN}"
TODAY = NOON.date()


def tasks(browser: Browser) -> dict[str, str]:
    """Return where each task leads, by its words; nothing for one that leads nowhere."""
    browser.get(HOME)
    links = {item.text().strip(): item.css_first("a") for item in browser.page.css(".tasks li")}
    return {words: (link.attributes["href"] or "") if link else "" for words, link in links.items()}


def waiting(browser: Browser) -> list[tuple[str, str]]:
    """Return what waits, in the page's words, and where it leads below the home."""
    browser.get(HOME)
    found = browser.page.css(".rows a")
    return [(link.text().strip(), (link.attributes["href"] or "").partition(HOME)[2]) for link in found]


def begin_draft(house: House, slug: str = OWN, page: str = "home") -> None:
    desk = house.reaches[slug].pages
    standing = desk.page(slug, page)
    desk.save(slug, Draft.begun(standing, revision=0, by="ada", at=NOON).saying(standing, by="ada", at=NOON))


def offer(house: House, *blocks: str) -> None:
    """Have the kit ask the nation about blocks of its home page."""
    item = offers_item("PAGE#home", tuple(Offer(block=each, reason=Reason.DROPPED, version="2") for each in blocks))
    house.nations.furnish(OWN, [item], is_open=False)


def test_each_task_leads_to_where_it_is_done(house: House) -> None:
    found = tasks(house.browser(house.member(RoleName.CANDIDATE)))

    ends = [href.partition(HOME)[2] for href in found.values()]
    assert ends == [f"/{path}" for path, _ in DONE_AT.values()] + [""]
    assert all(find("GET", f"{HOME}{end.partition('#')[0]}") for end in ends)


def test_no_task_leads_to_a_page_that_its_reader_may_not_open(house: House) -> None:
    field, finance = house.member(RoleName.FIELD), house.member(RoleName.FINANCE)

    assert {end.partition(HOME)[2] for end in tasks(house.browser(field)).values()} == {"", "/events/new"}
    browser = house.browser(finance)
    for end in filter(None, tasks(browser).values()):
        assert browser.get(HOME + end.partition(HOME)[2].partition("#")[0]).status in (200, 303)


def test_an_event_that_is_called_off_is_none(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    event = house.events.add(an_event())
    assert any("first event done" in words for words in tasks(browser))

    house.events.save(replace(event, state=EventState.CANCELLED), after=event)

    assert not any("first event done" in words for words in tasks(browser))


def test_a_team_is_two_who_hold_a_role_or_are_invited(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    assert not any("your team done" in words for words in tasks(browser))

    house.invited(RoleName.FIELD, nation=OWN)

    assert any("your team done" in words for words in tasks(browser))


def test_updates_and_drafts_wait_for_those_who_may_see_to_them(house: House) -> None:
    begin_draft(house)
    offer(house, "story", "law")

    assert waiting(house.browser(house.member(RoleName.COMMUNICATIONS))) == [
        ("2 updates of the network’s texts wait for your decision", "/updates"),
        ("1 page has a draft that is not published", "/pages"),
    ]
    assert waiting(house.browser(house.member(RoleName.FIELD))) == []
    house.asked.clear()
    assert waiting(house.browser(house.member(RoleName.FINANCE))) == []
    assert waiting(house.browser(house.member(RoleName.ORGANISER))) == []
    assert house.asked == []


def test_messages_of_the_last_days_wait_for_those_who_may_see_people(house: House) -> None:
    room = Room(people=house.reaches[OWN].people)
    for days in (1, 6, 8):
        said = {"message": f"{days} days ago"}
        room.record(an_action("contact", said=said, at=NOON - timedelta(days=days), stamp=f"{days}", consents=()))

    told = [("2 new messages in the last seven days", "/messages")]
    assert waiting(house.browser(house.member(RoleName.READER))) == told
    assert waiting(house.browser(house.member(RoleName.COMMUNICATIONS))) == []


def test_follow_ups_that_are_due_wait_for_whoever_is_to_see_to_them(house: House) -> None:
    anne, driss = house.member(RoleName.FIELD), house.member(RoleName.FIELD)
    luc = a_person()
    house.add([luc])
    people = house.reaches[OWN].people
    for days in (0, -1, 1):
        wording = Wording(text="Call.", by=driss.id, due=TODAY + timedelta(days=days), assignee=anne.id)
        write_note(OWN, luc.person_id, wording, people=people, journal=InMemoryJournal(), clock=house.clock)

    assert waiting(house.browser(anne)) == [("2 follow-ups are due for you", "/follow-ups")]
    assert waiting(house.browser(driss)) == []
    assert waiting(house.browser(house.member(RoleName.ORGANISER))) == []


def test_what_waits_in_another_nation_waits_there(house: House) -> None:
    begin_draft(house, OTHER)

    assert waiting(house.browser(house.member(RoleName.CANDIDATE))) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_waits_leads_to_a_page_that_opens_for_whoever_is_told(kind: str) -> None:
    route, _ = find("GET", f"{HOME}/{KINDS[kind].path}") or (None, {})

    assert route is not None
    assert route.needs is KINDS[kind].needs


def test_coming_events_lead_to_their_page_in_the_console(house: House) -> None:
    event = house.events.add(an_event())

    assert waiting(house.browser(house.member(RoleName.FIELD))) == [
        (f"{event.title}June 1, 2027, 19:00", f"/events/{event.event_id}")
    ]


def chart_titles(browser: Browser, query: str = "") -> list[str]:
    browser.get(f"{HOME}{query}")
    return [title.text() for title in browser.page.css(".chart figcaption")]


def test_supporters_and_each_figure_with_a_goal_have_a_chart(house: House) -> None:
    nation = house.nations.get(OWN)
    facts = {"goals": "signatures#petition=800 volunteers=40"}
    house.nations.nations[OWN] = replace(nation, seed=replace(nation.seed, facts=facts))
    house.counters.counters[OWN].update({"pledges": 5, "signatures#petition": 11, "supporters": 4})
    house.counters.moved[OWN][TODAY] = {"signatures": 11, "supporters": 4, "pledges": 5}

    browser = house.browser(house.member(RoleName.READER))

    assert chart_titles(browser) == [
        "Who joined you, day by day",
        "Volunteers, by how much each day",
        "Signatures, by how much each day",
    ]
    assert [cell.text() for cell in browser.page.css(".chart td")] == ["4", "11"]


@pytest.mark.parametrize(("query", "days"), [("", 28), ("?days=14", 14), ("?days=84", 84), ("?days=100000", 28)])
def test_a_chart_shows_as_many_days_as_are_asked_for(house: House, query: str, days: int) -> None:
    house.counters.moved[OWN][TODAY] = {"supporters": 1}
    house.counters.moved[OWN][TODAY - timedelta(days=83)] = {"supporters": 1}

    browser = house.browser(house.member(RoleName.READER))
    browser.get(f"{HOME}{query}")

    assert len(browser.page.css(".chart rect")) == days
    (chosen,) = browser.page.css(".ways [aria-current]")
    assert chosen.text() == f"{days} days"
