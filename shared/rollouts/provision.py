"""Bring one nation into being: safe to be killed anywhere, and to be done twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.kernel.errors import TransientError
from shared.nations.nation import Nation, NationStatus
from shared.rollouts.rollout import EntryState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.kernel.clock import Clock
    from shared.kernel.items import Item
    from shared.nations.ports import NationStore
    from shared.rollouts.outfit import Outfit
    from shared.rollouts.ports import RolloutStore
    from shared.sites.publishing import SiteBucket


class PeopleCounts(Protocol):
    """Tells how many people an import left with a nation; None where no import has settled."""

    def __call__(self, rollout_id: str, slug: str) -> int | None:
        """Return the nation's people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisioned:
    """A nation that is ready, and how long its worker took."""

    slug: str
    seconds: float
    files: int


def provision_nation(
    rollout_id: str,
    slug: str,
    *,
    outfit: Outfit,
    rollouts: RolloutStore,
    nations: NationStore,
    site: SiteBucket,
    people: PeopleCounts,
    clock: Clock,
) -> Provisioned:
    """Found the nation, furnish it, publish its site, read back what was made, and only then call it ready.

    Raises TransientError where another try may help, PermanentError where a person must look.
    """
    started = clock.now()
    entry = rollouts.entry(rollout_id, slug)
    nation = nations.found(Nation.founded(entry.seed, banner=outfit.maker.banner.name, rollout=rollout_id, at=started))
    belongings = _furnish(nation, outfit=outfit, nations=nations)
    files = _publish(nation, belongings, outfit=outfit, site=site)
    counted = people(rollout_id, slug)
    # The nation first, its entry second: an entry that says ready while the nation is not would never be mended.
    _open(nation, kit_version=outfit.kit.version, people=counted, nations=nations, clock=clock)
    seconds = round((clock.now() - started).total_seconds(), 3)
    rollouts.settle(rollout_id, slug, EntryState.READY, seconds=seconds, people=counted, reason="")
    return Provisioned(slug=slug, seconds=seconds, files=files)


def _furnish(nation: Nation, *, outfit: Outfit, nations: NationStore) -> Sequence[Item]:
    """Store the kit with the nation and return what is then read back."""
    items = outfit.items(nation.seed)
    nations.furnish(nation.slug, items, is_open=nation.status.is_open)
    belongings = nations.belongings(nation.slug)
    missing = {item["sk"] for item in items} - {item["sk"] for item in belongings}
    if missing:
        raise TransientError(f"nation {nation.slug}: {len(missing)} items are not stored yet")
    return belongings


def _publish(nation: Nation, belongings: Sequence[Item], *, outfit: Outfit, site: SiteBucket) -> int:
    files = outfit.maker.open_site(nation.seed, belongings)
    if nation.status is NationStatus.SUSPENDED:
        return 0  # Its closed site is a person's decision: a rollout does not open it again.
    site.publish(nation.slug, files)
    site.read_back(nation.slug, files)
    return len(files)


def _open(nation: Nation, *, kit_version: str, people: int | None, nations: NationStore, clock: Clock) -> None:
    if nation.status.is_open and nation.people == people:
        return
    nations.save(
        nation.opened(kit_version=nation.kit_version or kit_version, people=people, at=clock.now()), after=nation
    )
