"""What a team changes of somebody who has not confirmed yet."""

from __future__ import annotations

from shared.people.editing import edit_person
from shared.people.person import EXPIRES_AT, person_id
from tests.fakes.journal import InMemoryJournal
from tests.unit.actions.recorded import MARIE, SLUG, Room, an_action


def test_whoever_confirms_stays_and_what_they_were_before_an_edit_still_goes() -> None:
    room = Room()
    bond = room.record_and_ask(an_action())
    changes = {"given_name": "Anne"}
    edit_person(
        SLUG, person_id(MARIE), changes, by="member", people=room.people, journal=InMemoryJournal(), clock=room.clock
    )

    room.confirm(bond)

    assert EXPIRES_AT not in room.person().values
    assert [EXPIRES_AT in item for item in room.kept("EDIT#")] == [True]
