"""`banneret event …`: announce a nation's events, change them, call them off."""

from typing import Any

from cli.announcing import NOTHING, Amendment, Announcement, changes_of, details_of
from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.surroundings import Here
from cli.wording import count, table
from shared.events.event import Event
from shared.events.scheduling import Wish, cancel_event, change_event, create_event

RSVPS = "rsvps"
"""The counter of those who said that they come, by event."""


def add(
    slug: str,
    announcement: Announcement,
    *,
    override: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Announce an event and publish it; given twice, it is one event.

    During the electoral silence of the nation's zones this is held.

    Parameters
    ----------
    slug
        The nation's name in its address.
    override
        Do so during the electoral silence, and why; the reason is kept with the nation.
    """
    stage = here.open_stage(everywhere.stage)
    desk = stage.event_desk(here.patience)
    timezone = desk.gate.calendar.timezone(stage.nations.get(slug).seed.zones)
    details = details_of(announcement, timezone=str(timezone))
    wish = Wish(by=here.account.caller(), override=override)
    return _answer(create_event(slug, details, wish=wish, desk=desk))


def change(
    slug: str,
    event: str,
    amendment: Amendment = NOTHING,
    *,
    override: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Change an event and publish it; what is left out stays as it is.

    During the electoral silence of the nation's zones this is held.

    Parameters
    ----------
    slug
        The nation's name in its address.
    event
        The event's id, as `banneret event list` shows it.
    override
        Do so during the electoral silence, and why; the reason is kept with the nation.
    """
    stage = here.open_stage(everywhere.stage)
    wish = Wish(by=here.account.caller(), override=override)
    desk = stage.event_desk(here.patience)
    return _answer(change_event(slug, event, changes_of(amendment), wish=wish, desk=desk))


def cancel(slug: str, event: str, *, override: str = "", everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Call an event off: its page stays, and says so.

    Parameters
    ----------
    slug
        The nation's name in its address.
    event
        The event's id, as `banneret event list` shows it.
    override
        Do so during the electoral silence, and why; the reason is kept with the nation.
    """
    stage = here.open_stage(everywhere.stage)
    wish = Wish(by=here.account.caller(), override=override)
    return _answer(cancel_event(slug, event, wish=wish, desk=stage.event_desk(here.patience)))


def list_events(slug: str, *, all_: Flag = False, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List the events of a nation that are to come, with how many said that they do.

    Parameters
    ----------
    slug
        The nation's name in its address.
    all_
        Those that are over as well.
    """
    stage = here.open_stage(everywhere.stage)
    stage.nations.get(slug)  # A nation that nobody knows is said to be unknown, not without events.
    counters, now = stage.counters.read(slug), here.patience.now()
    events = [event for event in stage.events.of_nation(slug) if all_ or event.ends_at > now]
    described = [_describe(event, counters.get(f"{RSVPS}#{event.event_id}", 0)) for event in events]
    rows = [[event["event"], event["starts"], event["state"], _places(event), event["title"]] for event in described]
    lines = table(["event", "begins", "state", "come", "title"], rows) if rows else (f"nation {slug} has no events",)
    return Answer(document={"nation": slug, "events": described}, lines=lines)


def _answer(event: Event) -> Answer:
    facts = _describe(event)
    shown = ("event", "title", "starts", "ends", "timezone", "venue", "state", "revision")
    return Answer(document=facts, lines=tuple(f"{name:<10} {facts[name]}" for name in shown))


def _describe(event: Event, rsvps: int | None = None) -> dict[str, Any]:
    facts = {
        "nation": event.slug,
        "event": event.event_id,
        "title": event.title,
        "starts": f"{event.starts:%Y-%m-%dT%H:%M}",
        "ends": f"{event.ends:%Y-%m-%dT%H:%M}",
        "timezone": event.timezone,
        "venue": event.venue,
        "address": event.address,
        "body": event.body,
        "capacity": event.capacity,
        "state": event.state.value,
        "revision": event.revision,
    }
    return facts if rsvps is None else {**facts, "rsvps": rsvps, "full": event.is_full(rsvps)}


def _places(event: dict[str, Any]) -> str:
    come = count(event["rsvps"])
    return come if event["capacity"] is None else f"{come} of {count(event['capacity'])}"
