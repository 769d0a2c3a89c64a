"""What a nation is, and which states it may pass through.

provisioning ──► ready ◄──► suspended
                   └──────────┴─────► removed
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.nations.errors import IllegalTransition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class NationStatus(StrEnum):
    """Where a nation stands."""

    PROVISIONING = "provisioning"
    READY = "ready"
    SUSPENDED = "suspended"
    REMOVED = "removed"

    @property
    def is_open(self) -> bool:
        """Tell whether its team may have changed something: from then on every write carries a condition."""
        return self is not NationStatus.PROVISIONING


@dataclass(frozen=True, slots=True, kw_only=True)
class NationSeed:
    """What the roster says of a nation.

    `zones` are zone ids (`constituency:75-06`). `facts` are what its pages show besides: the
    roster's optional columns, and what was set since (`shared.sites.facts` knows them all);
    those without a value are left out.
    """

    slug: str
    name: str
    candidate: str
    email: str
    zones: tuple[str, ...]
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nation:
    """One campaign: what the roster said of it, and what became of it since."""

    seed: NationSeed
    status: NationStatus
    banner: str
    rollout: str
    founded_at: datetime
    kit_version: str | None = None
    people: int | None = None
    changed_at: datetime | None = None
    reason: str | None = None

    @property
    def slug(self) -> str:
        """The DNS label of the nation's site, which names it everywhere."""
        return self.seed.slug

    @classmethod
    def founded(cls, seed: NationSeed, *, banner: str, rollout: str, at: datetime) -> Nation:
        """Return the nation as it first stands: being provisioned."""
        return cls(seed=seed, status=NationStatus.PROVISIONING, banner=banner, rollout=rollout, founded_at=at)

    def opened(self, *, kit_version: str, people: int | None, at: datetime) -> Nation:
        """Return the nation open to its team; one that was open stays in its state."""
        status = self.status if self.status.is_open else NationStatus.READY
        return replace(self, status=status, kit_version=kit_version, people=people, changed_at=at)

    def suspended(self, *, reason: str, at: datetime) -> Nation:
        """Return the nation with its site closed for the time being; raises IllegalTransition unless it is ready."""
        return self._moved(NationStatus.SUSPENDED, "suspended", {NationStatus.READY}, reason=reason, at=at)

    def resumed(self, *, at: datetime) -> Nation:
        """Return the nation with its site open again; raises IllegalTransition unless it is suspended."""
        return self._moved(NationStatus.READY, "resumed", {NationStatus.SUSPENDED}, reason=None, at=at)

    def removed(self, *, reason: str, at: datetime) -> Nation:
        """Return the nation taken down for good; raises IllegalTransition while it is being provisioned."""
        origins = {NationStatus.READY, NationStatus.SUSPENDED}
        return self._moved(NationStatus.REMOVED, "removed", origins, reason=reason, at=at)

    def told(self, facts: Mapping[str, str], *, at: datetime) -> Nation:
        """Return the nation with some of its facts changed, an empty one taken away; raises IllegalTransition."""
        if self.status is NationStatus.REMOVED:
            raise IllegalTransition(self.slug, self.status, "edited")
        known = {name: fact for name, fact in {**self.seed.facts, **facts}.items() if fact}
        return replace(self, seed=replace(self.seed, facts=known), changed_at=at)

    def _moved(
        self, to: NationStatus, verb: str, origins: set[NationStatus], *, reason: str | None, at: datetime
    ) -> Nation:
        if self.status not in origins:
            raise IllegalTransition(self.slug, self.status, verb)
        return replace(self, status=to, reason=reason, changed_at=at)
