"""Announce an event, change it, call it off; each has the nation published again.

During electoral silence all three are held (holding an electoral meeting is forbidden: code
électoral, art. L. 49), unless a reason is given for an override.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from shared.events.details import DETAILS, EventDetails
from shared.events.errors import EventCancelled, EventChanged
from shared.events.event import Event, EventState
from shared.kernel.errors import Fault, InputError
from shared.nations.publications import PublicationOrder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.elections.gate import Gate
    from shared.events.ports import EventStore
    from shared.kernel.clock import Clock
    from shared.nations.ports import NationStore
    from shared.nations.publications import Publications


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDesk:
    """What the use cases of events work with."""

    nations: NationStore
    events: EventStore
    gate: Gate
    publications: Publications
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who asks, and for what reason even during silence; without one, silence holds it."""

    by: str
    override: str = ""


def create_event(slug: str, details: EventDetails, *, wish: Wish, desk: EventDesk) -> Event:
    """Announce an event; the same announcement given twice is one event.

    Raises NationUnknown, HeldBySilence, and InputError for an event that is over.
    """
    reason = _leave(slug, "announcing an event", wish, desk)
    event = Event(
        event_id=details.event_id(slug), slug=slug, changed_at=desk.clock.now(), revision=0, **asdict(details)
    )
    _refuse_what_is_over(event, desk, remedy="Announce one that is to come")
    standing = desk.events.add(event)
    _publish(slug, wish, reason, desk)
    return standing


def change_event(
    slug: str, event_id: str, changes: Mapping[str, Any], *, revision: int | None = None, wish: Wish, desk: EventDesk
) -> Event:
    """Change an event; `changes` are fields of EventDetails with their new values.

    With a `revision`, nothing is changed unless it is the event's. Raises NationUnknown, EventUnknown,
    EventCancelled, EventChanged, HeldBySilence, and InputError, also for an event that is moved into the past.
    """
    reason = _leave(slug, "changing an event", wish, desk)
    event = desk.events.get(slug, event_id)
    if revision not in {None, event.revision}:
        raise EventChanged(slug, event_id)
    if event.is_cancelled:
        raise EventCancelled(slug, event_id)
    details = EventDetails(**{**{name: getattr(event, name) for name in DETAILS}, **changes})
    changed = replace(event, **asdict(details))
    if changed.ends_at != event.ends_at:
        _refuse_what_is_over(changed, desk, remedy="Move it to a day that is to come, or call it off")
    return _saved(changed, event, wish, reason, desk)


def cancel_event(slug: str, event_id: str, *, wish: Wish, desk: EventDesk) -> Event:
    """Call an event off: it stays on the pages, struck out. Raises as `change_event` does, bar EventCancelled."""
    reason = _leave(slug, "calling an event off", wish, desk)
    event = desk.events.get(slug, event_id)
    return _saved(replace(event, state=EventState.CANCELLED), event, wish, reason, desk)


def _saved(event: Event, after: Event, wish: Wish, reason: str, desk: EventDesk) -> Event:
    """Keep a change that is one; whether it is or not, the pages may still lack it after a run that was killed."""
    if event != after:
        event = replace(event, revision=after.revision + 1, changed_at=desk.clock.now())
        desk.events.save(event, after=after)
    _publish(event.slug, wish, reason, desk)
    return event


def _refuse_what_is_over(event: Event, desk: EventDesk, *, remedy: str) -> None:
    if event.ends_at <= desk.clock.now():
        raise InputError([Fault(place="ends", reason="the event is over", remedy=remedy)])


def _leave(slug: str, what: str, wish: Wish, desk: EventDesk) -> str:
    nation = desk.nations.get(slug)
    return desk.gate.pass_through(nation, what=what, by=wish.by, reason=wish.override)


def _publish(slug: str, wish: Wish, reason: str, desk: EventDesk) -> None:
    desk.publications.ask([PublicationOrder(slug=slug, by=wish.by, at=desk.clock.now(), override=reason)])
