from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from shared.nations.nation import NationStatus
from tests.builders import a_nation
from tests.unit.api.asking import Answer, ask
from tests.unit.counters.builders import a_deed, a_record, changes
from tests.unit.elections.builders import PARIS

if TYPE_CHECKING:
    from tests.unit.api.desks import FakeDesk

APERO = {
    "title": "Apéro citoyen",
    "starts": "2027-06-15T19:00:00",
    "ends": "2027-06-15T21:00:00",
    "venue": "Café de la Mairie",
}
EVENTS = "/nations/paris-6/events"
SILENT = datetime(2027, 6, 12, 12, tzinfo=PARIS)
HQ = "arn:aws:iam::123456789012:user/hq"


@pytest.fixture
def desk(desk: FakeDesk) -> FakeDesk:
    """A desk with one nation that is ready."""
    desk.nations.found(a_nation(status=NationStatus.READY))
    return desk


def announce(**more: Any) -> Answer:
    return ask("POST", EVENTS, body={**APERO, **more})


def test_an_event_is_announced_read_and_listed(desk: FakeDesk) -> None:
    made = announce(capacity=40, body="Venez **nombreux**")

    assert made.status == 200
    assert (made.body["title"], made.body["starts"], made.body["timezone"]) == (
        *("Apéro citoyen", "2027-06-15T19:00:00", "Europe/Paris"),
    )
    assert (made.body["capacity"], made.body["revision"], made.body["state"]) == (40, 0, "planned")
    assert ask("GET", f"{EVENTS}/{made.body['event']}").body == made.body
    assert ask("GET", EVENTS).body == {"nation": "paris-6", "events": [made.body]}


def test_what_changes_is_published_on_behalf_of_the_caller(desk: FakeDesk) -> None:
    announce()

    assert [(order.slug, order.by) for order in desk.publications.orders] == [("paris-6", HQ)]


def test_the_same_announcement_again_answers_the_event_that_stands(desk: FakeDesk) -> None:
    assert announce().body == announce().body
    assert len(ask("GET", EVENTS).body["events"]) == 1


def test_an_event_tells_how_many_come_and_whether_it_is_full(desk: FakeDesk) -> None:
    event = announce(capacity=2).body["event"]
    desk.counters.count("paris-6", changes(*(a_record(a_deed(person, "rsvps", event)) for person in (1, 2))))

    read = ask("GET", f"{EVENTS}/{event}").body
    assert (read["rsvps"], read["full"]) == (2, True)


def test_a_change_keeps_what_is_left_out(desk: FakeDesk) -> None:
    event = announce(capacity=40, body="Venez").body["event"]

    moved = ask("PATCH", f"{EVENTS}/{event}", body={"venue": "Mairie", "revision": 0})
    assert (moved.status, moved.body["venue"], moved.body["revision"]) == (200, "Mairie", 1)
    assert (moved.body["capacity"], moved.body["body"]) == (40, "Venez")

    opened = ask("PATCH", f"{EVENTS}/{event}", body={"capacity": None, "starts": None, "body": ""}).body
    assert (opened["capacity"], opened["starts"], opened["body"]) == (None, APERO["starts"], "")


def test_a_change_of_an_older_revision_is_a_conflict(desk: FakeDesk) -> None:
    event = announce().body["event"]
    ask("PATCH", f"{EVENTS}/{event}", body={"venue": "Mairie"})

    stale = ask("PATCH", f"{EVENTS}/{event}", body={"venue": "École", "revision": 0})

    assert stale.status == 409
    assert "changed by somebody else" in stale.body["detail"]


def test_an_event_is_called_off_and_cannot_be_changed_then(desk: FakeDesk) -> None:
    event = announce().body["event"]

    assert ask("POST", f"{EVENTS}/{event}/cancellation", body={}).body["state"] == "cancelled"
    assert ask("PATCH", f"{EVENTS}/{event}", body={"venue": "Mairie"}).status == 409


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/nations/atlantis/events", None),
        ("POST", "/nations/atlantis/events", APERO),
        ("GET", f"{EVENTS}/nothing", None),
        ("PATCH", f"{EVENTS}/nothing", {}),
        ("POST", f"{EVENTS}/nothing/cancellation", {}),
    ],
)
def test_what_does_not_exist_is_a_problem(desk: FakeDesk, method: str, path: str, body: Any) -> None:
    assert ask(method, path, body=body).status == 404


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": ""}, "body.title"),
        ({"title": "x" * 121}, "body.title"),
        ({"starts": "soon"}, "body.starts"),
        ({"starts": "2027-06-15T19:00:00+02:00"}, "body.starts"),
        ({"ends": "2027-06-15T18:00:00"}, "ends"),
        ({"timezone": "Paris"}, "timezone"),
        ({"capacity": 0}, "body.capacity"),
        ({"venue": "two\nlines"}, "venue"),
        ({"colour": "red"}, "body.colour"),
    ],
)
def test_what_makes_no_event_is_a_problem_with_its_field(desk: FakeDesk, change: dict[str, Any], place: str) -> None:
    answer = announce(**change)

    assert answer.status == 422
    assert answer.body["faults"][0]["place"] == place
    assert desk.publications.orders == []


def test_during_silence_events_are_held(desk: FakeDesk) -> None:
    event = announce().body["event"]
    desk.clock.moment = SILENT

    for method, path, body in (
        ("POST", EVENTS, {**APERO, "title": "Victoire"}),
        ("PATCH", f"{EVENTS}/{event}", {"venue": "Mairie"}),
        ("POST", f"{EVENTS}/{event}/cancellation", {}),
    ):
        held = ask(method, path, body=body)
        assert held.status == 409
        assert "electoral silence until 13 June 2027, 20:00 (Europe/Paris)" in held.body["detail"]


def test_a_reason_lets_an_event_through_silence_and_is_kept_with_its_giver(desk: FakeDesk) -> None:
    event = announce().body["event"]
    desk.clock.moment = SILENT

    assert ask("POST", f"{EVENTS}/{event}/cancellation", body={"override": "the hall burnt down"}).status == 200

    assert [(override.by, override.reason) for override in desk.overrides.kept] == [(HQ, "the hall burnt down")]
    assert desk.publications.orders[-1].override == "the hall burnt down"


def test_the_nation_reads_in_its_log_what_was_done_to_its_events(desk: FakeDesk) -> None:
    event = announce().body["event"]
    announce()
    ask("PATCH", f"{EVENTS}/{event}", body={"venue": "Mairie"})
    ask("POST", f"{EVENTS}/{event}/cancellation", body={})

    assert desk.journal.entries == [
        ("paris-6", "announced-event", {"event": event}),
        ("paris-6", "changed-event", {"event": event, "revision": "1"}),
        ("paris-6", "called-off-event", {"event": event, "revision": "2"}),
    ]
