from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.access.audit import Deed
from shared.access.errors import InvitationOver, NotAllowed, NotInTeam
from shared.access.invitation import Invitation
from shared.access.inviting import accept, find_invitation, invite
from shared.access.member_store import DynamoMemberStore
from shared.access.revoking import (
    AT_ONCE,
    Revoking,
    may_revoke,
    passed_along,
    revoke,
    void_with,
    withdraw,
    would_go,
)
from shared.access.role import RoleName
from shared.kernel.errors import Conflict
from tests.builders import NOON
from tests.fakes.access import InMemoryMemberStore
from tests.unit.access.builders import a_grant, a_member, an_offer, hand, joined

if TYPE_CHECKING:
    from typing import Any

    from shared.access.member import Member
    from shared.access.ports import MemberStore


@pytest.fixture
def members() -> InMemoryMemberStore:
    return InMemoryMemberStore()


def by(member: Member | None, members: MemberStore) -> Revoking:
    return Revoking(by=member, members=members, now=NOON)


def emails(members: MemberStore, nation: str | None = "paris-6") -> set[str]:
    held = [members.get(standing.member_id) for standing in members.team(nation).standings]
    return {member.email.partition("@")[0] for member in held if member}


def a_line(members: MemberStore) -> tuple[Member, Member, Member]:
    """A candidate who made a director, who made a field organiser; a second one is the candidate's own."""
    candidate = joined(members, an_offer("candidate@example.org"))
    director = joined(members, an_offer("director@example.org", RoleName.DIRECTOR), giver=candidate)
    field = joined(members, an_offer("field@example.org", RoleName.FIELD), giver=director)
    joined(members, an_offer("other@example.org", RoleName.FIELD), giver=candidate)
    return candidate, director, field


def test_revoking_takes_what_was_passed_on_along(members: InMemoryMemberStore) -> None:
    candidate, director, field = a_line(members)

    gone = revoke(director.grants[0].id, nation="paris-6", task=by(candidate, members))

    assert [standing.member_id for standing in gone] == [director.id, field.id]
    assert emails(members) == {"candidate", "other"}


def test_when_the_candidate_goes_their_whole_team_goes(members: InMemoryMemberStore) -> None:
    candidate, *_ = a_line(members)

    revoke(candidate.grants[0].id, nation="paris-6", task=by(None, members))

    assert emails(members) == set()


def test_what_the_giver_may_still_give_stays(members: InMemoryMemberStore) -> None:
    candidate, director, _ = a_line(members)
    joined(members, an_offer("director@example.org", RoleName.DIRECTOR), giver=candidate)

    revoke(director.grants[0].id, nation="paris-6", task=by(candidate, members))

    assert emails(members) == {"candidate", "director", "field", "other"}


def test_a_candidate_stays_when_who_brought_them_leaves_hq_and_looks_no_longer(
    members: InMemoryMemberStore,
) -> None:
    organiser = joined(members, an_offer("hq@example.org", RoleName.ORGANISER, nation=None))
    joined(members, an_offer("candidate@example.org"), giver=organiser)
    looks = [a_grant(RoleName.READER, given_by=organiser.id, reason="Somebody asked to be erased") for _ in range(2)]
    for look in looks:
        hand(members, organiser, look)

    gone = revoke(looks[0].id, nation="paris-6", task=by(None, members))
    assert emails(members) == {"candidate", "hq"}
    revoke(organiser.grants[0].id, nation=None, task=by(None, members))

    assert [standing.grant for standing in gone] == [looks[0]]
    assert emails(members) == {"candidate"}
    assert emails(members, None) == set()
    told = [entry.about["grant"] for entry in members.log.entries if entry.what == Deed.REVOKED]
    assert told == [looks[0].id, looks[1].id, organiser.grants[0].id]


def test_a_look_stays_for_whoever_may_look_by_another_role(members: InMemoryMemberStore) -> None:
    joined(members, an_offer("hq@example.org", RoleName.ORGANISER, nation=None))
    hq = joined(members, an_offer("hq@example.org", RoleName.OWNER, nation=None))
    hand(members, hq, a_grant(RoleName.READER, given_by=hq.id, reason="Somebody asked to be erased"))

    revoke(hq.grants[0].id, nation=None, task=by(None, members))

    assert emails(members) == {"hq"}


