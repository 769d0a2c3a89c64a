from __future__ import annotations

from datetime import timedelta

import pytest

from shared.access.audit import Deed
from shared.access.errors import InvitationOver, NotAllowed, Reason
from shared.access.grant import OPERATOR
from shared.access.invitation import VALID
from shared.access.inviting import Offer, accept, find_invitation, invite
from shared.access.member import member_id
from shared.access.revoking import Revoking, revoke
from shared.access.role import RoleName
from shared.kernel.errors import InputError
from tests.builders import HOUR, NOON
from tests.fakes.access import InMemoryMemberStore
from tests.unit.access.builders import an_offer, joined

DAY = timedelta(days=1)


@pytest.fixture
def members() -> InMemoryMemberStore:
    return InMemoryMemberStore()


def test_an_invitation_is_found_by_its_token_of_which_only_the_hash_is_kept(members: InMemoryMemberStore) -> None:
    invitation, token = invite(an_offer(), giver=None, members=members, now=NOON)

    assert find_invitation(token, members=members, now=NOON) == invitation
    assert len(token) == 64
    assert token not in repr(members.invitations)


def test_accepting_makes_a_member_who_holds_the_role(members: InMemoryMemberStore) -> None:
    until = NOON + 30 * DAY
    invitation, _ = invite(an_offer(" Marie@Example.org ", until=until), giver=None, members=members, now=NOON)

    member = accept(invitation, members=members, now=NOON + HOUR)

    assert member == members.get(member_id("marie@example.org", key=members.key()))
    assert (member.email, member.name, member.language) == ("marie@example.org", "Marie Dupont", "fr")
    (grant,) = member.grants
    assert (grant.role, grant.nation, grant.given_by) == (RoleName.CANDIDATE, "paris-6", OPERATOR)
    assert (grant.given_at, grant.expires_at) == (NOON + HOUR, until)


def test_an_invitation_is_good_once(members: InMemoryMemberStore) -> None:
    invitation, token = invite(an_offer(), giver=None, members=members, now=NOON)
    accept(invitation, members=members, now=NOON)

    with pytest.raises(InvitationOver):
        accept(invitation, members=members, now=NOON)
    with pytest.raises(InvitationOver):
        find_invitation(token, members=members, now=NOON)


def test_an_invitation_is_good_for_seven_days(members: InMemoryMemberStore) -> None:
    invitation, token = invite(an_offer(), giver=None, members=members, now=NOON)

    assert find_invitation(token, members=members, now=NOON + VALID - HOUR) == invitation
    with pytest.raises(InvitationOver, match="older than seven days"):
        find_invitation(token, members=members, now=NOON + timedelta(days=7))
    with pytest.raises(InvitationOver):
        accept(invitation, members=members, now=NOON + timedelta(days=7))


def test_a_token_that_was_never_given_leads_nowhere(members: InMemoryMemberStore) -> None:
    with pytest.raises(InvitationOver):
        find_invitation("\ud800 or whatever", members=members, now=NOON)


def test_inviting_somebody_again_voids_the_link_before(members: InMemoryMemberStore) -> None:
    _, first = invite(an_offer(), giver=None, members=members, now=NOON)
    _, second = invite(an_offer(role=RoleName.DIRECTOR), giver=None, members=members, now=NOON)

    with pytest.raises(InvitationOver):
        find_invitation(first, members=members, now=NOON)
    assert find_invitation(second, members=members, now=NOON).role is RoleName.DIRECTOR


def test_what_an_invitation_takes_the_place_of_is_in_the_log(members: InMemoryMemberStore) -> None:
    first, _ = invite(an_offer(), giver=None, members=members, now=NOON)
    second, _ = invite(an_offer(role=RoleName.DIRECTOR), giver=None, members=members, now=NOON)

    told = [(entry.what, entry.about["invitation"]) for entry in members.log.entries]

    assert told == [(Deed.INVITED, first.id), (Deed.INVITED, second.id), (Deed.WITHDREW, first.id)]


def test_a_director_voids_no_invitation_of_the_candidate_by_one_of_their_own(members: InMemoryMemberStore) -> None:
    director = joined(members, an_offer("dora@example.org", RoleName.DIRECTOR))
    _, candidates = invite(an_offer(), giver=None, members=members, now=NOON)

    _, readers = invite(an_offer(role=RoleName.READER), giver=director, members=members, now=NOON)

    assert find_invitation(candidates, members=members, now=NOON).role is RoleName.CANDIDATE
    assert find_invitation(readers, members=members, now=NOON).role is RoleName.READER
    assert Deed.WITHDREW not in {entry.what for entry in members.log.entries}


