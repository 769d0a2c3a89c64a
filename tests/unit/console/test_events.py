"""A nation's events in the console: announced, changed, called off; guests read by those who may, and let in once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.actions.keys import attendances_of, guests_of
from shared.console import guest_list
from shared.console.views import events as events_view
from shared.events.event import Event, EventState
from shared.kernel.items import to_wire
from shared.people.person import EXPIRES_AT, Person, nation_holder, person_id
from shared.people.segments.building import build_index
from shared.people.table import put
from tests.builders import NOON
from tests.unit.console.house import OWN, House, a_person

if TYPE_CHECKING:
    from tests.fakes.console import Browser

EVENTS = f"/nation/{OWN}/events"
FORM = {
    "title": "Apéro citoyen",
    "starts": "2027-06-01T19:00",
    "ends": "2027-06-01T21:00",
    "venue": "Salle des fêtes",
    "address": "1 rue de l’Odéon",
    "body": "Venez\r\n**nombreux**",
    "capacity": "80",
}
SILENT = datetime(2027, 6, 12, 12, tzinfo=UTC)


def an_event(house: House, event_id: str = "e1", **changes: object) -> Event:
    """Have the nation announce an event, a week after NOON unless told otherwise."""
    starts = datetime(2027, 5, 18, 19)
    event = Event(
        event_id=event_id,
        slug=OWN,
        title="Réunion publique",
        starts=starts,
        ends=starts + timedelta(hours=2),
        timezone="Europe/Paris",
        venue="Odéon",
        changed_at=NOON,
    )
    return house.events.add(replace(event, **changes))  # type: ignore[arg-type] # fields of an event


def promise(house: House, person: Person, event_id: str = "e1", *, expires_at: int | None = None) -> str:
    """Have somebody say that they come."""
    house.add([replace(person, values={**person.values, "deeds": [f"rsvp:{event_id}"]})])
    item = {"pk": nation_holder(OWN), "sk": guests_of(event_id) + person.person_id, EXPIRES_AT: expires_at}
    house.reaches[OWN].people.write([put(to_wire(item))])
    return person.person_id


def came(house: House, event_id: str = "e1") -> set[str]:
    """Return who came."""
    prefix = attendances_of(event_id)
    items = house.reaches[OWN].people.below(nation_holder(OWN), prefix)
    return {item["sk"]["S"].removeprefix(prefix) for item in items}


def names(browser: Browser, rows: str) -> list[str]:
    """Return the names that rows of the page show."""
    return [node.text() for node in browser.page.css(f"{rows} strong, {rows} th a")]


def deeds(house: House) -> list[str]:
    """Return what the nation's log tells, the oldest first."""
    return [entry.what for entry in house.log.page(OWN, limit=50).elements][::-1]


@pytest.fixture
def field(house: House) -> Browser:
    """The browser of somebody who organises in the field: events and people, not what is published."""
    return house.browser(house.member(RoleName.FIELD))


def test_events_to_come_stand_before_those_that_are_over_with_their_numbers(house: House, field: Browser) -> None:
    an_event(house, "later", title="Later", starts=datetime(2027, 6, 2, 19), ends=datetime(2027, 6, 2, 20))
    an_event(house, "soon", title="Soon", capacity=80)
    an_event(house, "past", title="Past", starts=datetime(2027, 5, 1, 19), ends=datetime(2027, 5, 1, 20))
    house.counters.counters[OWN].update({"rsvps#soon": 12, "rsvps#past": 9, "attendances#past": 7})

    field.get(EVENTS)

    assert names(field, ".events") == ["Soon", "Later", "Past"]
    assert "12 of 80 say they come" in field.text
    assert "7 came" in field.text


def test_of_many_that_are_over_the_latest_are_shown_until_all_are_asked_for(
    house: House, field: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events_view, "OVER", 1)
    for day in (1, 2):
        starts = datetime(2027, 5, day, 19)
        an_event(house, f"e{day}", title=f"May {day}", starts=starts, ends=starts + timedelta(hours=1))

    field.get(EVENTS)
    assert names(field, ".events") == ["May 2"]

    field.get(f"{EVENTS}?all=1")
    assert names(field, ".events") == ["May 2", "May 1"]