def test_a_candidate_sees_off_whoever_hq_lets_look_inside(members: InMemoryMemberStore) -> None:
    candidate = joined(members, an_offer())
    look = a_grant(RoleName.READER, given_by="f" * 32, reason="Somebody asked to be erased")
    hand(members, a_member(email="hq@example.org"), look)

    revoke(look.id, nation="paris-6", task=by(candidate, members))

    assert emails(members) == {"marie"}


@pytest.mark.parametrize(
    ("role", "nation", "allowed"),
    [
        (RoleName.OWNER, None, True),
        (RoleName.ORGANISER, None, True),
        (RoleName.HQ_READER, None, False),
        (RoleName.CANDIDATE, "paris-6", True),
        (RoleName.CANDIDATE, "ain", False),
        (RoleName.DIRECTOR, "paris-6", False),
        (RoleName.FIELD, "paris-6", False),
    ],
)
def test_a_role_is_revoked_by_the_candidate_and_by_hq(role: RoleName, nation: str | None, allowed: bool) -> None:
    member = a_member(a_grant(role, nation))

    assert may_revoke(member, a_grant(RoleName.FIELD), now=NOON) is allowed


def test_a_role_is_revoked_by_who_gave_it() -> None:
    director = a_member(a_grant(RoleName.DIRECTOR))

    assert may_revoke(director, a_grant(RoleName.FIELD, given_by=director.id), now=NOON)


@pytest.mark.parametrize(("role", "allowed"), [(RoleName.OWNER, True), (RoleName.ORGANISER, False)])
def test_roles_of_hq_are_revoked_by_its_owners(role: RoleName, allowed: bool) -> None:
    assert may_revoke(a_member(a_grant(role, None)), a_grant(RoleName.HQ_READER, None), now=NOON) is allowed


def test_no_candidate_unseats_another() -> None:
    assert not may_revoke(a_member(a_grant(RoleName.CANDIDATE)), a_grant(RoleName.CANDIDATE), now=NOON)


def test_whoever_may_not_revoke_a_role_changes_nothing(members: InMemoryMemberStore) -> None:
    candidate, _, field = a_line(members)

    with pytest.raises(NotAllowed, match="by who gave it, by the candidate, or by HQ"):
        revoke(candidate.grants[0].id, nation="paris-6", task=by(field, members))

    assert emails(members) == {"candidate", "director", "field", "other"}


def test_a_grant_is_looked_for_in_its_own_team(members: InMemoryMemberStore) -> None:
    candidate, *_ = a_line(members)

    with pytest.raises(NotInTeam, match="`banneret team list` shows them all"):
        revoke(candidate.grants[0].id, nation="ain", task=by(None, members))


def test_an_invitation_is_withdrawn_by_its_id(members: InMemoryMemberStore) -> None:
    candidate = joined(members, an_offer())
    invitation, token = invite(an_offer("paul@example.org", RoleName.FIELD), giver=candidate, members=members, now=NOON)

    withdraw(invitation.id, nation="paris-6", task=by(candidate, members))

    assert members.log.entries[-1].what == Deed.WITHDREW
    with pytest.raises(InvitationOver):
        find_invitation(token, members=members, now=NOON)


def test_an_invitation_is_withdrawn_by_who_may_revoke_its_role(members: InMemoryMemberStore) -> None:
    invitation, _ = invite(an_offer("paul@example.org", RoleName.FIELD), giver=None, members=members, now=NOON)
    stranger = a_member(a_grant(RoleName.FIELD), email="other@example.org")

    with pytest.raises(NotAllowed):
        withdraw(invitation.id, nation="paris-6", task=by(stranger, members))

    assert isinstance(members.invitation(invitation.digest), Invitation)


def test_no_role_is_withdrawn_like_an_invitation_and_no_invitation_taken_like_a_role(
    members: InMemoryMemberStore,
) -> None:
    candidate = joined(members, an_offer())
    invitation, _ = invite(an_offer("paul@example.org", RoleName.FIELD), giver=candidate, members=members, now=NOON)

    with pytest.raises(NotInTeam):
        withdraw(candidate.grants[0].id, nation="paris-6", task=by(None, members))
    with pytest.raises(NotInTeam):
        revoke(invitation.id, nation="paris-6", task=by(None, members))


