"""`banneret people note|due|done`: what a team writes down about people of one nation, and sees to in time."""

from datetime import date
from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere
from cli.surroundings import Here
from cli.whom import person_called
from cli.wording import table
from shared.access.grant import OPERATOR
from shared.people.note import Note
from shared.people.noting import Wording, due_notes, finish_note, write_note


def note(
    slug: str, contact: str, text: str, *, due: date | None = None, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Keep a note about somebody; the nation's log tells that, and not its words.

    Parameters
    ----------
    slug
        The nation's name in its address.
    contact
        The person's e-mail address; the phone number of somebody known without one; or the id from a list.
    text
        The note.
    due
        The day on which somebody is to see to it: 2027-05-11.
    """
    stage = here.open_stage(everywhere.stage)
    nation, whom = stage.nations.get(slug), person_called(contact, country=stage.country)
    kept = write_note(
        nation.slug,
        whom,
        Wording(text=text, by=OPERATOR, due=due),
        people=stage.people,
        journal=stage.journal(here.patience),
        clock=here.patience,
    )
    return Answer(document=described(kept), lines=(f"note {kept.id} is kept",))


def list_due(slug: str, *, until: date | None = None, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List what is to be seen to, the most pressing first.

    Parameters
    ----------
    slug
        The nation's name in its address.
    until
        The last day that matters; today if none is named.
    """
    stage = here.open_stage(everywhere.stage)
    last = until or here.patience.now().date()
    waiting = list(due_notes(stage.nations.get(slug).slug, until=last, people=stage.people))
    rows = [[str(each.due), each.person_id, each.id, each.text.splitlines()[0]] for each in waiting]
    lines = table(["due", "person", "note", "text"], rows) if rows else (f"nothing is to be seen to until {last}",)
    return Answer(document={"nation": slug, "due": list(map(described, waiting))}, lines=lines)


def done(slug: str, contact: str, note: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Write down that a note was seen to.

    Parameters
    ----------
    slug
        The nation's name in its address.
    contact
        Whom the note is about: e-mail address, phone number or id.
    note
        The note's id.
    """
    stage = here.open_stage(everywhere.stage)
    nation, whom = stage.nations.get(slug), person_called(contact, country=stage.country)
    journal = stage.journal(here.patience)
    kept = finish_note(nation.slug, whom, note, people=stage.people, journal=journal, clock=here.patience)
    return Answer(document=described(kept), lines=(f"note {kept.id} was seen to",))


def described(kept: Note) -> dict[str, Any]:
    """Return a note as documents tell it."""
    return {
        "note": kept.id,
        "person_id": kept.person_id,
        "text": kept.text,
        "by": kept.by,
        "at": kept.at.isoformat(),
        "due": kept.due.isoformat() if kept.due else None,
        "assignee": kept.assignee or None,
        "done_at": kept.done_at.isoformat() if kept.done_at else None,
    }
