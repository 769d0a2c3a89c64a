"""`banneret event guests|check-in|walk-in`: who said that they come to an event, and who came."""

from functools import partial
from secrets import token_hex
from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.reading_people import Reason, tell_reading
from cli.stage import Stage
from cli.surroundings import Here
from cli.whom import person_standing
from cli.wording import count, table
from shared.access.grant import OPERATOR
from shared.actions.adding import add_person
from shared.actions.checking_in import Door, check_in, check_out
from shared.actions.ground import Ground
from shared.actions.guests import GuestBook, named, read_guest_book
from shared.actions.walking_in import read_walk_in, walk_in
from shared.kernel.errors import Fault, InputError
from shared.people.person import Person


def guests(slug: str, event: str, *, reason: Reason = "", everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List the guests of an event by name: who said that they come, and who came. The nation's log tells it was read.

    Parameters
    ----------
    slug
        The nation's name in its address.
    event
        The event's id, as `banneret event list` shows it.
    """
    stage, now = here.open_stage(everywhere.stage), here.patience.now().timestamp()
    door = _door(slug, event, stage)
    tell_reading("event guests", door.slug, reason=reason, stage=stage, here=here)
    book = read_guest_book(door.slug, door.event_id, people=stage.people, now=now)
    people = named(door.slug, book.everybody, people=stage.people, now=now)
    rows = [_guest(person, book) for person in people]
    document = {"nation": slug, "event": event, "promised": len(book.promised), "came": len(book.came), "guests": rows}
    shown = [[row["name"], "comes" if row["promised"] else "unannounced", row["came_at"] or ""] for row in rows]
    head = f"{count(len(book.promised))} said they come, {count(len(book.came))} came"
    lines = table(["name", "said", "came"], shown) if shown else ()
    return Answer(document=document, lines=(head, *lines))


def let_in(
    slug: str, event: str, contact: str, *, undo: Flag = False, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Check somebody in at an event; done again it changes nothing. The nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    event
        The event's id, as `banneret event list` shows it.
    contact
        The person's e-mail address; the phone number of somebody known without one; or the id from a list.
    undo
        Take it back that they came.
    """
    stage = here.open_stage(everywhere.stage)
    door = _door(slug, event, stage)
    whom = person_standing(contact, door.slug, stage=stage)
    act = check_out if undo else check_in
    changed = act(door, whom, people=stage.people, journal=stage.journal(here.patience), clock=here.patience)
    came = "is not there" if undo else "is there"
    document = {"nation": slug, "event": event, "person_id": whom, "is_there": not undo, "changed": changed}
    return Answer(document=document, lines=(came if changed else "nothing changed: this was so already",))


def let_walk_in(slug: str, event: str, /, *facts: str, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Check somebody in who is on no list, added to the nation's people first if it does not know them.

    Parameters
    ----------
    slug
        The nation's name in its address.
    event
        The event's id, as `banneret event list` shows it.
    facts
        What they say: `given_name=`, `family_name=`, and `email=` or `phone=`.
    """
    stage = here.open_stage(everywhere.stage)
    door, seed = _door(slug, event, stage), stage.nations.get(slug).seed
    ports: dict[str, Any] = {
        "people": stage.people,
        "journal": stage.journal(here.patience),
        "clock": here.patience,
    }
    ground = Ground(stage.atlas, country=stage.country, timezone=stage.timezone)
    add = partial(add_person, seed, ground=ground, erasures=stage.erasures, draw=token_hex, **ports)
    newcomer = read_walk_in(dict(map(_read, facts)), event_id=event, country=stage.country)
    let = walk_in(door, newcomer, add=add, **ports)
    document = {"nation": slug, "event": event, "person_id": let.person_id, "is_new": let.is_new}
    return Answer(document=document, lines=(f"{let.person_id} is there{', and new' if let.is_new else ''}",))


def _door(slug: str, event: str, stage: Stage) -> Door:
    """Return the door of an event that there is; raises NationUnknown, EventUnknown."""
    found = stage.events.get(stage.nations.get(slug).slug, event)
    return Door(slug=found.slug, event_id=found.event_id, by=OPERATOR, timezone=stage.timezone)


def _guest(person: Person, book: GuestBook) -> dict[str, Any]:
    names = (str(person.values.get(name, "")) for name in ("given_name", "family_name"))
    came = book.came.get(person.person_id)
    return {
        "person_id": person.person_id,
        "name": " ".join(filter(None, names)),
        "promised": person.person_id in book.promised,
        "confirmed": person.person_id not in book.waiting,
        "came_at": came.at.isoformat(timespec="seconds") if came else None,
    }


def _read(fact: str) -> tuple[str, str]:
    name, sign, text = fact.partition("=")
    if not sign:
        remedy = "Write it as email=marie@example.org"
        raise InputError([Fault(place="FACTS", reason="one of them has no equals sign", remedy=remedy)])
    return name, text