def test_what_would_go_is_what_goes(members: InMemoryMemberStore) -> None:
    candidate, director, _ = a_line(members)
    team = members.team("paris-6")

    told = would_go(director.grants[0].id, team, by=candidate, now=NOON)

    assert told == revoke(director.grants[0].id, nation="paris-6", task=by(candidate, members))
    with pytest.raises(NotAllowed):
        would_go(candidate.grants[0].id, team, by=director, now=NOON)


def test_nothing_goes_that_nobody_was_shown(members: InMemoryMemberStore) -> None:
    candidate, director, _ = a_line(members)
    shown = members.team("paris-6").revision
    joined(members, an_offer("late@example.org", RoleName.FIELD), giver=director)

    with pytest.raises(Conflict):
        revoke(director.grants[0].id, nation="paris-6", task=by(candidate, members), shown=shown)

    assert emails(members) == {"candidate", "director", "field", "other", "late"}


def test_open_invitations_of_whoever_loses_the_right_to_give_them_are_void(members: InMemoryMemberStore) -> None:
    _, director, field = a_line(members)
    sent, token = invite(an_offer("new@example.org", RoleName.FIELD), giver=director, members=members, now=NOON)
    invite(an_offer("next@example.org", RoleName.CANDIDATE), giver=None, members=members, now=NOON)
    team = members.team("paris-6")

    assert void_with(would_go(director.grants[0].id, team, by=None, now=NOON), team, now=NOON) == (sent,)
    assert void_with(would_go(director.grants[0].id, team, by=None, now=NOON), team, now=sent.expires_at) == ()
    assert void_with(would_go(field.grants[0].id, team, by=None, now=NOON), team, now=NOON) == ()
    revoke(director.grants[0].id, nation="paris-6", task=by(None, members))
    with pytest.raises(InvitationOver):
        accept(find_invitation(token, members=members, now=NOON), members=members, now=NOON)


def test_an_invitation_stays_good_whose_giver_holds_the_role_twice(members: InMemoryMemberStore) -> None:
    candidate, director, _ = a_line(members)
    invite(an_offer("new@example.org", RoleName.FIELD), giver=director, members=members, now=NOON)
    joined(members, an_offer("director@example.org", RoleName.DIRECTOR), giver=candidate)
    team = members.team("paris-6")

    assert void_with(would_go(director.grants[0].id, team, by=None, now=NOON), team, now=NOON) == ()


def test_each_role_taken_is_in_the_log(members: InMemoryMemberStore) -> None:
    candidate, director, field = a_line(members)

    revoke(director.grants[0].id, nation="paris-6", task=by(candidate, members))

    revoked = [entry for entry in members.log.entries if entry.what == Deed.REVOKED]
    assert {entry.about["member"] for entry in revoked} == {director.id, field.id}
    assert {entry.who for entry in revoked} == {candidate.id}


@pytest.mark.thorough
def test_a_team_larger_than_one_transaction_is_revoked_as_well(dynamodb: Any, network_table: str) -> None:
    members = DynamoMemberStore(dynamodb, network_table)
    candidate = a_grant(RoleName.CANDIDATE)
    hand(members, a_member(), candidate)
    for number in range(AT_ONCE + 5):
        hand(members, a_member(email=f"m{number}@example.org"), a_grant(given_by=a_member().id))

    gone = revoke(candidate.id, nation="paris-6", task=by(None, members))

    assert len(gone) == AT_ONCE + 6
    assert members.team("paris-6").standings == ()


def test_roles_that_lead_to_each_other_in_a_ring_are_all_found(members: InMemoryMemberStore) -> None:
    one, two = a_member(email="one@example.org"), a_member(email="two@example.org")
    hand(members, one, a_grant(RoleName.DIRECTOR, given_by=two.id))
    hand(members, two, a_grant(RoleName.DIRECTOR, given_by=one.id))
    team = members.team("paris-6")

    assert set(passed_along(team.standings[0], team)) == set(team.standings)
