"""Teams on the embedded cloud: invited by the command, and changed by many at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from shared.access.inviting import accept, find_invitation, invite
from shared.access.lockout import NAME_TRIES, Attempt, take_try
from shared.access.member_store import DynamoMemberStore
from shared.access.role import RoleName
from shared.access.tries_store import DynamoTries
from shared.kernel.errors import BanneretError
from tests.scenarios.contents import contents
from tests.unit.access.builders import an_offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

AT_ONCE = 8
OWNER = ("--role", "network-owner", "--name", "Anne Petit", "--hq")


@pytest.fixture
def members(network: Network) -> DynamoMemberStore:
    return DynamoMemberStore(network.client("dynamodb"), network.directory.network_table)


def all_at_once(times: int, act: Callable[[int], Any]) -> list[Any]:
    """Do something in threads of its own each, and return what came of it; errors of ours count as None."""

    def outcome(number: int) -> Any:
        try:
            return act(number)
        except BanneretError:
            return None

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(outcome, range(times)))


def test_the_first_owner_is_invited_listed_and_seen_off_by_the_command(network: Network) -> None:
    invited = network.banneret("team", "invite", "anne@example.org", *OWNER, "--json")
    assert invited.code == 0, invited.said
    token = invited.json["link"].rpartition("/")[2]
    assert token not in str(contents(network))

    members = DynamoMemberStore(network.client("dynamodb"), network.directory.network_table)
    now = datetime.now(UTC)
    owner = accept(find_invitation(token, members=members, now=now), members=members, now=now)
    listed = network.banneret("team", "list", "--hq", "--json").json["members"]
    (held,) = [each for each in listed if each["member"] == owner.id]
    assert (held["role"], held["name"]) == ("network-owner", "Anne Petit")

    assert network.banneret("team", "revoke", held["id"], "--hq").code == 0
    done = [entry["what"] for entry in network.banneret("team", "log", "--hq", "--json").json["entries"]]
    assert done[:3] == ["revoked-role", "accepted-invitation", "invited"]


def test_an_invitation_that_many_accept_at_once_is_accepted_once(members: DynamoMemberStore) -> None:
    now = datetime.now(UTC)
    invitation, _ = invite(an_offer(nation="accepted-once"), giver=None, members=members, now=now)

    accepted = all_at_once(AT_ONCE, lambda _: accept(invitation, members=members, now=now))

    (member,) = [each for each in accepted if each]
    assert [grant.role for grant in member.grants] == [RoleName.CANDIDATE]
    assert len(members.team("accepted-once").standings) == 1


def test_invitations_that_many_write_at_once_are_each_kept_or_refused(members: DynamoMemberStore) -> None:
    now = datetime.now(UTC)

    def one(number: int) -> str:
        offer = an_offer(f"m{number}@example.org", RoleName.READER, nation="at-once")
        return invite(offer, giver=None, members=members, now=now)[0].digest

    written = {digest for digest in all_at_once(AT_ONCE, one) if digest}

    team = members.team("at-once")
    assert {invitation.digest for invitation in team.invitations} == written != set()
    assert team.revision == len(written)


def test_many_tries_at_once_are_no_more_than_as_many_one_by_one(network: Network) -> None:
    tries = DynamoTries(network.client("dynamodb"), network.directory.network_table)
    attempt, now = Attempt(member_id="f" * 32, address="192.0.2.77"), datetime.now(UTC)

    def one(_: int) -> bool:
        return take_try(attempt, tries=tries, key=b"key", now=now) is None

    taken = [all_at_once(AT_ONCE, one).count(True) for _ in range(3)]

    assert sum(taken) == NAME_TRIES