def test_an_announced_event_stands_in_the_log_and_its_site_is_asked_for(house: House, field: Browser) -> None:
    field.get(f"{EVENTS}/new")

    field.post(f"{EVENTS}/new", FORM)

    (event,) = house.events.of_nation(OWN)
    assert (event.title, event.body, event.capacity) == ("Apéro citoyen", "Venez\n**nombreux**", 80)
    assert (event.begins_at.isoformat(), event.timezone) == ("2027-06-01T19:00:00+02:00", "Europe/Paris")
    assert [order.slug for order in house.publications.orders] == [OWN]
    assert deeds(house) == ["announced-event"]
    field.go(field.led_to)
    assert "Announced" in field.text


def test_the_same_announcement_sent_twice_is_one_event_and_one_entry(house: House, field: Browser) -> None:
    field.get(f"{EVENTS}/new")
    form = {**field.hidden, **FORM}

    led = {field.post(f"{EVENTS}/new", form).headers["Location"] for _ in range(2)}

    assert (len(led), len(house.events.of_nation(OWN)), deeds(house)) == (1, 1, ["announced-event"])


def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_is_kept(house: House, field: Browser) -> None:
    field.get(f"{EVENTS}/new")
    wrong = {**FORM, "title": " ", "starts": "soon", "capacity": "-1"}

    response = field.post(f"{EVENTS}/new", wrong)

    assert (response.status, house.events.events, house.publications.orders) == (422, {}, [])
    assert {node.attributes["id"] for node in field.page.css("[aria-invalid=true]")} == {"title", "starts", "capacity"}
    assert len(field.page.css(".fault-line")) == 3
    assert field.page.css_first("#venue").attributes["value"] == "Salle des fêtes"  # type: ignore[union-attr] # it is there


@pytest.mark.parametrize(
    ("wrong", "field_id"),
    [
        ({"ends": "2027-06-01T18:00"}, "ends"),
        ({"starts": "2027-05-01T19:00", "ends": "2027-05-01T20:00"}, "ends"),
        ({"starts": "2027-06-01T19:00+02:00"}, "starts"),
        ({"capacity": "many"}, "capacity"),
        ({"venue": "x" * 121}, "venue"),
    ],
    ids=["ends before it begins", "over", "with an offset", "no number", "too long"],
)
def test_what_cannot_take_place_is_marked(house: House, field: Browser, wrong: dict[str, str], field_id: str) -> None:
    field.get(f"{EVENTS}/new")

    response = field.post(f"{EVENTS}/new", {**FORM, **wrong})

    assert (response.status, house.events.events) == (422, {})
    assert [node.attributes["id"] for node in field.page.css("[aria-invalid=true]")] == [field_id]


def test_an_event_is_changed_by_the_form_that_shows_it(house: House, field: Browser) -> None:
    event = an_event(house, capacity=50, address="Paris")
    field.get(f"{EVENTS}/e1/edit")
    shown = {
        node.attributes["name"] or "": node.attributes.get("value") or ""
        for node in field.page.css("form input:not([type=hidden])")
    }
    assert shown["starts"] == "2027-05-18T19:00"

    field.post(f"{EVENTS}/e1/edit", {**shown, "body": "", "title": "Grande réunion", "capacity": ""})

    assert field.led_to == f"{EVENTS}/e1?did=changed"
    changed = house.events.get(OWN, "e1")
    assert changed == replace(event, title="Grande réunion", capacity=None, revision=1)
    assert deeds(house) == ["changed-event"]


def test_a_change_over_somebody_elses_is_held_until_it_is_sent_again(house: House, field: Browser) -> None:
    event = an_event(house)
    field.get(f"{EVENTS}/e1/edit")
    house.events.save(replace(event, venue="Panthéon", revision=1), after=event)

    response = field.post(f"{EVENTS}/e1/edit", {**FORM, "revision": "0"})

    assert (response.status, house.events.get(OWN, "e1").venue) == (409, "Panthéon")
    assert "Somebody else changed this event" in field.text
    field.post(f"{EVENTS}/e1/edit", FORM)
    assert house.events.get(OWN, "e1").venue == "Salle des fêtes"


