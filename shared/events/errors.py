"""What can go wrong with an event.

BanneretError
└── PermanentError
    ├── NotFound → EventUnknown
    └── Conflict
        ├── EventChanged       somebody else changed it meanwhile
        └── EventCancelled     it does not take place: nothing about it can be changed
"""

from __future__ import annotations

from shared.kernel.errors import Conflict, NotFound


class EventUnknown(NotFound):
    """The nation has no event of this id."""

    def __init__(self, slug: str, event_id: str) -> None:
        super().__init__(f"nation {slug} has no event {event_id}: `banneret event list {slug}` shows them all")
        self.slug = slug
        self.event_id = event_id


class EventChanged(Conflict):
    """Somebody else changed the event meanwhile."""

    def __init__(self, slug: str, event_id: str) -> None:
        super().__init__(f"event {event_id} of nation {slug} was changed by somebody else meanwhile: look again")
        self.event_id = event_id


class EventCancelled(Conflict):
    """The event does not take place."""

    def __init__(self, slug: str, event_id: str) -> None:
        super().__init__(f"event {event_id} of nation {slug} is cancelled: announce a new one instead")
        self.event_id = event_id
