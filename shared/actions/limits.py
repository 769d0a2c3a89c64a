"""How much may be sent to one nation within a window of time: by one address, and in all.

Both counts stand in one item, written by one request: a nation's senders are spread over `SHARDS` items by
who they are, so that a nation everybody looks at never waits for one key, and each item has its share of the
nation's limit. What is refused is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from shared.actions.addresses import keyed

SHARDS = 8
"""One key takes 1,000 writes a second: eight are far beyond what one nation's site is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRules:
    """How many actions a window of `seconds` takes: of one address, and of one nation."""

    address: int
    nation: int
    seconds: int

    @property
    def share(self) -> int:
        """What one of the nation's items takes, rounded up."""
        return -(-self.nation // SHARDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Where an action is counted: the nation's `shard` in the window that ends at `ends` (epoch seconds)."""

    slug: str
    shard: int
    sender: str
    ends: int


class LimitStore(Protocol):
    """Keeps the counts."""

    def count(self, count: Count, rules: LimitRules) -> bool:
        """Count one more, unless that breaks a rule; tell whether it was counted. Raises TransientError."""


def place(slug: str, address: str, *, secret: bytes, rules: LimitRules, now: datetime) -> Count:
    """Return where an action of this moment is counted; the address itself is not in it."""
    sender = keyed(address, secret=secret, day=now.astimezone(UTC).date().isoformat())
    ends = (int(now.timestamp()) // rules.seconds + 1) * rules.seconds
    return Count(slug=slug, shard=int(sender, 16) % SHARDS, sender=sender, ends=ends)
