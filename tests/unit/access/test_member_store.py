from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.audit_store import DynamoAuditLog
from shared.access.grant import Standing
from shared.access.invitation import VALID, Invitation
from shared.access.member_store import DynamoMemberStore
from shared.access.role import RoleName
from shared.access.team import Change, Team
from shared.access.tokens import digest_of
from shared.kernel.errors import Conflict
from shared.nations.store import DynamoNationStore
from tests.builders import HOUR, NOON, a_nation
from tests.fakes.access import InMemoryMemberStore
from tests.unit.access.builders import a_grant, a_member, an_entry, hand

if TYPE_CHECKING:
    from typing import Any

    from shared.access.ports import MemberStore


@pytest.fixture(params=["in-memory", "dynamodb"])
def members(request: pytest.FixtureRequest) -> MemberStore:
    if request.param == "in-memory":
        return InMemoryMemberStore()
    return DynamoMemberStore(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def an_invitation(nation: str | None = "paris-6") -> Invitation:
    return Invitation(
        digest=digest_of("token"),
        email="paul@example.org",
        name="Paul Durand",
        language="en",
        role=RoleName.FIELD,
        nation=nation,
        by="operator",
        invited_at=NOON,
        expires_at=NOON + VALID,
        until=NOON + HOUR,
    )


def test_the_key_of_ids_is_made_once(members: MemberStore) -> None:
    assert members.key() == members.key() != b""


def test_a_member_comes_back_as_they_joined_with_all_their_grants(members: MemberStore) -> None:
    marie = a_member(charter="1", charter_at=NOON, generation=3)
    here = a_grant(RoleName.FIELD, "paris-6", expires_at=NOON + HOUR)
    there = a_grant(RoleName.READER, "ain", reason="Somebody asked to be erased")
    above = a_grant(RoleName.HQ_READER, None)
    for grant in (here, there, above):
        hand(members, marie, grant)

    assert members.get(marie.id) == replace(marie, grants=(here, there, above))


def test_nobody_is_found_under_an_unknown_id(members: MemberStore) -> None:
    assert members.get("0" * 32) is None


def test_a_team_lists_who_holds_what_in_this_nation_alone(members: MemberStore) -> None:
    here, there = a_grant(nation="paris-6"), a_grant(nation="paris-60")
    hand(members, a_member(), here)
    hand(members, a_member(), there)

    assert members.team("paris-6").standings == (Standing(member_id=a_member().id, grant=here),)


def test_a_member_is_saved_as_they_now_are(members: MemberStore) -> None:
    hand(members, a_member(), a_grant())
    before = members.get(a_member().id)
    assert before is not None
    after = replace(before, charter="1", charter_at=NOON, generation=2)

    members.save(after, after=before, entry=an_entry(nation=None))

    assert members.get(before.id) == after


@pytest.mark.parametrize("meanwhile", [{"generation": 2}, {"charter": "1"}, {"name": "Marie D."}, {"language": "en"}])
def test_saving_a_member_whom_somebody_else_changed_is_refused(members: MemberStore, meanwhile: dict[str, Any]) -> None:
    hand(members, a_member(), a_grant())
    before = members.get(a_member().id)
    assert before is not None
    members.save(replace(before, **meanwhile), after=before, entry=an_entry())

    with pytest.raises(Conflict):
        members.save(replace(before, generation=7), after=before, entry=an_entry())


def test_a_change_decided_on_an_older_team_is_refused_and_leaves_nothing(members: MemberStore) -> None:
    hand(members, a_member(), a_grant())
    seen = members.team("paris-6")
    hand(members, a_member(), a_grant())
    late = Standing(member_id=a_member().id, grant=a_grant())

    with pytest.raises(Conflict):
        members.change(Change(team=seen, entries=(an_entry(),), given=(late,)))

    assert late not in members.team("paris-6").standings


def test_the_first_change_of_a_team_is_made_by_one_alone(members: MemberStore) -> None:
    hand(members, a_member(), a_grant())

    with pytest.raises(Conflict):
        members.change(Change(team=Team(nation="paris-6"), entries=(an_entry(),)))


def test_a_grant_taken_back_is_neither_the_members_nor_the_teams(members: MemberStore) -> None:
    grant = a_grant()
    hand(members, a_member(), grant)
    standing = Standing(member_id=a_member().id, grant=grant)

    members.change(Change(team=members.team("paris-6"), entries=(an_entry(),), taken=(standing,)))

    assert members.get(a_member().id) == a_member()
    assert members.team("paris-6").standings == ()


@pytest.mark.parametrize("nation", ["paris-6", None])
def test_an_invitation_is_found_by_its_hash_and_in_its_team(members: MemberStore, nation: str | None) -> None:
    invitation = an_invitation(nation=nation)

    members.change(Change(team=members.team(nation), entries=(an_entry(),), invited=invitation))

    assert members.invitation(digest_of("token")) == invitation
    assert members.team(nation).invitations == (invitation,)
    assert members.invitation(digest_of("another")) is None


def test_an_accepted_invitation_stays_known_and_leaves_the_team(members: MemberStore) -> None:
    invitation = an_invitation()
    members.change(Change(team=members.team("paris-6"), entries=(an_entry(),), invited=invitation))
    accepted = replace(invitation, accepted_at=NOON + HOUR)

    members.change(Change(team=members.team("paris-6"), entries=(an_entry(),), accepted=accepted))

    assert members.invitation(invitation.digest) == accepted
    assert members.team("paris-6").invitations == ()


def test_an_invitation_is_accepted_once_even_by_who_knows_the_team_as_it_is(members: MemberStore) -> None:
    accepted = replace(an_invitation(), accepted_at=NOON)
    members.change(Change(team=members.team("paris-6"), entries=(an_entry(),), invited=an_invitation()))
    members.change(Change(team=members.team("paris-6"), entries=(an_entry(),), accepted=accepted))

    with pytest.raises(Conflict):
        members.change(Change(team=members.team("paris-6"), entries=(an_entry(),), accepted=accepted))


def test_a_withdrawn_invitation_is_nowhere(members: MemberStore) -> None:
    invitation = an_invitation()
    members.change(Change(team=members.team("paris-6"), entries=(an_entry(),), invited=invitation))

    members.change(Change(team=members.team("paris-6"), entries=(an_entry(),), withdrawn=(invitation,)))

    assert members.invitation(invitation.digest) is None
    assert members.team("paris-6").invitations == ()


def test_somebody_who_joined_meanwhile_is_not_written_over(members: MemberStore) -> None:
    hand(members, a_member(), a_grant())
    again = Change(team=members.team("ain"), entries=(an_entry(),), newcomer=a_member(name="Somebody else"))

    with pytest.raises(Conflict):
        members.change(again)


def test_two_processes_agree_on_one_key(dynamodb: Any, network_table: str) -> None:
    first, second = (DynamoMemberStore(dynamodb, network_table) for _ in range(2))

    assert first.key() == second.key()


def test_a_key_made_by_another_process_at_this_moment_stands(dynamodb: Any, network_table: str) -> None:
    other = DynamoMemberStore(dynamodb, network_table)

    def slow(size: int) -> str:
        other.key()
        return "00" * size

    assert DynamoMemberStore(dynamodb, network_table, draw=slow).key() == other.key() != bytes(32)


def test_no_change_goes_unlogged(dynamodb: Any, network_table: str) -> None:
    members, log = DynamoMemberStore(dynamodb, network_table), DynamoAuditLog(dynamodb, network_table)
    joined, agreed = an_entry(), an_entry(NOON + HOUR)
    members.change(
        Change(team=members.team("paris-6"), entries=(joined,), newcomer=a_member(), invited=an_invitation())
    )
    members.save(replace(a_member(), charter="1"), after=a_member(), entry=agreed)

    assert log.page("paris-6", limit=9).elements == (agreed, joined)


def test_team_and_log_are_no_part_of_what_a_nations_site_is_made_of(dynamodb: Any, network_table: str) -> None:
    members, nations = DynamoMemberStore(dynamodb, network_table), DynamoNationStore(dynamodb, network_table)
    nations.found(a_nation())
    nations.furnish("paris-6", [{"sk": "PAGE#home"}], is_open=False)
    hand(members, a_member(), a_grant())
    members.change(Change(team=members.team("paris-6"), entries=(an_entry(),), invited=an_invitation()))

    assert [item["sk"] for item in nations.belongings("paris-6")] == ["PAGE#home"]


def test_what_runs_out_is_deleted_by_the_table_itself(dynamodb: Any, network_table: str) -> None:
    members = DynamoMemberStore(dynamodb, network_table)
    hand(members, a_member(), a_grant(expires_at=NOON + timedelta(hours=4)))

    items = dynamodb.scan(TableName=network_table)["Items"]
    ends = {item["sk"]["S"].split("#")[0]: item["expires_at"]["N"] for item in items if "expires_at" in item}

    assert ends == dict.fromkeys(("GRANT", "_TEAM"), str(int((NOON + timedelta(hours=4)).timestamp())))
