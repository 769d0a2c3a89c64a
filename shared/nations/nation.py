"""What a nation is, and which states it may pass through.

provisioning ──► ready ◄──► suspended
                  │ ▲          │
                  ▼ │          ▼
            closed, archived ◄─┘      back to ready up to its last day

every state but provisioning ──► leaving ──► removed
                         back ◄──────┘
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.nations.errors import IllegalTransition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


class NationStatus(StrEnum):
    """Where a nation stands."""

    PROVISIONING = "provisioning"
    READY = "ready"
    SUSPENDED = "suspended"
    """Its site is closed for the time being."""
    CLOSED = "closed"
    """Its campaign ended with the vote: the site says thanks, the time of its people's data runs."""
    ARCHIVED = "archived"
    """Put away when all is done: the site says thanks, nothing of it is changed any more."""
    LEAVING = "leaving"
    """Its site is closed and its removal is set; until then everything can be had back."""
    REMOVED = "removed"

    @property
    def is_open(self) -> bool:
        """Tell whether its team may have changed something: from then on every write carries a condition."""
        return self is not NationStatus.PROVISIONING

    @property
    def is_over(self) -> bool:
        """Tell whether the campaign has ended: nobody works on it any more."""
        return self in OVER


OVER = frozenset({NationStatus.CLOSED, NationStatus.ARCHIVED, NationStatus.REMOVED})
STANDING = frozenset({NationStatus.READY, NationStatus.SUSPENDED, NationStatus.CLOSED, NationStatus.ARCHIVED})
"""Where a nation may stay for as long as somebody wants it to."""


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
    """One campaign: what the roster said of it, and what became of it since.

    `last_day` is the last day of a campaign that was ended, by the clock of its ground. One that is leaving is
    removed at `goes_at`, and was in the state `before`.
    """

    seed: NationSeed
    status: NationStatus
    banner: str
    rollout: str
    founded_at: datetime
    kit_version: str | None = None
    people: int | None = None
    own_people: int = 0
    """People whom its team's own imports brought."""
    changed_at: datetime | None = None
    reason: str | None = None
    last_day: date | None = None
    goes_at: datetime | None = None
    before: NationStatus | None = None

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

    def resumed(self, *, at: datetime, today: date | None = None) -> Nation:
        """Return the nation with its site open again; raises IllegalTransition.

        One that was closed or archived opens again up to its last day, `today` being the day on its ground: from the
        next one on its people may bear the date on which they go.
        """
        origins = {NationStatus.SUSPENDED}
        if today is not None and self.last_day is not None and today <= self.last_day:
            origins |= {NationStatus.CLOSED, NationStatus.ARCHIVED}
        resumed = self._moved(NationStatus.READY, "resumed", origins, reason=None, at=at)
        return replace(resumed, last_day=None)

    def closed(self, *, reason: str, at: datetime, last_day: date) -> Nation:
        """Return the nation after its vote, `last_day` being its last; raises IllegalTransition once it is over."""
        origins = {NationStatus.READY, NationStatus.SUSPENDED}
        return replace(self._moved(NationStatus.CLOSED, "closed", origins, reason=reason, at=at), last_day=last_day)

    def archived(self, *, reason: str, at: datetime, last_day: date) -> Nation:
        """Return the nation put away, `last_day` its last unless it was ended before; raises IllegalTransition."""
        origins = {NationStatus.READY, NationStatus.SUSPENDED, NationStatus.CLOSED}
        archived = self._moved(NationStatus.ARCHIVED, "archived", origins, reason=reason, at=at)
        return replace(archived, last_day=self.last_day or last_day)

    def leaving(self, *, reason: str, goes_at: datetime, at: datetime) -> Nation:
        """Return the nation closed, to be removed at an aware moment; raises IllegalTransition unless it stands."""
        leaving = self._moved(NationStatus.LEAVING, "removed", STANDING, reason=reason, at=at)
        return replace(leaving, goes_at=goes_at, before=self.status)

    def kept(self, *, at: datetime) -> Nation:
        """Return the nation in the state that it was to leave; raises IllegalTransition unless it is leaving."""
        before = self.before or NationStatus.SUSPENDED
        kept = self._moved(before, "kept", {NationStatus.LEAVING}, reason=None, at=at)
        return replace(kept, goes_at=None, before=None)

    def removed(self, *, reason: str | None, at: datetime, last_day: date | None = None) -> Nation:
        """Return the nation taken down for good; raises IllegalTransition while it is being provisioned.

        Its people's time runs from `last_day` on, unless its campaign was ended before.
        """
        removed = self._moved(NationStatus.REMOVED, "removed", STANDING | {NationStatus.LEAVING}, reason=reason, at=at)
        return replace(removed, last_day=self.last_day or last_day, goes_at=None, before=None)

    def represented(self, *, candidate: str, email: str, called: str, facts: Mapping[str, str], at: datetime) -> Nation:
        """Return the nation with another candidate, and called and told of anew; raises IllegalTransition once over."""
        if self.status not in {NationStatus.READY, NationStatus.SUSPENDED}:
            raise IllegalTransition(self.slug, self.status, "given another candidate")
        known = {name: fact for name, fact in facts.items() if fact}
        seed = replace(self.seed, name=called, candidate=candidate, email=email, facts=known)
        return replace(self, seed=seed, changed_at=at)

    def told(self, facts: Mapping[str, str], *, at: datetime) -> Nation:
        """Return the nation with some of its facts changed, an empty one taken away; raises IllegalTransition."""
        if self.status is NationStatus.REMOVED:
            raise IllegalTransition(self.slug, self.status, "edited")
        known = {name: fact for name, fact in {**self.seed.facts, **facts}.items() if fact}
        return replace(self, seed=replace(self.seed, facts=known), changed_at=at)

    def _moved(
        self,
        to: NationStatus,
        verb: str,
        origins: set[NationStatus] | frozenset[NationStatus],
        *,
        reason: str | None,
        at: datetime,
    ) -> Nation:
        if self.status not in origins:
            raise IllegalTransition(self.slug, self.status, verb)
        return replace(self, status=to, reason=reason, changed_at=at)
