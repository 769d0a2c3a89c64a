"""A nation's events: those to come, those that are over, and each by itself; numbers only, nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.event_work import event_desk, wish_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.silence import silence_facts
from shared.console.views.frame import framed
from shared.elections.errors import HeldBySilence
from shared.events.scheduling import cancel_event
from shared.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.events.event import Event

OVER = 20
"""Events that are over, on the page: the latest."""

DONE = ("announced", "changed", "cancelled")
"""What the page of an event may say was just done (`event_is_<word>`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """An event with its numbers: of those who said that they come, and of those who came."""

    event: Event
    promised: int
    came: int
    is_over: bool


def listed(visit: Visit, desk: Desk) -> Response:
    """Show the events to come, the next one first, and behind them those that are over, the latest first."""
    slug = desk.nations.get(visit.params["slug"]).slug
    counts = desk.counters.read(slug)
    events = [_shown(event, counts, visit) for event in desk.events.of_nation(slug)]
    over = [each for each in events if each.is_over][::-1]
    return framed(
        visit,
        desk,
        "events",
        base=f"nation/{slug}/events",
        coming=[each for each in events if not each.is_over],
        over=over if visit.request.query.get("all") else over[:OVER],
        more=len(over) > OVER and not visit.request.query.get("all"),
        may_edit=_may(visit, Permission.EDIT_EVENTS),
    )


def show(visit: Visit, desk: Desk) -> Response:
    """Show one event."""
    return _page(visit, desk)


def cancel(visit: Visit, desk: Desk) -> Response:
    """Call an event off; raises EventUnknown and EventChanged."""
    slug, event_id = visit.params["slug"], visit.params["event"]
    try:
        cancel_event(slug, event_id, wish=wish_of(visit), desk=event_desk(visit, desk))
    except HeldBySilence:
        return _page(visit, desk, fault="fault_silent")
    except InputError:
        return _page(visit, desk, fault="fault_override")
    return redirect(visit.at(f"/nation/{slug}/events/{event_id}?did=cancelled"))


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    nation, did = desk.nations.get(visit.params["slug"]), visit.request.query.get("did", "")
    event = desk.events.get(nation.slug, visit.params["event"])
    return framed(
        visit,
        desk,
        "event",
        status=409 if fault else 200,
        base=f"nation/{nation.slug}/events",
        shown=_shown(event, desk.counters.read(nation.slug), visit),
        page=f"{desk.site_address.format(slug=nation.slug)}events/{event.event_id}/",
        did=did if did in DONE else "",
        fault=fault,
        may_edit=_may(visit, Permission.EDIT_EVENTS),
        may_read=_may(visit, Permission.READ_PEOPLE),
        may_let_in=_may(visit, Permission.EDIT_PEOPLE),
        **silence_facts(visit, desk),
    )


def _shown(event: Event, counts: Mapping[str, int], visit: Visit) -> ShownEvent:
    return ShownEvent(
        event=event,
        promised=counts.get(f"rsvps#{event.event_id}", 0),
        came=counts.get(f"attendances#{event.event_id}", 0),
        is_over=event.ends_at <= visit.now,
    )


def _may(visit: Visit, permission: Permission) -> bool:
    return may(visit.signed_in.member, permission, nation=visit.nation, now=visit.now)


ROUTES = (
    Route(method="GET", path="/nation/{slug}/events", needs=Permission.READ_FIGURES, view=listed),
    Route(method="GET", path="/nation/{slug}/events/{event}", needs=Permission.READ_FIGURES, view=show),
    Route(method="POST", path="/nation/{slug}/events/{event}/cancel", needs=Permission.EDIT_EVENTS, view=cancel),
)