def test_hq_makes_nobody_a_candidate_beside_another(members: InMemoryMemberStore) -> None:
    organiser = joined(members, an_offer("hq@example.org", RoleName.ORGANISER, nation=None))
    joined(members, an_offer())

    with pytest.raises(NotAllowed) as refused:
        invite(an_offer("hq.again@example.org"), giver=organiser, members=members, now=NOON)

    assert refused.value.reason is Reason.SOMEBODY_STANDS
    invite(an_offer(), giver=organiser, members=members, now=NOON)
    invite(an_offer("paul@example.org"), giver=None, members=members, now=NOON)


def test_an_invitation_to_stand_is_over_once_somebody_else_stands(members: InMemoryMemberStore) -> None:
    organiser = joined(members, an_offer("hq@example.org", RoleName.ORGANISER, nation=None))
    second, _ = invite(an_offer("hq.again@example.org"), giver=organiser, members=members, now=NOON)
    joined(members, an_offer())

    with pytest.raises(InvitationOver):
        accept(second, members=members, now=NOON)


def test_whoever_comes_back_begins_at_a_generation_of_their_own(members: InMemoryMemberStore) -> None:
    before = joined(members, an_offer())
    members.members.clear()

    after = joined(members, an_offer(nation="ain"), now=NOON + timedelta(seconds=1))

    assert after.id == before.id
    assert after.generation > before.generation


def test_somebody_who_is_a_member_already_holds_both_roles_and_keeps_their_name(members: InMemoryMemberStore) -> None:
    joined(members, an_offer())

    again = joined(members, an_offer(nation="ain", role=RoleName.READER, name="M. Dupont"))

    assert again.name == "Marie Dupont"
    assert again.nations(NOON) == ("ain", "paris-6")


def test_a_candidate_invites_their_team_until_at_most_when_they_stand(members: InMemoryMemberStore) -> None:
    candidate = joined(members, an_offer(until=NOON + DAY))

    invitation, _ = invite(an_offer("paul@example.org", RoleName.FIELD), giver=candidate, members=members, now=NOON)

    assert (invitation.by, invitation.until) == (candidate.id, NOON + DAY)


def test_somebody_who_may_not_give_a_role_invites_nobody(members: InMemoryMemberStore) -> None:
    field = joined(members, an_offer(role=RoleName.FIELD))

    with pytest.raises(NotAllowed, match="only what they hold themselves"):
        invite(an_offer("paul@example.org", RoleName.FIELD), giver=field, members=members, now=NOON)

    assert members.team("paris-6").invitations == ()


def test_nobody_invites_themselves(members: InMemoryMemberStore) -> None:
    organiser = joined(members, an_offer(role=RoleName.ORGANISER, nation=None))

    with pytest.raises(NotAllowed) as refused:
        invite(an_offer("MARIE@example.org"), giver=organiser, members=members, now=NOON)

    assert refused.value.reason is Reason.TO_ONESELF


def test_an_invitation_by_somebody_who_lost_the_role_since_is_over(members: InMemoryMemberStore) -> None:
    candidate = joined(members, an_offer())
    invitation, _ = invite(an_offer("paul@example.org", RoleName.FIELD), giver=candidate, members=members, now=NOON)
    revoke(candidate.grants[0].id, nation="paris-6", task=Revoking(by=None, members=members, now=NOON))

    with pytest.raises(InvitationOver):
        accept(invitation, members=members, now=NOON)

    assert members.get(member_id("paul@example.org", key=members.key())) is None


def test_every_fault_of_an_offer_is_named_and_none_repeats_what_was_typed(members: InMemoryMemberStore) -> None:
    offer = an_offer("nobody at example", name=" ", until=NOON)

    with pytest.raises(InputError) as refused:
        invite(offer, giver=None, members=members, now=NOON)

    assert [fault.place for fault in refused.value.faults] == ["email", "name", "until"]
    assert "nobody" not in str(refused.value)


@pytest.mark.parametrize("language", ["de", ""])
def test_an_offer_in_a_language_that_we_do_not_speak_is_refused(members: InMemoryMemberStore, language: str) -> None:
    with pytest.raises(InputError, match="language"):
        invite(an_offer(language=language), giver=None, members=members, now=NOON)


def test_the_log_tells_who_invited_and_who_came_by_ids_alone(members: InMemoryMemberStore) -> None:
    candidate = joined(members, an_offer())

    invited, came = members.log.entries

    assert (invited.what, invited.who, invited.nation) == (Deed.INVITED, OPERATOR, "paris-6")
    assert (came.what, came.who, came.nation) == (Deed.JOINED, candidate.id, "paris-6")
    assert came.about == {
        "invitation": invited.about["invitation"],
        "grant": candidate.grants[0].id,
        "role": "candidate",
    }
    assert "marie" not in repr(members.log.entries).lower()


def test_chance_is_handed_in() -> None:
    stores = [InMemoryMemberStore() for _ in range(2)]
    offer: Offer = an_offer()

    tokens = [invite(offer, giver=None, members=store, now=NOON, draw=lambda size: "ab" * size)[1] for store in stores]

    assert tokens == ["ab" * 32] * 2
