"""Announcing an event and changing it: one form for both, and for announcing one again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.clock import nation_clock
from shared.console.event_form import faulty, read_event, typed_again, typed_of
from shared.console.event_work import event_desk, wish_of
from shared.console.response import Response, redirect
from shared.console.revisions import revision_in
from shared.console.route import Route
from shared.console.silence import silence_facts
from shared.console.views.frame import framed
from shared.elections.errors import HeldBySilence
from shared.events.errors import EventChanged
from shared.events.scheduling import change_event, create_event
from shared.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.events.event import Event


def new(visit: Visit, desk: Desk) -> Response:
    """Show the form, empty, or filled in from another event that is to take place again."""
    source = visit.request.query.get("from", "")
    typed = typed_again(desk.events.get(visit.params["slug"], source), now=visit.now) if source else {}
    return _page(visit, desk, typed)


def announce(visit: Visit, desk: Desk) -> Response:
    """Announce an event and have it published."""
    slug, form = visit.params["slug"], visit.request.form
    timezone = str(nation_clock(desk.nations.get(slug), desk))
    try:
        details = read_event(form, timezone=timezone)
        event = create_event(slug, details, wish=wish_of(visit), desk=event_desk(visit, desk))
    except HeldBySilence:
        return _page(visit, desk, form, faults=("silent",), status=409)
    except InputError as error:
        return _page(visit, desk, form, faults=faulty(error), status=422)
    if event.is_cancelled:
        # The same title, hour and place are the same event for ever, and that one was called off.
        return _page(visit, desk, form, faults=("again",), status=409)
    return redirect(visit.at(f"/nation/{slug}/events/{event.event_id}?did=announced"))


def edit(visit: Visit, desk: Desk) -> Response:
    """Show the form with an event in it."""
    event = desk.events.get(visit.params["slug"], visit.params["event"])
    return _page(visit, desk, typed_of(event), event=event)


def change(visit: Visit, desk: Desk) -> Response:
    """Change an event as the form says; raises EventUnknown, EventCancelled."""
    slug, form = visit.params["slug"], visit.request.form
    event = desk.events.get(slug, visit.params["event"])
    try:
        details = asdict(read_event(form, timezone=event.timezone))
        work = event_desk(visit, desk)
        change_event(slug, event.event_id, details, revision=revision_in(visit), wish=wish_of(visit), desk=work)
    except EventChanged:
        return _page(visit, desk, form, event=event, faults=("changed",), status=409)
    except HeldBySilence:
        return _page(visit, desk, form, event=event, faults=("silent",), status=409)
    except InputError as error:
        return _page(visit, desk, form, event=event, faults=faulty(error), status=422)
    return redirect(visit.at(f"/nation/{slug}/events/{event.event_id}?did=changed"))


def _page(
    visit: Visit,
    desk: Desk,
    typed: Mapping[str, str],
    *,
    event: Event | None = None,
    faults: Sequence[str] = (),
    status: int = 200,
) -> Response:
    nation = desk.nations.get(visit.params["slug"])
    return framed(
        visit,
        desk,
        "event-form",
        status=status,
        base=f"nation/{nation.slug}/events",
        event=event,
        typed=typed,
        faults=faults,
        timezone=event.timezone if event else str(nation_clock(nation, desk)),
        **silence_facts(visit, desk),
    )


ROUTES = (
    Route(method="GET", path="/nation/{slug}/events/new", needs=Permission.EDIT_EVENTS, view=new),
    Route(method="POST", path="/nation/{slug}/events/new", needs=Permission.EDIT_EVENTS, view=announce),
    Route(method="GET", path="/nation/{slug}/events/{event}/edit", needs=Permission.EDIT_EVENTS, view=edit),
    Route(method="POST", path="/nation/{slug}/events/{event}/edit", needs=Permission.EDIT_EVENTS, view=change),
)
