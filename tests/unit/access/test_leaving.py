"""Members go: what they held goes along, what they did stays in the log, and nothing else of them is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.access.errors import NotAllowed, Reason
from shared.access.leaving import Leaving, remove_member
from shared.access.member_store import DynamoMemberStore
from shared.access.role import RoleName
from shared.kernel.errors import Conflict
from tests.builders import NOON
from tests.fakes.access import InMemoryMemberStore
from tests.fakes.sign_in import InMemorySignIn
from tests.unit.access.builders import an_entry, an_offer, joined

if TYPE_CHECKING:
    from shared.access.member import Member
    from shared.access.ports import MemberStore


@pytest.fixture(params=["in-memory", "dynamodb"])
def members(request: pytest.FixtureRequest) -> MemberStore:
    if request.param == "in-memory":
        return InMemoryMemberStore()
    return DynamoMemberStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def remove(member: Member, *, by: Member | None, members: MemberStore) -> InMemorySignIn:
    """Have a member go, and return who knows passwords."""
    sign_in = InMemorySignIn()
    sign_in.passwords[member.id] = "a password"
    remove_member(member, task=Leaving(by=by, members=members, sign_in=sign_in, now=NOON))
    return sign_in


def test_whoever_goes_takes_along_what_they_passed_on(members: MemberStore) -> None:
    candidate = joined(members, an_offer())
    director = joined(members, an_offer("luc@example.org", RoleName.DIRECTOR), giver=candidate)
    joined(members, an_offer("eve@example.org", RoleName.FIELD), giver=director)

    sign_in = remove(director, by=director, members=members)

    assert [standing.member_id for standing in members.team("paris-6").standings] == [candidate.id]
    assert members.get(director.id) is None
    assert not sign_in.is_known(director.id)


def test_roles_end_in_every_nation_and_at_hq(members: MemberStore) -> None:
    joined(members, an_offer("owner@example.org", RoleName.OWNER, nation=None))
    somebody = joined(members, an_offer())
    joined(members, an_offer(role=RoleName.READER, nation="lyon-3"))
    somebody = joined(members, an_offer(role=RoleName.ORGANISER, nation=None))

    remove(somebody, by=None, members=members)

    places = [members.team(place) for place in ("paris-6", "lyon-3", None)]
    assert [somebody.id in {s.member_id for s in team.standings} for team in places] == [False] * 3


def test_an_owner_may_have_anybody_go_and_nobody_else_may(members: MemberStore) -> None:
    owner = joined(members, an_offer("owner@example.org", RoleName.OWNER, nation=None))
    organiser = joined(members, an_offer("organiser@example.org", RoleName.ORGANISER, nation=None))
    candidate = joined(members, an_offer())

    for other in (organiser, candidate):
        with pytest.raises(NotAllowed) as refused:
            remove(owner, by=other, members=members)
        assert refused.value.reason is Reason.NOT_THEIRS
    remove(candidate, by=owner, members=members)

    assert members.get(candidate.id) is None


def test_the_last_owner_does_not_go(members: MemberStore) -> None:
    owner = joined(members, an_offer("owner@example.org", RoleName.OWNER, nation=None))

    with pytest.raises(NotAllowed) as refused:
        remove(owner, by=owner, members=members)

    assert refused.value.reason is Reason.LAST_OWNER
    assert members.get(owner.id) == owner


def test_an_owner_goes_where_another_one_stays(members: MemberStore) -> None:
    owner = joined(members, an_offer("owner@example.org", RoleName.OWNER, nation=None))
    joined(members, an_offer("second@example.org", RoleName.OWNER, nation=None))

    remove(owner, by=owner, members=members)

    assert members.get(owner.id) is None


def test_a_member_who_changed_meanwhile_is_not_forgotten_unseen(members: MemberStore) -> None:
    member = joined(members, an_offer())
    members.save(replace(member, generation=2), after=member, entry=an_entry(nation=None))

    with pytest.raises(Conflict):
        members.remove(member, entry=an_entry(nation=None))

    assert members.get(member.id) is not None


def test_nobody_goes_twice(members: MemberStore) -> None:
    member = joined(members, an_offer())
    remove(member, by=None, members=members)

    with pytest.raises(Conflict):
        remove(member, by=None, members=members)
