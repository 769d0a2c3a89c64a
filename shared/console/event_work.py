"""What a view needs that announces a nation's events in a member's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.logbook import Logbook
from shared.access.permission import Permission
from shared.elections.gate import Gate
from shared.events.logged import LoggedEvents
from shared.events.scheduling import EventDesk, Wish

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.elections.silence import Silence

OVERRIDE = "override"
"""The field that takes the reason for which something is done even during silence."""


def event_desk(visit: Visit, desk: Desk) -> EventDesk:
    """Open the nation's events to write, each change told to its log."""
    reach = desk.reach(visit.params["slug"], may_write=True)
    journal = Logbook(log=desk.audit, by=visit.signed_in.member, clock=desk.clock)
    return EventDesk(
        nations=desk.nations,
        events=LoggedEvents(reach.events, journal),
        gate=Gate(calendar=desk.calendar, overrides=reach.overrides, clock=desk.clock),
        publications=desk.publications,
        clock=desk.clock,
    )


def wish_of(visit: Visit) -> Wish:
    """Return the member's wish, with a reason to override silence from those alone who answer for what is published."""
    reason = visit.request.form.get(OVERRIDE, "") if may_override(visit) else ""
    return Wish(by=visit.signed_in.member.id, override=reason)


def may_override(visit: Visit) -> bool:
    """Tell whether the visitor may have things happen during silence, for a reason."""
    return may(visit.signed_in.member, Permission.PUBLISH, nation=visit.nation, now=visit.now)


def silence_now(visit: Visit, desk: Desk) -> Silence | None:
    """Return the silence that the nation is in, or None."""
    zones = desk.nations.get(visit.params["slug"]).seed.zones
    return desk.calendar.silence_at(zones, visit.now)
