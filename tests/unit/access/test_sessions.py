from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.access.sessions import end_everywhere, open_session, read_session
from tests.builders import HOUR, NOON
from tests.fakes.access import InMemoryMemberStore, InMemorySessionStore
from tests.unit.access.builders import an_offer, joined

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.session import SignedIn

MINUTE = timedelta(minutes=1)


class Desk:
    """A store of members and one of sessions, and a candidate and an organiser of HQ."""

    def __init__(self) -> None:
        self.members = InMemoryMemberStore()
        self.sessions = InMemorySessionStore()
        self.candidate = joined(self.members, an_offer())
        self.organiser = joined(self.members, an_offer("hq@example.org", RoleName.ORGANISER, nation=None))

    def open(self, *, hq: bool = False, second_factor: bool = False) -> SignedIn:
        member = self.organiser if hq else self.candidate
        return open_session(member, second_factor=second_factor, sessions=self.sessions, now=NOON)

    def read(self, token: str, now: datetime = NOON) -> SignedIn | None:
        return read_session(token, sessions=self.sessions, members=self.members, now=now)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_session_is_read_by_its_token_of_which_only_the_hash_is_kept(desk: Desk) -> None:
    opened = desk.open()

    assert desk.read(opened.token) == opened
    assert opened.member == desk.candidate
    assert len(opened.token) == 64
    assert opened.token not in repr(desk.sessions.sessions)
    assert opened.session.csrf != opened.token


def test_a_token_that_was_never_given_is_nobodys(desk: Desk) -> None:
    desk.open()

    assert desk.read("") is None
    assert desk.read("\ud800") is None


def test_a_session_lasts_twelve_hours_however_busy(desk: Desk) -> None:
    token = desk.open().token

    for minutes in range(0, 12 * 60, 20):
        assert desk.read(token, NOON + minutes * MINUTE)
    assert desk.read(token, NOON + 12 * HOUR) is None


def test_a_session_of_hq_ends_after_half_an_hour_of_disuse(desk: Desk) -> None:
    token = desk.open(hq=True).token

    assert desk.read(token, NOON + 30 * MINUTE)
    assert desk.read(token, NOON + 60 * MINUTE)
    assert desk.read(token, NOON + 91 * MINUTE) is None


def test_a_session_of_a_nation_outlasts_lunch(desk: Desk) -> None:
    assert desk.read(desk.open().token, NOON + 2 * HOUR)


def test_reading_twice_within_a_minute_writes_nothing(desk: Desk) -> None:
    token = desk.open().token
    before = dict(desk.sessions.sessions)

    desk.read(token, NOON + MINUTE - timedelta(seconds=1))

    assert desk.sessions.sessions == before


def test_a_member_is_read_with_what_they_hold_now(desk: Desk) -> None:
    token = desk.open().token
    joined(desk.members, an_offer(nation="ain"))

    signed_in = desk.read(token)

    assert signed_in is not None
    assert signed_in.member.nations(NOON) == ("ain", "paris-6")


def test_signing_out_everywhere_ends_all_sessions_and_lets_new_ones_begin(desk: Desk) -> None:
    tokens = [desk.open().token for _ in range(3)]

    renewed = end_everywhere(desk.candidate, members=desk.members, now=NOON)

    assert [desk.read(token) for token in tokens] == [None] * 3
    fresh = open_session(renewed, second_factor=False, sessions=desk.sessions, now=NOON)
    assert desk.read(fresh.token)


@pytest.mark.parametrize(("hq", "second_factor", "lacks"), [(True, False, True), (True, True, False)])
def test_hq_needs_a_second_factor(desk: Desk, hq: bool, second_factor: bool, lacks: bool) -> None:
    assert desk.open(hq=hq, second_factor=second_factor).lacks_second_factor(NOON) is lacks


def test_a_nations_team_does_not(desk: Desk) -> None:
    assert not desk.open().lacks_second_factor(NOON)
