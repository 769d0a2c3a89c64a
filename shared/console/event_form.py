"""The form of an event: what it shows of one, and what is read from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shared.events.details import DETAILS, EventDetails
from shared.kernel.errors import Fault, InputError
from shared.kernel.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.events.event import Event

TYPED = ("title", "starts", "ends", "venue", "address", "body", "capacity")
"""Names of the fields; the time zone is the nation's own, or the event's."""

WEEK = timedelta(days=7)


def typed_of(event: Event) -> dict[str, str]:
    """Return the fields as they show an event."""
    texts = {name: str(getattr(event, name) or "") for name in TYPED}
    return {**texts, "starts": _minute(event.starts), "ends": _minute(event.ends)}


def typed_again(event: Event, *, now: datetime) -> dict[str, str]:
    """Return the fields as they announce an event once more: on the same day of the next week that is to come."""
    weeks = 1
    while event.begins_at + weeks * WEEK <= now:
        weeks += 1
    moved = {name: _minute(getattr(event, name) + weeks * WEEK) for name in ("starts", "ends")}
    return {**typed_of(event), **moved}


def read_event(form: Mapping[str, str], *, timezone: str) -> EventDetails:
    """Return the event of a form; raises InputError with every fault by its field."""
    said = {name: form.get(name, "").strip() for name in TYPED}
    # Browsers send the lines of a text as CR LF; whoever gets the page or the calendar's file sees lines all the same.
    said["body"] = said["body"].replace("\r\n", "\n")
    moments = {name: _moment(said[name]) for name in ("starts", "ends")}
    capacity, is_number = _capacity(said["capacity"])
    faults = [_fault(name) for name, moment in moments.items() if moment is None]
    if not is_number:
        faults.append(_fault("capacity"))
    texts = {name: said[name] for name in ("title", "venue", "address", "body")}
    if faults:
        raise InputError([*faults, *_text_faults(texts, timezone)])
    return EventDetails(
        **texts,
        starts=moments["starts"] or datetime.min,
        ends=moments["ends"] or datetime.min,
        timezone=timezone,
        capacity=capacity,
    )


def faulty(error: InputError) -> tuple[str, ...]:
    """Return the fields that something is wrong with, in the form's order; the reason for an override comes last."""
    places = {fault.place for fault in error.faults}
    own = tuple(name for name in (*TYPED, "timezone") if name in places)
    return own if places <= {*DETAILS} else (*own, "override")


def _text_faults(texts: Mapping[str, str], timezone: str) -> tuple[Fault, ...]:
    """Return what else is wrong, were the moments right: all is said at once."""
    noon = datetime(2027, 1, 1, 12)
    try:
        EventDetails(starts=noon, ends=noon + timedelta(hours=1), timezone=timezone, capacity=None, **texts)
    except InputError as error:
        return error.faults
    return ()


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if moment.tzinfo else moment


def _capacity(text: str) -> tuple[int | None, bool]:
    if not text:
        return None, True
    number = whole_number(text)
    return number, number is not None


def _fault(name: str) -> Fault:
    return Fault(place=name, reason="it cannot be read", remedy="Write it as the field shows it")
