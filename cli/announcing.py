"""From the words of `event add` and `event change` to what is announced."""

# Annotations of this module are read at run time, by the command line's parser.
from dataclasses import dataclass
from typing import Any

from cyclopts import Parameter

from cli.moments import read_local
from shared.events.details import EventDetails

TEXTS = ("title", "venue", "address", "body", "timezone")


@Parameter(name="*", group="The event")
@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """An event that is to be announced, in the user's words."""

    title: str
    """What it is, in a few words."""
    starts: str
    """When it begins, by the clock there: 2027-06-01T19:00."""
    ends: str
    """When it ends; an hour alone, 21:00, is one of the same day."""
    venue: str
    """The place's name."""
    address: str = ""
    """The place's postal address."""
    body: str = ""
    """More about it, in Markdown."""
    capacity: int | None = None
    """How many may come; left out: any number."""
    timezone: str = ""
    """The time zone there, by its IANA name; left out: the nation's."""


@Parameter(name="*", group="What changes")
@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What is to be changed about an event, in the user's words; what is left out stays."""

    title: str | None = None
    """What it is, in a few words."""
    starts: str | None = None
    """When it begins, by the clock there: 2027-06-01T19:00."""
    ends: str | None = None
    """When it ends: 2027-06-01T21:00."""
    venue: str | None = None
    """The place's name."""
    address: str | None = None
    """The place's postal address."""
    body: str | None = None
    """More about it, in Markdown."""
    capacity: int | None = None
    """How many may come; 0: any number."""
    timezone: str | None = None
    """The time zone there, by its IANA name."""


NOTHING = Amendment()


def details_of(announcement: Announcement, *, timezone: str) -> EventDetails:
    """Return what is announced, by the nation's own time zone unless another is named; raises InputError."""
    starts = read_local(announcement.starts, option="--starts")
    return EventDetails(
        title=announcement.title,
        starts=starts,
        ends=read_local(announcement.ends, option="--ends", day=starts),
        timezone=announcement.timezone or timezone,
        venue=announcement.venue,
        address=announcement.address,
        body=announcement.body,
        capacity=announcement.capacity,
    )


def changes_of(amendment: Amendment) -> dict[str, Any]:
    """Return the fields that are to be changed, with their new values; raises InputError."""
    moments = {name: getattr(amendment, name) for name in ("starts", "ends")}
    changes: dict[str, Any] = {name: read_local(text, option=f"--{name}") for name, text in moments.items() if text}
    changes |= {name: text for name in TEXTS if (text := getattr(amendment, name)) is not None}
    if amendment.capacity is not None:
        changes["capacity"] = amendment.capacity or None
    return changes