def test_digits_by_the_thousand_are_no_number_of_guests_and_no_revision(house: House, field: Browser) -> None:
    event, thousands = an_event(house), "9" * 5000
    house.events.save(replace(event, venue="Panthéon", revision=1), after=event)
    field.get(f"{EVENTS}/e1/edit")

    assert field.post(f"{EVENTS}/e1/edit", {**FORM, "capacity": thousands}).status == 422
    assert field.post(f"{EVENTS}/e1/edit", {**FORM, "revision": thousands}).status == 409
    assert house.events.get(OWN, "e1").venue == "Panthéon"


def test_an_event_announced_again_comes_on_the_same_day_of_a_week_to_come(house: House, field: Browser) -> None:
    starts = datetime(2027, 4, 27, 19)
    an_event(house, starts=starts, ends=starts + timedelta(hours=2))

    field.get(f"{EVENTS}/new?from=e1")

    assert field.page.css_first("#starts").attributes["value"] == "2027-05-11T19:00"  # type: ignore[union-attr] # it is there
    assert field.page.css_first("#title").attributes["value"] == "Réunion publique"  # type: ignore[union-attr] # it is there
    assert field.get(f"{EVENTS}/new?from=nothing").status == 404


def test_an_event_is_called_off_for_good_and_its_page_says_so(house: House, field: Browser) -> None:
    an_event(house)
    field.get(f"{EVENTS}/e1")

    field.post(f"{EVENTS}/e1/cancel")

    assert house.events.get(OWN, "e1").state is EventState.CANCELLED
    assert (deeds(house), len(house.publications.orders)) == (["called-off-event"], 1)
    field.go(field.led_to)
    assert "Cancelled" in field.text
    assert not field.page.css("form")
    field.get(f"{EVENTS}/new")
    assert field.post(f"{EVENTS}/e1/edit", FORM).status == 409


def test_what_was_called_off_is_not_announced_again_as_it_was(house: House, field: Browser) -> None:
    field.get(f"{EVENTS}/new")
    field.post(f"{EVENTS}/new", FORM)
    (event,) = house.events.of_nation(OWN)
    house.events.save(replace(event, state=EventState.CANCELLED, revision=1), after=event)
    field.get(f"{EVENTS}/new")

    response = field.post(f"{EVENTS}/new", FORM)

    assert response.status == 409
    assert "This very event was cancelled" in field.text


@pytest.mark.parametrize("path", ["new", "e1/edit", "e1/cancel"])
def test_silence_holds_whoever_does_not_answer_for_what_is_published(house: House, field: Browser, path: str) -> None:
    event = an_event(house, starts=datetime(2027, 6, 30, 19), ends=datetime(2027, 6, 30, 20))
    house.clock.moment = SILENT
    browser = house.browser(house.member(RoleName.FIELD))
    browser.get(f"{EVENTS}/new")
    june = {**FORM, "starts": "2027-06-30T19:00", "ends": "2027-06-30T21:00", "override": "the hall is closed"}

    response = browser.post(f"{EVENTS}/{path}", june)

    assert (response.status, house.publications.orders) == (409, [])
    assert house.events.of_nation(OWN) == (event,)
    assert "Electoral silence" in browser.text
    assert not browser.page.css("#override")


def test_the_candidate_overrides_silence_for_a_reason_that_is_kept(house: House) -> None:
    an_event(house, starts=datetime(2027, 6, 30, 19), ends=datetime(2027, 6, 30, 20))
    house.clock.moment = SILENT
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(f"{EVENTS}/e1")

    assert browser.post(f"{EVENTS}/e1/cancel", {"override": "x" * 401}).status == 409
    browser.post(f"{EVENTS}/e1/cancel", {"override": "the hall is closed"})

    assert house.events.get(OWN, "e1").is_cancelled
    (order,) = house.publications.orders
    assert order.override == "the hall is closed"
    assert [kept.reason for kept in house.reaches[OWN].overrides.of_nation(OWN)] == ["the hall is closed"]


