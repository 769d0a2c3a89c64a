"""The last day of a role: people give roles until a day, and what is kept is the moment that ends it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from shared.access.delegating import given_until

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from shared.access.member import Member
    from shared.access.role import RoleName

_DAY, _INSTANT = timedelta(days=1), timedelta(microseconds=1)


def last_day(end: datetime, timezone: tzinfo) -> date:
    """Return the last day, by a clock, on which a role that ends at a moment is held at all."""
    return (end.astimezone(timezone) - _INSTANT).date()


def through(
    day: date, *, giver: Member | None, role: RoleName, nation: str | None, timezone: tzinfo, now: datetime
) -> datetime:
    """Return when a role ends that is given through a day: at its last midnight by a clock.

    If the giver's own rights end on that very day it is with them. Raises NotAllowed if the role is not theirs to
    give, and OverflowError for the last day of all.
    """
    own = given_until(giver, role, nation=nation, until=None, now=now)
    if own is not None and last_day(own, timezone) == day:
        return own
    return datetime.combine(day + _DAY, time(), tzinfo=timezone)
