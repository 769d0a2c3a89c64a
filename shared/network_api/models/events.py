"""Nations' events: announced, changed, called off, listed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, NaiveDatetime, WithJsonSchema

from shared.events.details import LONGEST, MOST
from shared.events.event import EventState
from shared.network_api.models.examples import shown_as, strict
from shared.network_api.models.publications import Override

LOCAL = {
    "type": "string",
    "format": "date-time-local",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$",
    "description": "by the clock there, without an offset",
}
"""A `date-time` of JSON Schema has an offset; this is the OpenAPI format registry's `date-time-local`."""

LocalTime = Annotated[NaiveDatetime, WithJsonSchema(LOCAL)]
Title = Annotated[str, Field(min_length=1, max_length=LONGEST["title"])]
Venue = Annotated[str, Field(min_length=1, max_length=LONGEST["venue"])]
Address = Annotated[str, Field(max_length=LONGEST["address"])]
Markdown = Annotated[str, Field(max_length=LONGEST["body"], description="Markdown")]
Capacity = Annotated[int | None, Field(ge=1, le=MOST, description="how many may come; null for any number")]
TimezoneName = Annotated[str, Field(max_length=60, description="an IANA name; empty for the nation's own")]


class EventAnnouncement(BaseModel):
    """An event to announce; `starts` and `ends` are by the clock of its `timezone`, without an offset."""

    model_config = strict(
        title="Apéro citoyen",
        starts="2027-06-01T19:00:00",
        ends="2027-06-01T21:00:00",
        venue="Café de la Mairie",
        address="8 place Saint-Sulpice, 75006 Paris",
        body="Venez **nombreux**.",
        capacity=40,
    )

    title: Title
    starts: LocalTime
    ends: LocalTime
    venue: Venue
    address: Address = ""
    body: Markdown = ""
    capacity: Capacity = None
    timezone: TimezoneName = ""
    override: Override = ""


class EventChange(BaseModel):
    """What is to be changed about an event; what is left out stays.

    With a `revision`, nothing is changed unless the event still has it.
    """

    model_config = strict(venue="Mairie du 6e", capacity=None, revision=0)

    title: Title | None = None
    starts: LocalTime | None = None
    ends: LocalTime | None = None
    venue: Venue | None = None
    address: Address | None = None
    body: Markdown | None = None
    capacity: Capacity = None
    timezone: TimezoneName | None = None
    revision: Annotated[int | None, Field(ge=0)] = None
    override: Override = ""


class EventCancellation(BaseModel):
    """An event to call off."""

    model_config = strict(override="")

    override: Override = ""


EVENT = {
    "event": "2027-06-01-apero-citoyen-1f3a",
    "title": "Apéro citoyen",
    "starts": "2027-06-01T19:00:00",
    "ends": "2027-06-01T21:00:00",
    "timezone": "Europe/Paris",
    "venue": "Café de la Mairie",
    "address": "8 place Saint-Sulpice, 75006 Paris",
    "body": "Venez **nombreux**.",
    "capacity": 40,
    "rsvps": 12,
    "full": False,
    "state": "planned",
    "revision": 0,
    "changed_at": "2027-05-20T09:30:00Z",
}


class Event(BaseModel):
    """An event; `starts` and `ends` are by the clock of its `timezone`, `rsvps` are those who said that they come."""

    model_config = shown_as(**EVENT)

    event: str
    title: str
    starts: LocalTime
    ends: LocalTime
    timezone: str
    venue: str
    address: str
    body: str
    capacity: int | None
    rsvps: int
    full: bool
    state: EventState
    revision: int
    changed_at: datetime


class Events(BaseModel):
    """All events of a nation, in the order in which they begin."""

    model_config = shown_as(nation="paris-6", events=[EVENT])

    nation: str
    events: list[Event]
