from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from shared.access.inviting import invite
from shared.access.member_store import DynamoMemberStore
from shared.access.post_store import DynamoPost
from shared.access.posting import token_for
from shared.access.role import RoleName
from shared.access.tokens import digest_of
from shared.access.welcoming import CandidateWelcome
from shared.kernel.errors import Conflict
from shared.kernel.secrets import FixedKeys
from shared.nations.nation import NationStatus
from shared.nations.store import DynamoNationStore
from shared.rollouts.opening import DynamoOpenings, Opening
from shared.rollouts.rollout import EntryState
from shared.rollouts.store import DynamoRolloutStore
from shared.sites.version_store import DynamoVersionStore
from tests.builders import NOON, a_nation, a_rollout, an_entry
from tests.fakes.nations import InMemoryNationStore
from tests.fakes.rollouts import InMemoryOpenings, InMemoryRolloutStore
from tests.fakes.sites import InMemoryVersionStore
from tests.unit.access.builders import an_offer
from tests.unit.sites.test_versions import a_version

if TYPE_CHECKING:
    from shared.nations.ports import NationStore
    from shared.rollouts.opening import Openings
    from shared.rollouts.ports import RolloutStore
    from shared.sites.versions import Version, VersionStore


def a_welcome() -> CandidateWelcome:
    """Return what invites candidates, with a key of its own."""
    return CandidateWelcome(keys=FixedKeys("a key"), language="fr")


@dataclass
class Table:
    """The three stores that an opening writes to, and what opens."""

    rollouts: RolloutStore
    nations: NationStore
    versions: VersionStore
    openings: Openings

    def open(self, *, version: Version | None = None, **changes: Any) -> None:
        """Open paris-6 as it was founded, or as `changes` have it."""
        founded = a_nation(**changes)
        opened = founded.opened(kit_version="1", people=42, at=NOON)
        opening = Opening(rollout_id="legislatives", before=founded, nation=opened, version=version, seconds=1.5)
        self.openings.open(opening)


@pytest.fixture(params=["in-memory", "dynamodb"])
def table(request: pytest.FixtureRequest) -> Table:
    if request.param == "in-memory":
        rollouts, nations, versions = InMemoryRolloutStore(), InMemoryNationStore(), InMemoryVersionStore()
        made = Table(rollouts, nations, versions, InMemoryOpenings(rollouts, nations, versions))
    else:
        place = request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table")
        made = Table(
            DynamoRolloutStore(*place),
            DynamoNationStore(*place),
            DynamoVersionStore(*place),
            DynamoOpenings(*place, welcome=a_welcome()),
        )
    made.rollouts.create(a_rollout())
    made.rollouts.add_entries("legislatives", [an_entry()])
    made.nations.found(a_nation())
    return made


def test_nation_publication_and_entry_change_together(table: Table) -> None:
    table.open(version=a_version())

    entry = table.rollouts.entry("legislatives", "paris-6")
    assert (entry.state, entry.seconds, entry.people) == (EntryState.READY, 1.5, 42)
    assert table.nations.get("paris-6").status is NationStatus.READY
    assert table.versions.latest("paris-6") == a_version()


def test_an_opening_without_a_new_publication_records_none(table: Table) -> None:
    table.open()

    assert table.versions.latest("paris-6") is None
    assert table.rollouts.entry("legislatives", "paris-6").state is EntryState.READY


def test_a_nation_that_somebody_else_changed_is_left_alone_with_all_that_belongs_to_it(table: Table) -> None:
    with pytest.raises(Conflict, match="nation paris-6 was changed by somebody else meanwhile"):
        table.open(version=a_version(), status=NationStatus.READY)

    assert table.versions.latest("paris-6") is None
    assert table.rollouts.entry("legislatives", "paris-6").state is EntryState.PENDING


def test_a_publication_that_somebody_else_recorded_opens_nothing(table: Table) -> None:
    table.versions.add("paris-6", a_version())

    with pytest.raises(Conflict):
        table.open(version=a_version())
    assert table.nations.get("paris-6").status is NationStatus.PROVISIONING


@pytest.fixture
def opened(request: pytest.FixtureRequest) -> tuple[Any, str]:
    """A table in which paris-6 was opened for the first time."""
    place = request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table")
    rollouts, nations, versions = DynamoRolloutStore(*place), DynamoNationStore(*place), DynamoVersionStore(*place)
    made = Table(rollouts, nations, versions, DynamoOpenings(*place, welcome=a_welcome()))
    rollouts.create(a_rollout())
    rollouts.add_entries("legislatives", [an_entry()])
    nations.found(a_nation())
    made.open()
    return place


def test_a_nation_that_opens_has_its_candidate_invited_and_a_letter_posted(opened: tuple[Any, str]) -> None:
    team = DynamoMemberStore(*opened).team("paris-6")

    [invitation] = team.invitations
    letter = DynamoPost(*opened).find(f"INVITATION#{invitation.digest}")
    assert (invitation.email, invitation.role, invitation.by) == (a_nation().seed.email, "candidate", "operator")
    assert (invitation.invited_at, team.revision) == (NOON, 1)
    assert letter is not None
    token = token_for(letter, ["another key", "a key"])
    assert token is not None
    assert digest_of(token) == invitation.digest


def test_what_the_table_has_of_a_letter_leads_to_no_token_without_the_key(opened: tuple[Any, str]) -> None:
    [invitation] = DynamoMemberStore(*opened).team("paris-6").invitations
    letter = DynamoPost(*opened).find(f"INVITATION#{invitation.digest}")

    assert letter is not None
    assert token_for(letter, ["another key"]) is None
    assert digest_of(letter.salt) != invitation.digest


def test_a_nation_that_was_open_before_invites_nobody_again(opened: tuple[Any, str]) -> None:
    before = DynamoNationStore(*opened).get("paris-6")
    again = Opening(rollout_id="legislatives", before=before, nation=before, version=None, seconds=1.0)

    DynamoOpenings(*opened, welcome=a_welcome()).open(again)

    assert len(DynamoMemberStore(*opened).team("paris-6").invitations) == 1


def test_two_workers_at_one_nation_invite_its_candidate_once(opened: tuple[Any, str]) -> None:
    founded = a_nation()
    nation = founded.opened(kit_version="1", people=42, at=NOON)

    with pytest.raises(Conflict):
        DynamoOpenings(*opened, welcome=a_welcome()).open(
            Opening(rollout_id="legislatives", before=founded, nation=nation, version=None, seconds=1.0)
        )

    assert len(DynamoMemberStore(*opened).team("paris-6").invitations) == 1


def test_a_team_that_was_there_before_is_kept_and_moves_on(opened: tuple[Any, str]) -> None:
    place = opened
    members = DynamoMemberStore(*place)
    before = a_nation("paris-7", zones=("constituency:75-07",))
    rollouts = DynamoRolloutStore(*place)
    rollouts.add_entries("legislatives", [an_entry("paris-7")])
    DynamoNationStore(*place).found(before)
    invite(an_offer(role=RoleName.FIELD, nation="paris-7"), giver=None, members=members, now=NOON)

    nation = before.opened(kit_version="1", people=42, at=NOON)
    DynamoOpenings(*place, welcome=a_welcome()).open(
        Opening(rollout_id="legislatives", before=before, nation=nation, version=None, seconds=1.0)
    )

    team = members.team("paris-7")
    assert (len(team.invitations), team.revision) == (2, 2)
