"""What a view needs that announces a nation's events in a member's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.logbook import Logbook
from shared.console.silence import gate_of, reason_of
from shared.events.logged import LoggedEvents
from shared.events.scheduling import EventDesk, Wish

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def event_desk(visit: Visit, desk: Desk) -> EventDesk:
    """Open the nation's events to write, each change told to its log."""
    reach = desk.reach(visit.params["slug"], may_write=True)
    journal = Logbook(log=desk.audit, by=visit.signed_in.member, clock=desk.clock)
    return EventDesk(
        nations=desk.nations,
        events=LoggedEvents(reach.events, journal),
        gate=gate_of(desk, reach),
        publications=desk.publications,
        clock=desk.clock,
    )


def wish_of(visit: Visit) -> Wish:
    """Return the member's wish, with a reason to override silence from those alone who answer for what is published."""
    return Wish(by=visit.signed_in.member.id, override=reason_of(visit))
