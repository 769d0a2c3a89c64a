"""What people wrote to a nation is found the latest first, and is gone when its writer is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.actions.erasing import erase
from shared.actions.mergers import Wish, merge_people, undo_merger
from shared.actions.messages import MESSAGE, Message, latest_messages, messages_since
from shared.people.person import nation_holder, person_id
from tests.builders import NOON
from tests.fakes.journal import InMemoryJournal
from tests.unit.actions.recorded import MARIE, SLUG, Room, an_action

OTHER = "other@example.org"
HOUR = timedelta(hours=1)


def write(
    room: Room, text: str, *, email: str = MARIE, hours: int = 0, slug: str = SLUG, is_confirmed: bool = True
) -> None:
    """Have somebody write to a nation, and confirm it."""
    told = {"name": "Marie", "message": text}
    taken = an_action("contact", email=email, said=told, at=NOON + hours * HOUR, stamp=text, slug=slug, consents=())
    if is_confirmed and not room.has(email, slug):
        room.confirm(room.record_and_ask(taken))
    else:
        room.record(taken)


def texts(found: tuple[Message, ...]) -> list[str]:
    return [message.activity.said["message"] for message in found]


def read(room: Room, *, limit: int = 50, after: str = "") -> list[str]:
    now = room.clock.now().timestamp()
    return texts(latest_messages(SLUG, people=room.people, now=now, limit=limit, after=after).elements)


def test_messages_come_the_latest_first_and_page_by_page() -> None:
    room = Room()
    for hours, email in enumerate((MARIE, OTHER, MARIE)):
        write(room, f"{hours}", email=email, hours=hours)
    write(room, "elsewhere", slug="lyon-3")
    now = room.clock.now().timestamp()

    first = latest_messages(SLUG, people=room.people, now=now, limit=2)
    rest = latest_messages(SLUG, people=room.people, now=now, limit=2, after=first.cursor or "")

    assert (texts(first.elements), texts(rest.elements)) == (["2", "1"], ["0"])
    assert [message.person.person_id for message in first.elements] == [person_id(MARIE), person_id(OTHER)]
    assert rest.cursor is None


@pytest.mark.parametrize("cursor", ["x", "PERSON#", "9" * 2000, "0000000000#a#b#c"])
def test_a_cursor_that_is_none_begins_anew(cursor: str) -> None:
    room = Room()
    write(room, "only one")

    assert read(room, after=cursor) == ["only one"]


def test_only_writing_to_the_nation_is_a_message() -> None:
    room = Room()
    room.record(an_action("join"))
    room.record(an_action("volunteer", stamp="two"))

    assert room.kept(MESSAGE) == []


def test_a_message_that_is_delivered_twice_is_one() -> None:
    room = Room()
    write(room, "once")
    write(room, "once")

    assert read(room) == ["once"]


def test_what_is_never_confirmed_is_gone_and_what_is_confirmed_stays() -> None:
    room = Room()
    write(room, "confirmed", email=OTHER)
    write(room, "not confirmed", hours=1, is_confirmed=False)
    assert read(room) == ["not confirmed", "confirmed"]

    room.pass_days(8)

    assert read(room) == ["confirmed"]
    assert sorted("expires_at" in item for item in room.kept(MESSAGE)) == [False, True]


def test_an_erasure_takes_messages_along() -> None:
    room = Room()
    write(room, "mine")
    write(room, "another's", email=OTHER)

    erase((nation_holder(SLUG), person_id(MARIE)), people=room.people, erasures=room.erasures, clock=room.clock)

    assert read(room) == ["another's"]
    assert len(room.kept(MESSAGE)) == 1


def test_messages_go_along_when_two_become_one_and_part_again() -> None:
    room, journal = Room(), InMemoryJournal()
    write(room, "from one")
    write(room, "from the other", email=OTHER, hours=1)
    wish = Wish(slug=SLUG, kept_id=person_id(MARIE), gone_id=person_id(OTHER), by="member")

    merger = merge_people(wish, people=room.people, journal=journal, clock=room.clock, draw=lambda size: "ab" * size)

    assert read(room) == ["from the other", "from one"]
    assert {item["person_id"] for item in room.kept(MESSAGE)} == {wish.kept_id}
    undo_merger(SLUG, wish.kept_id, merger.id, people=room.people, journal=journal, clock=room.clock)
    assert [item["person_id"] for item in room.kept(MESSAGE)] == [wish.gone_id, wish.kept_id]
    assert read(room) == ["from the other", "from one"]


def test_messages_are_counted_since_a_moment() -> None:
    room = Room()
    for hours in range(3):
        write(room, f"{hours}", hours=hours)

    counted = [messages_since(SLUG, NOON + hours * HOUR, people=room.people) for hours in range(4)]

    assert counted == [3, 2, 1, 0]