def test_the_guest_list_tells_who_said_they_come_and_who_came_and_nobody_else(house: House, field: Browser) -> None:
    an_event(house)
    luc = promise(house, a_person())
    promise(house, a_person(given="Zoé", family="Arnaud"), expires_at=int(NOON.timestamp()) + 60)
    promise(house, a_person(given="Ida", family="Elsewhere"), "e2")
    field.get(f"{EVENTS}/e1/door")
    field.post(f"{EVENTS}/e1/door/in", {"person": luc})

    field.get(f"{EVENTS}/e1/guests")

    assert names(field, ".guests") == ["Zoé Arnaud", "Luc Dupont"]
    assert "2 say they come · 1 came, 0 of them unannounced" in field.text
    assert "not confirmed" in field.text
    assert "14:00" in field.text


def test_the_guest_list_leads_to_who_said_they_come_as_a_segment_that_can_be_kept(house: House, field: Browser) -> None:
    an_event(house, title="Réunion & apéro")
    field.get(f"{EVENTS}/e1/guests")
    assert not field.page.css("a[href*=segments\\/new]")
    promise(house, a_person())
    promise(house, a_person(given="Ida", family="Elsewhere"), "e2")
    build_index(OWN, people=house.reaches[OWN].people, now=NOON, draw=lambda size: "ab" * size)

    field.get(f"{EVENTS}/e1/guests")
    (link,) = field.page.css("a[href*=segments\\/new]")
    address = link.attributes["href"] or ""
    field.go(address)

    assert names(field, ".rows") == ["Luc Dupont"]
    assert "Comes to an event: Réunion & apéro (May 18, 2027)" in field.text
    name = field.page.css_first("#name")
    assert name is not None
    assert name.attributes["value"] == "Guests: Réunion & apéro"


def test_a_crowd_comes_by_pages_and_beyond_reading_in_no_order(
    house: House, field: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.console.views.event_guests.LISTED", 2)
    an_event(house)
    for family in ("Aubert", "Benali", "Caron"):
        promise(house, a_person(family=family))

    field.get(f"{EVENTS}/e1/guests?page=2")
    assert names(field, ".guests") == ["Luc Caron"]

    monkeypatch.setattr(guest_list, "MOST_NAMED", 2)
    field.get(f"{EVENTS}/e1/guests")
    assert len(names(field, ".guests")) == 2
    assert "Too many" in field.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "²"])
def test_a_page_that_is_no_number_is_the_first(house: House, field: Browser, page: str) -> None:
    an_event(house)
    promise(house, a_person())

    field.get(f"{EVENTS}/e1/guests?page={page}")

    assert names(field, ".guests") == ["Luc Dupont"]


def test_somebody_at_the_door_is_let_in_once_however_often_it_is_pressed(house: House, field: Browser) -> None:
    an_event(house)
    luc = promise(house, a_person())
    field.get(f"{EVENTS}/e1/door")
    form = {**field.hidden, "person": luc}

    for _ in range(2):
        assert field.post(f"{EVENTS}/e1/door/in", form).status == 303

    assert (came(house), deeds(house)) == ({luc}, ["checked-in"])
    field.go(field.led_to)
    assert "Luc Dupont is here." in field.text
    assert "1 are here · 1 said they come" in field.text


def test_a_page_that_stays_where_it_is_gets_the_row_and_the_count_alone(house: House, field: Browser) -> None:
    an_event(house)
    luc = promise(house, a_person())
    field.get(f"{EVENTS}/e1/door")

    response = field.post(f"{EVENTS}/e1/door/in", {**field.hidden, "person": luc}, **{"hx-request": "true"})

    assert response.body.count("<li") == 1
    (row,), (button,) = field.page.css("li"), field.page.css("button")
    assert row.attributes["data-count"] == "1 are here · 1 said they come"
    assert " ".join(button.text().split()) == "Undo Luc Dupont"
    assert "<nav" not in response.body


