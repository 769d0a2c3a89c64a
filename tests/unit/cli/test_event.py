from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.elections.calendars import calendar_of
from shared.nations.nation import NationStatus
from shared.sites.kit import load_kit
from tests.builders import a_nation
from tests.unit.counters.builders import a_deed, a_record, changes

if TYPE_CHECKING:
    from tests.unit.cli.desk import Desk

IN_PARIS = ("constituency:75-06",)
APERO = ("--title", "Apéro citoyen", "--starts", "2027-06-01T19:00", "--ends", "21:00", "--venue", "Café")
VICTORY = ("--title", "Victoire", "--starts", "2027-07-01T19:00", "--ends", "21:00", "--venue", "Café")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk with one nation that is ready and furnished."""
    desk.nations.found(a_nation("paris-6", zones=IN_PARIS, status=NationStatus.READY))
    desk.nations.furnish("paris-6", load_kit().page_items(), is_open=False)
    return desk


def added(desk: Desk, *words: str) -> str:
    """Announce an event and return its id."""
    assert desk.banneret("event", "add", "paris-6", *(words or APERO), "--json") == 0
    return str(desk.json()["event"])


def fall_silent(desk: Desk) -> None:
    """Let the electoral silence of Paris begin."""
    desk.patience.moment = calendar_of("FR").silences(IN_PARIS)[0].starts + timedelta(minutes=1)


def test_an_event_is_announced_by_the_nations_clock_and_published(desk: Desk) -> None:
    assert desk.banneret("event", "add", "paris-6", *APERO, "--capacity", "40", "--json") == 0

    event = desk.json()
    assert (event["starts"], event["ends"], event["timezone"]) == (
        "2027-06-01T19:00",
        "2027-06-01T21:00",
        "Europe/Paris",
    )
    assert (event["capacity"], event["state"], event["revision"]) == (40, "planned", 0)
    assert desk.versions.history("paris-6")[0].by == "arn:aws:iam::123456789012:user/duty"


def test_an_event_may_keep_another_time_zone(desk: Desk) -> None:
    desk.banneret("event", "add", "paris-6", *APERO, "--timezone", "Indian/Reunion")

    assert "timezone   Indian/Reunion" in desk.out[0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--starts", "tomorrow"), "--starts: it is no date and time. Type it like 2027-06-01T19:00"),
        (("--starts", "2027-06-01T19:00+02:00"), "--starts: it has an offset"),
        (("--ends", "25:00"), "--ends: it is no date and time"),
        (("--ends", "18:00"), "ends: it is not after the beginning"),
        (("--title", " "), "title: it is empty"),
    ],
)
def test_what_makes_no_event_is_told_and_nothing_is_published(words: tuple[str, str], told: str, desk: Desk) -> None:
    option, value = words
    spoilt = [value if APERO[place - 1] == option else word for place, word in enumerate(APERO)]

    assert desk.banneret("event", "add", "paris-6", *spoilt) == 2
    assert told in desk.said[0]
    assert desk.sites.deeds == []


def test_an_event_is_changed_where_something_is_said_and_nowhere_else(desk: Desk) -> None:
    event = added(desk)

    assert desk.banneret("event", "change", "paris-6", event, "--venue", "Mairie", "--capacity", "9", "--json") == 0
    changed = desk.json()
    assert (changed["venue"], changed["capacity"], changed["title"]) == ("Mairie", 9, "Apéro citoyen")
    assert changed["revision"] == 1

    words = ("--starts", "2027-06-02T19:00", "--ends", "2027-06-02T22:00", "--capacity", "0")
    assert desk.banneret("event", "change", "paris-6", event, *words, "--json") == 0
    assert (desk.json()["starts"], desk.json()["capacity"]) == ("2027-06-02T19:00", None)


def test_an_event_called_off_stays_in_the_list(desk: Desk) -> None:
    event = added(desk)

    assert desk.banneret("event", "cancel", "paris-6", event) == 0
    desk.banneret("event", "list", "paris-6")

    assert desk.out[0].splitlines()[1].split() == [event, "2027-06-01T19:00", "cancelled", "0", "Apéro", "citoyen"]


def test_the_list_tells_how_many_come(desk: Desk) -> None:
    event = added(desk, *APERO, "--capacity", "2")
    desk.counters.count("paris-6", changes(*(a_record(a_deed(person, "rsvps", event)) for person in (1, 2))))

    desk.banneret("event", "list", "paris-6", "--json")
    (listed,) = desk.json()["events"]
    assert (listed["rsvps"], listed["full"]) == (2, True)

    desk.banneret("event", "list", "paris-6")
    assert "2 of 2" in desk.out[0]


def test_the_list_leaves_out_what_is_over_unless_all_is_asked_for(desk: Desk) -> None:
    added(desk)
    desk.patience.moment += timedelta(days=60)

    desk.banneret("event", "list", "paris-6")
    assert desk.out == ["nation paris-6 has no events"]
    desk.banneret("event", "list", "paris-6", "--all", "--json")
    assert len(desk.json()["events"]) == 1


@pytest.mark.parametrize(
    "words",
    [("list", "atlantis"), ("add", "atlantis", *APERO), ("cancel", "paris-6", "nothing"), ("change", "paris-6", "x")],
)
def test_what_nobody_knows_is_wrong_input(words: tuple[str, ...], desk: Desk) -> None:
    assert desk.banneret("event", *words) == 2


def test_during_silence_an_event_is_held(desk: Desk) -> None:
    fall_silent(desk)

    assert desk.banneret("event", "add", "paris-6", *VICTORY) == 1

    assert "is in electoral silence until 13 June 2027, 20:00 (Europe/Paris)" in desk.said[0]
    assert desk.sites.deeds == []


def test_a_reason_lets_an_event_through_silence(desk: Desk) -> None:
    event = added(desk, *VICTORY)
    fall_silent(desk)

    assert desk.banneret("event", "cancel", "paris-6", event, "--override", "the hall burnt down") == 0

    assert desk.events.get("paris-6", event).is_cancelled
    assert [override.reason for override in desk.overrides.kept] == ["the hall burnt down"]
    assert desk.notices.all()["paris-6"].shown.startswith("first until ")
