"""The gate before all that must wait while a nation is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.elections.errors import HeldBySilence
from shared.elections.overrides import OVERRODE, Override, standing
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from datetime import datetime

    from shared.elections.calendar import Calendar
    from shared.elections.overrides import OverrideLog
    from shared.kernel.clock import Clock
    from shared.nations.nation import Nation
    from shared.people.journal import Journal

LONGEST_REASON = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Stands open outside silence; during it, a reason opens it, and is kept."""

    calendar: Calendar
    overrides: OverrideLog
    clock: Clock

    def pass_through(self, nation: Nation, *, what: str, by: str, reason: str = "") -> str:
        """Return the reason for which `what` may happen now: empty outside silence; raises HeldBySilence.

        During silence a reason given here is written down, one of `open_until` stands already.
        """
        now = self.clock.now()
        silence = self.calendar.silence_at(nation.seed.zones, now)
        if silence is None:
            return ""
        if reason.strip():
            self.overrides.add(_override(nation.slug, now, now, what=what, by=by, reason=reason))
            return reason
        override = standing(self.overrides.of_nation(nation.slug), now)
        if override is None:
            raise HeldBySilence(nation.slug, silence, what)
        return override.reason

    def open_until(self, nation: Nation, until: datetime, *, by: str, reason: str, journal: Journal) -> Override:
        """Let everything of the nation's through until an aware moment; said twice, it is kept once.

        The nation reads of it in its log. Raises InputError.
        """
        now = self.clock.now()
        known = (each for each in self.overrides.of_nation(nation.slug) if each.stands(now))
        if again := next((each for each in known if (each.until, each.reason) == (until, reason.strip())), None):
            return again
        if until <= now:
            raise InputError([Fault(place="--until", reason="it is over", remedy="Name a moment to come")])
        override = _override(nation.slug, now, until, what="everything", by=by, reason=reason)
        journal.record(nation.slug, OVERRODE, {"until": until.isoformat(), "reason": override.reason})
        self.overrides.add(override)
        return override


def _override(slug: str, at: datetime, until: datetime, *, what: str, by: str, reason: str) -> Override:
    if not reason.strip() or len(reason) > LONGEST_REASON:
        remedy = f"Say it in up to {LONGEST_REASON} characters: whoever answers for the campaign will read it"
        raise InputError([Fault(place="--reason", reason="it is empty, or too long to be read", remedy=remedy)])
    return Override(slug=slug, at=at, until=until, by=by, reason=reason.strip(), what=what)
