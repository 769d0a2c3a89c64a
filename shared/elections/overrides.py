"""Overrides of electoral silence: who had what happen during it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from shared.nations.items import nation_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.kernel.items import Item

PREFIX = "OVERRIDE#"

OVERRODE = "overrode-silence"
"""That everything of a nation was let through, as its log calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One override: from `at` until just before `until` (both aware); one for a single act ends as it begins."""

    slug: str
    at: datetime
    until: datetime
    by: str
    reason: str
    what: str

    def stands(self, now: datetime) -> bool:
        """Tell whether it lets things through at an aware moment."""
        return self.at <= now < self.until

    def lets_through(self, at: datetime) -> bool:
        """Tell whether what was asked for at an aware moment was public at once: by it, or with a later single act."""
        return self.stands(at) or (self.at == self.until and self.at >= at)


class OverrideLog(Protocol):
    """Keeps overrides for ever."""

    def add(self, override: Override) -> None:
        """Keep the override."""

    def of_nation(self, slug: str) -> Sequence[Override]:
        """Return all overrides of a nation, the oldest first."""


def standing(overrides: Iterable[Override], now: datetime) -> Override | None:
    """Return an override that stands at an aware moment, or None."""
    return next((override for override in overrides if override.stands(now)), None)


def override_to_item(override: Override) -> Item:
    """Return the override's item with its keys."""
    return {
        "pk": nation_key(override.slug),
        "sk": f"{PREFIX}{override.at.astimezone(UTC).isoformat(timespec='microseconds')}",
        "slug": override.slug,
        "at": override.at.isoformat(),
        "until": override.until.isoformat(),
        "by": override.by,
        "reason": override.reason,
        "what": override.what,
    }


def override_from_item(item: Item) -> Override:
    """Return the override that `override_to_item` wrote."""
    return Override(
        slug=item["slug"],
        at=datetime.fromisoformat(item["at"]),
        until=datetime.fromisoformat(item["until"]),
        by=item["by"],
        reason=item["reason"],
        what=item["what"],
    )
