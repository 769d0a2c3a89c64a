"""Routes of nations' events."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.events import event as domain
from shared.events.details import DETAILS, EventDetails
from shared.events.scheduling import Wish, cancel_event, change_event, create_event
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk, Desk
from shared.network_api.models.events import Event, EventAnnouncement, EventCancellation, EventChange, Events
from shared.network_api.responses import answering
from shared.network_api.routes.nations import Slug

router = APIGatewayHttpRouter()

EventId = Annotated[str, Path(max_length=100)]

CHANGED = answering(Event, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)


@router.get(
    "/nations/<slug>/events",
    summary="List a nation's events",
    operation_id="listEvents",
    tags=["events"],
    responses=answering(Events, HTTPStatus.NOT_FOUND),
)
def list_events(slug: Slug, at: AtDesk) -> Events:
    """List all events of a nation in the order in which they begin, those that are over and called off as well."""
    at.nations.get(slug)
    counters = at.counters.read(slug)
    return Events(nation=slug, events=[_told(event, counters) for event in at.events.events.of_nation(slug)])


@router.post(
    "/nations/<slug>/events",
    summary="Announce an event",
    operation_id="createEvent",
    tags=["events"],
    responses=CHANGED,
)
def create(slug: Slug, announcement: EventAnnouncement, at: AtDesk, by: Caller) -> Event:
    """Announce an event and have it published; the same announcement given again answers the event that stands."""
    said: dict[str, Any] = {name: getattr(announcement, name) for name in DETAILS}
    own_timezone = at.events.gate.calendar.timezone(at.nations.get(slug).seed.zones)
    details = EventDetails(**{**said, "timezone": announcement.timezone or str(own_timezone)})
    return _answer(create_event(slug, details, wish=Wish(by=by, override=announcement.override), desk=at.events), at)


@router.get(
    "/nations/<slug>/events/<event_id>",
    summary="Read an event",
    operation_id="readEvent",
    tags=["events"],
    responses=answering(Event, HTTPStatus.NOT_FOUND),
)
def read(slug: Slug, event_id: EventId, at: AtDesk) -> Event:
    """Read one event."""
    return _answer(at.events.events.get(slug, event_id), at)


@router.patch(
    "/nations/<slug>/events/<event_id>",
    summary="Change an event",
    operation_id="changeEvent",
    tags=["events"],
    responses=CHANGED,
)
def change(slug: Slug, event_id: EventId, amendment: EventChange, at: AtDesk, by: Caller) -> Event:
    """Change what is given, keep the rest, and have it published."""
    said = amendment.model_dump(include=amendment.model_fields_set & set(DETAILS))
    changes = {name: value for name, value in said.items() if value is not None or name == "capacity"}
    wish, revision = Wish(by=by, override=amendment.override), amendment.revision
    return _answer(change_event(slug, event_id, changes, revision=revision, wish=wish, desk=at.events), at)


@router.post(
    "/nations/<slug>/events/<event_id>/cancellation",
    summary="Call an event off",
    operation_id="cancelEvent",
    tags=["events"],
    responses=CHANGED,
)
def cancel(slug: Slug, event_id: EventId, cancellation: EventCancellation, at: AtDesk, by: Caller) -> Event:
    """Call an event off, and have that published; its page stays, and says so."""
    return _answer(cancel_event(slug, event_id, wish=Wish(by=by, override=cancellation.override), desk=at.events), at)


def _answer(event: domain.Event, at: Desk) -> Event:
    return _told(event, at.counters.read(event.slug))


def _told(event: domain.Event, counters: Mapping[str, int]) -> Event:
    rsvps = counters.get(f"rsvps#{event.event_id}", 0)
    return Event(
        event=event.event_id,
        rsvps=rsvps,
        full=event.is_full(rsvps),
        state=event.state,
        revision=event.revision,
        changed_at=event.changed_at,
        **{name: getattr(event, name) for name in DETAILS},
    )
