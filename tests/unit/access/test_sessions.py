from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.errors import NotAllowed
from shared.access.role import RoleName
from shared.access.sessions import end, end_everywhere, open_session, read_session, renew
from shared.kernel.secrets import FixedKeys
from tests.builders import HOUR, NOON
from tests.fakes.access import InMemoryMemberStore, InMemorySessionStore
from tests.fakes.sign_in import InMemorySignIn
from tests.unit.access.builders import an_offer, joined

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.session import SignedIn

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
KEYS = FixedKeys("a former key", "a key")


class Desk:
    """A store of members and one of sessions, and a candidate and an organiser of HQ."""

    def __init__(self) -> None:
        self.members = InMemoryMemberStore()
        self.sessions = InMemorySessionStore()
        self.candidate = joined(self.members, an_offer())
        self.organiser = joined(self.members, an_offer("hq@example.org", RoleName.ORGANISER, nation=None))
        self.sign_in = InMemorySignIn()

    def open(self, *, hq: bool = False, second_factor: bool = False) -> SignedIn:
        member = self.organiser if hq else self.candidate
        return open_session(member, second_factor=second_factor, sessions=self.sessions, now=NOON)

    def read(self, token: str, now: datetime = NOON) -> SignedIn | None:
        return read_session(token, sessions=self.sessions, members=self.members, now=now)

    def ask(self, token: str, now: datetime) -> tuple[bool, str | None]:
        """Return whether a request with a token is answered, and the token that its answer brings."""
        who = self.read(token, now)
        return who is not None, renew(who, sessions=self.sessions, keys=KEYS, now=now) if who else None

    def end_everywhere(self, member: Member, by: Member | None) -> Member:
        return end_everywhere(member, by=by, members=self.members, sign_in=self.sign_in, now=NOON)


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

    renewed = desk.end_everywhere(desk.candidate, by=desk.candidate)

    assert [desk.read(token) for token in tokens] == [None] * 3
    fresh = open_session(renewed, second_factor=False, sessions=desk.sessions, now=NOON)
    assert desk.read(fresh.token)


@pytest.mark.parametrize(("hq", "second_factor", "lacks"), [(True, False, True), (True, True, False)])
def test_hq_needs_a_second_factor(desk: Desk, hq: bool, second_factor: bool, lacks: bool) -> None:
    assert desk.open(hq=hq, second_factor=second_factor).lacks_second_factor(NOON) is lacks


def test_a_nations_team_does_not(desk: Desk) -> None:
    assert not desk.open().lacks_second_factor(NOON)


def test_a_token_is_another_one_each_hour(desk: Desk) -> None:
    first = desk.open().token
    assert desk.ask(first, NOON + HOUR - SECOND) == (True, None)

    _, second = desk.ask(first, NOON + HOUR)

    assert second
    assert second != first
    assert desk.ask(second, NOON + HOUR + MINUTE) == (True, None)
    _, third = desk.ask(second, NOON + 2 * HOUR)
    assert third not in (None, first, second)


def test_the_session_stays_the_same_under_its_next_token(desk: Desk) -> None:
    opened = desk.open(second_factor=True)

    _, token = desk.ask(opened.token, NOON + HOUR)

    follows = desk.read(token or "", NOON + HOUR)
    assert follows is not None
    kept = ("csrf", "created_at", "expires_at", "second_factor_at", "generation")
    assert [getattr(follows.session, name) for name in kept] == [getattr(opened.session, name) for name in kept]


def test_requests_at_once_all_come_to_the_same_token(desk: Desk) -> None:
    first = desk.open().token
    under_way = [desk.read(first, NOON + HOUR) for _ in range(4)]

    brought = [renew(who, sessions=desk.sessions, keys=KEYS, now=NOON + HOUR) for who in under_way if who]

    assert len(brought) == 4
    assert len(set(brought) - {None}) == 1
    assert len(desk.sessions.sessions) == 2


def test_the_token_before_is_good_half_a_minute_longer_than_the_next_is_unused(desk: Desk) -> None:
    first = desk.open().token
    _, second = desk.ask(first, NOON + HOUR)
    used = NOON + HOUR + 10 * MINUTE
    assert desk.ask(first, used) == (True, second)

    desk.ask(second or "", used)

    assert desk.ask(first, used + 29 * SECOND) == (True, second)
    assert desk.ask(first, used + 30 * SECOND) == (False, None)
    assert desk.ask(second or "", used + HOUR) != (False, None)


def test_an_answer_that_was_lost_is_made_good_by_the_next_one(desk: Desk) -> None:
    first = desk.open().token
    _, lost = desk.ask(first, NOON + HOUR)

    assert desk.ask(first, NOON + 2 * HOUR) == (True, lost)


def test_what_a_member_holds_changes_their_token_at_once(desk: Desk) -> None:
    first = desk.open().token
    joined(desk.members, an_offer(nation="ain"))

    _, second = desk.ask(first, NOON + SECOND)

    assert second
    assert desk.ask(second, NOON + 2 * SECOND) == (True, None)


@pytest.mark.parametrize("which", ["the one before", "the next"])
def test_a_session_is_ended_under_all_its_tokens(desk: Desk, which: str) -> None:
    first = desk.open().token
    second = desk.ask(first, NOON + HOUR)[1] or ""
    desk.ask(second, NOON + HOUR)

    end(first if which == "the one before" else second, sessions=desk.sessions)

    assert desk.sessions.sessions == {}


def test_nobody_makes_the_next_token_without_the_stages_key(desk: Desk) -> None:
    first = desk.open().token
    second = desk.ask(first, NOON + HOUR)[1]
    who = desk.read(first, NOON + HOUR)
    assert who is not None

    assert renew(who, sessions=desk.sessions, keys=FixedKeys("a key"), now=NOON + HOUR) == second
    assert renew(who, sessions=desk.sessions, keys=FixedKeys("another key"), now=NOON + HOUR) is None


def test_a_member_who_came_back_has_none_of_the_sessions_of_before(desk: Desk) -> None:
    token = desk.open().token
    desk.members.members.pop(desk.candidate.id)

    joined(desk.members, an_offer(nation="ain"), now=NOON + MINUTE)

    assert desk.read(token, NOON + 2 * MINUTE) is None


def test_an_owner_and_the_operator_sign_others_out_and_nobody_else_does(desk: Desk) -> None:
    owner = joined(desk.members, an_offer("owner@example.org", RoleName.OWNER, nation=None))
    for by in (owner, None):
        token = open_session(desk.organiser, second_factor=True, sessions=desk.sessions, now=NOON).token

        desk.organiser = desk.end_everywhere(desk.organiser, by=by)

        assert desk.read(token) is None
        logged = desk.members.log.entries[-1]
        assert (logged.what, logged.about) == ("ended-all-sessions", {"member": desk.organiser.id})
    with pytest.raises(NotAllowed):
        desk.end_everywhere(owner, by=desk.organiser)
    assert desk.sign_in.ended == [desk.organiser.id] * 2
