"""Events to test with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shared.events.details import EventDetails
from shared.events.event import Event
from tests.builders import NOON

EVENING = datetime(2027, 6, 1, 19)
LATE = datetime(2027, 6, 1, 21)


def an_event(event_id: str = "2027-06-01-apero-1f3a", **changes: Any) -> Event:
    """Return an event of Paris 6 on the evening of 1 June 2027."""
    facts: dict[str, Any] = {
        "slug": "paris-6",
        "title": "Apéro citoyen",
        "starts": EVENING,
        "ends": LATE,
        "timezone": "Europe/Paris",
        "venue": "Café de la Mairie",
        "changed_at": NOON,
    }
    return Event(event_id=event_id, **facts | changes)


def details(**changes: Any) -> EventDetails:
    """Return what somebody says of that event."""
    facts: dict[str, Any] = {
        "title": "Apéro citoyen",
        "starts": EVENING,
        "ends": LATE,
        "timezone": "Europe/Paris",
        "venue": "Café de la Mairie",
    }
    return EventDetails(**facts | changes)
