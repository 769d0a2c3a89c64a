"""Bring one nation into being: safe to be killed anywhere, and to be done twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.counters.file import counters_file
from shared.counters.showing import shown_counts
from shared.kernel.errors import TransientError
from shared.nations.errors import NationUnknown
from shared.nations.nation import Nation, NationStatus
from shared.rollouts.opening import Opening
from shared.sites.publication import next_version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.kernel.items import Item
    from shared.nations.ports import NationStore
    from shared.rollouts.opening import Openings
    from shared.rollouts.outfit import Outfit
    from shared.rollouts.ports import RolloutStore
    from shared.sites.publishing import PublishedSite, SiteBucket
    from shared.sites.versions import Version, VersionStore


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisioner:
    """Brings nations into being, one a call."""

    outfit: Outfit
    rollouts: RolloutStore
    nations: NationStore
    site: SiteBucket
    versions: VersionStore
    openings: Openings
    people: PeopleCounts
    clock: Clock

    def __call__(self, rollout_id: str, slug: str, *, attempt: int) -> Provisioned | None:
        """Found the nation, furnish it, publish its site, read back what was made, and only then call it ready.

        None where the attempt is over (aborted, or a later one has begun): nothing is founded any more, and only what
        the rollout left half made is finished.
        Raises TransientError where another try may help, PermanentError where a person must look.
        """
        if not self.rollouts.goes_on(rollout_id, attempt=attempt) and not self._is_half_made(slug, rollout_id):
            return None
        started = self.clock.now()
        seed = self.rollouts.entry(rollout_id, slug).seed
        founded = Nation.founded(seed, banner=self.outfit.maker.banner.name, rollout=rollout_id, at=started)
        nation = self.nations.found(founded)
        made = self._new(nation, started) if nation is founded else self._standing(nation, rollout_id, started)
        opened = self._opened(nation, self.people(rollout_id, slug))
        if not nation.status.is_open:
            # Nobody can have acted yet, so that there are no live counters to overwrite.
            self.site.publish_first(slug, [counters_file(shown_counts(opened, {}))])
        seconds = round((self.clock.now() - started).total_seconds(), 3)
        opening = Opening(rollout_id=rollout_id, before=nation, nation=opened, version=made.version, seconds=seconds)
        self.openings.open(opening)
        return Provisioned(slug=slug, seconds=seconds, files=made.files)

    def _is_half_made(self, slug: str, rollout_id: str) -> bool:
        """Tell whether the rollout has founded the nation and not opened it: it would keep its zones for nothing."""
        try:
            nation = self.nations.get(slug)
        except NationUnknown:
            return False
        return nation.status is NationStatus.PROVISIONING and nation.rollout == rollout_id

    def _new(self, nation: Nation, now: datetime) -> _Site:
        """Furnish and publish a nation that was founded just now: nothing is there that had to be looked at."""
        items = self.outfit.items(nation.seed)
        self.nations.furnish(nation.slug, items, is_open=False)
        _require(items, self.nations.belonging_keys(nation.slug), nation)
        files = self.outfit.maker.open_site(nation.seed, items, now=now)
        done = self.site.publish_first(nation.slug, files)
        self.site.read_back(nation.slug, files)
        return _Site(version=self._version(None, done, nation, nation.rollout, now), files=len(files))

    def _standing(self, nation: Nation, rollout_id: str, now: datetime) -> _Site:
        """Furnish and publish a nation that was there, whole or half: what it has of its own stays."""
        items = self.outfit.items(nation.seed)
        self.nations.furnish(nation.slug, items, is_open=nation.status.is_open)
        belongings = self.nations.belongings(nation.slug)
        _require(items, {item["sk"] for item in belongings}, nation)
        files = self.outfit.maker_of(nation).open_site(nation.seed, belongings, now=now)
        if nation.status.is_open and nation.status is not NationStatus.READY:
            return _Site()  # Its closed site is a person's decision: a rollout does not open it again.
        latest = self.versions.latest(nation.slug)
        done = self.site.publish(nation.slug, files, before=latest.files if latest else {})
        self.site.read_back(nation.slug, files)
        version = self._version(latest, done, nation, rollout_id, now)
        return _Site(version=None if version is latest else version, files=len(files))

    def _version(
        self, latest: Version | None, done: PublishedSite, nation: Nation, rollout_id: str, now: datetime
    ) -> Version:
        kit_version = nation.kit_version or self.outfit.edition.version
        return next_version(latest, done, at=now, by=f"rollout {rollout_id}", reason="", kit_version=kit_version)

    def _opened(self, nation: Nation, people: int | None) -> Nation:
        if nation.status.is_open and nation.people == people:
            return nation
        kit_version = nation.kit_version or self.outfit.edition.version
        return nation.opened(kit_version=kit_version, people=people, at=self.clock.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """A published site, and the version to be recorded, if it is a new one."""

    version: Version | None = None
    files: int = 0


def _require(items: Sequence[Item], stored: AbstractSet[str], nation: Nation) -> None:
    missing = {item["sk"] for item in items} - stored
    if missing:
        raise TransientError(f"nation {nation.slug}: {len(missing)} items are not stored yet")