def test_what_was_pressed_in_error_is_taken_back(house: House, field: Browser) -> None:
    an_event(house)
    luc = promise(house, a_person())
    field.get(f"{EVENTS}/e1/door")
    form = {**field.hidden, "person": luc}
    field.post(f"{EVENTS}/e1/door/in", form)
    house.clock.advance(timedelta(minutes=1))

    field.post(f"{EVENTS}/e1/door/out", form)

    assert (came(house), deeds(house)) == (set(), ["checked-in", "undid-check-in"])
    field.go(field.led_to)
    assert names(field, ".door-list") == ["Luc Dupont"]


def test_a_search_at_the_door_finds_guests_first_and_everybody_else_the_nation_knows(
    house: House, field: Browser
) -> None:
    an_event(house)
    house.add([a_person(given="Ana", family="Durand")])
    promise(house, a_person(given="Zoé", family="Duval"))

    field.get(f"{EVENTS}/e1/door?q=du")

    assert names(field, ".door-list") == ["Zoé Duval", "Ana Durand"]
    assert "not on the list" in field.text
    field.get(f"{EVENTS}/e1/door?q=nobody")
    assert "Nobody of that name" in field.text
    assert "open" in (field.page.css_first("details").attributes)  # type: ignore[union-attr] # it is there


def test_a_guest_is_found_by_the_first_name_alone(house: House, field: Browser) -> None:
    an_event(house)
    promise(house, a_person(given="Élise", family="Caron"))
    only_a_first_name = a_person(given="Elsa")
    values = {name: value for name, value in only_a_first_name.values.items() if name != "family_name"}
    promise(house, replace(only_a_first_name, values=values))

    field.get(f"{EVENTS}/e1/door?q=el")
    assert names(field, ".door-list") == ["Elsa", "Élise Caron"]

    field.get(f"{EVENTS}/e1/door?q=caron+el")
    assert names(field, ".door-list") == ["Élise Caron"]


def test_in_a_crowd_too_large_to_read_guests_are_found_by_the_index_of_names(
    house: House, field: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guest_list, "MOST_NAMED", 1)
    an_event(house)
    for family in ("Caron", "Aubert"):
        promise(house, a_person(given="Élise", family=family))

    field.get(f"{EVENTS}/e1/door?q=caron")

    assert names(field, ".door-list") == ["Élise Caron"]


def test_a_walk_in_is_written_down_and_let_in(house: House, field: Browser) -> None:
    an_event(house)
    field.get(f"{EVENTS}/e1/door")

    field.post(f"{EVENTS}/e1/door/walk-in", {"given_name": "Ida", "family_name": "B", "email": "ida@example.org"})

    assert came(house) == {person_id("ida@example.org")}
    field.go(field.led_to)
    assert "Ida B is here, unannounced." in field.text


def test_what_a_walk_in_lacks_is_marked_and_kept(house: House, field: Browser) -> None:
    an_event(house)
    field.get(f"{EVENTS}/e1/door")

    response = field.post(f"{EVENTS}/e1/door/walk-in", {"given_name": "Ida", "phone": "12"})

    assert (response.status, came(house)) == (422, set())
    assert [node.attributes["id"] for node in field.page.css("[aria-invalid=true]")] == ["phone"]
    assert field.page.css_first("#given_name").attributes["value"] == "Ida"  # type: ignore[union-attr] # it is there


def test_a_cancelled_event_has_no_door(house: House, field: Browser) -> None:
    an_event(house, state=EventState.CANCELLED)

    assert field.get(f"{EVENTS}/e1/door").status == 409


def test_who_may_not_change_events_or_read_people_finds_no_way_there(house: House) -> None:
    an_event(house)
    browser = house.browser(house.member(RoleName.FINANCE))

    browser.get(f"{EVENTS}/e1")

    assert not browser.page.css("form")
    links = [node.attributes["href"] or "" for node in browser.page.css("main a")]
    assert not [link for link in links if link.endswith(("/door", "/guests", "/edit"))]
