from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.errors import Conflict
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
from tests.unit.sites.test_versions import a_version

if TYPE_CHECKING:
    from shared.nations.ports import NationStore
    from shared.rollouts.opening import Openings
    from shared.rollouts.ports import RolloutStore
    from shared.sites.versions import Version, VersionStore


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
            DynamoRolloutStore(*place), DynamoNationStore(*place), DynamoVersionStore(*place), DynamoOpenings(*place)
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
