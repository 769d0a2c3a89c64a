"""Routes of nations' events."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.serve_network_api.answers import Event, Events
from functions.serve_network_api.bodies import (  # noqa: TC001 - the framework reads annotations at run time
    EventAnnouncement,
    EventCancellation,
    EventChange,
)
from functions.serve_network_api.desk import desk
from functions.serve_network_api.nations import Slug  # noqa: TC001 - the framework reads annotations at run time
from functions.serve_network_api.responses import answering
from shared.events.details import DETAILS, EventDetails
from shared.events.scheduling import Wish, cancel_event, change_event, create_event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.events import event as domain

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
def list_events(slug: Slug) -> Events:
    """List all events of a nation in the order in which they begin, those that are over and called off as well."""
    at = desk()
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
def create(slug: Slug, announcement: EventAnnouncement) -> Event:
    """Announce an event and have it published; the same announcement given again answers the event that stands."""
    at = desk()
    said: dict[str, Any] = {name: getattr(announcement, name) for name in DETAILS}
    own_timezone = at.events.gate.calendar.timezone(at.nations.get(slug).seed.zones)
    details = EventDetails(**{**said, "timezone": announcement.timezone or str(own_timezone)})
    return _answer(create_event(slug, details, wish=_wish(announcement.override), desk=at.events))


@router.get(
    "/nations/<slug>/events/<event_id>",
    summary="Read an event",
    operation_id="readEvent",
    tags=["events"],
    responses=answering(Event, HTTPStatus.NOT_FOUND),
)
def read(slug: Slug, event_id: EventId) -> Event:
    """Read one event."""
    return _answer(desk().events.events.get(slug, event_id))


@router.patch(
    "/nations/<slug>/events/<event_id>",
    summary="Change an event",
    operation_id="changeEvent",
    tags=["events"],
    responses=CHANGED,
)
def change(slug: Slug, event_id: EventId, amendment: EventChange) -> Event:
    """Change what is given, keep the rest, and have it published."""
    said = amendment.model_dump(include=amendment.model_fields_set & set(DETAILS))
    changes = {name: value for name, value in said.items() if value is not None or name == "capacity"}
    wish, revision = _wish(amendment.override), amendment.revision
    return _answer(change_event(slug, event_id, changes, revision=revision, wish=wish, desk=desk().events))


@router.post(
    "/nations/<slug>/events/<event_id>/cancellation",
    summary="Call an event off",
    operation_id="cancelEvent",
    tags=["events"],
    responses=CHANGED,
)
def cancel(slug: Slug, event_id: EventId, cancellation: EventCancellation) -> Event:
    """Call an event off, and have that published; its page stays, and says so."""
    return _answer(cancel_event(slug, event_id, wish=_wish(cancellation.override), desk=desk().events))


def _wish(override: str) -> Wish:
    """Return who asks, as IAM knows them, and for what reason even during silence."""
    caller = router.current_event["requestContext"].get("authorizer", {}).get("iam", {}).get("userArn")
    return Wish(by=caller or "an unknown caller of the API", override=override)


def _answer(event: domain.Event) -> Event:
    return _told(event, desk().counters.read(event.slug))


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
