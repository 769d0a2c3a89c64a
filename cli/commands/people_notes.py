"""`banneret people note|correct|drop|due|done`: what a team writes down about people of one nation, and sees to."""

from datetime import date
from typing import Any

from cli.answer import Answer
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.reading_people import Reason, tell_reading
from cli.stage import Stage
from cli.surroundings import Here
from cli.teammate import teammate
from cli.whom import person_standing
from cli.wording import table
from shared.access.grant import OPERATOR
from shared.kernel.errors import Fault, InputError
from shared.people.note import Note
from shared.people.noting import (
    Wording,
    correct_note,
    delete_note,
    due_notes,
    finish_note,
    reopen_note,
    write_note,
)


def note(
    slug: str,
    contact: str,
    text: str,
    *,
    due: date | None = None,
    to: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
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
    to
        The e-mail address of the member of the team who is to, on that day.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug)
    whom = person_standing(contact, nation.slug, stage=stage)
    wording = _wording(text, due, to, slug=nation.slug, stage=stage, here=here)
    kept = write_note(nation.slug, whom, wording, **_ports(stage, here))
    return Answer(document=described(kept), lines=(f"note {kept.id} is kept",))


def correct(
    slug: str,
    contact: str,
    note: str,
    text: str,
    *,
    due: date | None = None,
    to: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Give a note that was written by this command other words, another day, another member to see to it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    contact
        Whom the note is about: e-mail address, phone number or id.
    note
        The note's id.
    text
        The note as it should be.
    due
        The day on which somebody is to see to it; none unless it is given again.
    to
        The e-mail address of the member of the team who is to, on that day.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug)
    whom = person_standing(contact, nation.slug, stage=stage)
    wording = _wording(text, due, to, slug=nation.slug, stage=stage, here=here)
    kept = correct_note(nation.slug, whom, note, wording, **_ports(stage, here))
    return Answer(document=described(kept), lines=(f"note {kept.id} is corrected",))


def drop(slug: str, contact: str, note: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Keep a note no longer that was written by this command. The nation's log tells it.

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
    nation = stage.nations.get(slug)
    whom = person_standing(contact, nation.slug, stage=stage)
    delete_note(nation.slug, whom, note, by=OPERATOR, people=stage.people, journal=stage.journal(here.patience))
    return Answer(document={"nation": slug, "dropped": note}, lines=(f"note {note} is kept no longer",))


def list_due(
    slug: str, *, until: date | None = None, reason: Reason = "", everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """List what is to be seen to, the most pressing first; the nation's log tells that it was read.

    Parameters
    ----------
    slug
        The nation's name in its address.
    until
        The last day that matters; today, where the nation is, if none is named.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug)
    zone = stage.gate(here.patience).calendar.timezone(nation.seed.zones)
    last = until or here.patience.now().astimezone(zone).date()
    tell_reading("people due", nation.slug, reason=reason, stage=stage, here=here)
    waiting = list(due_notes(nation.slug, until=last, people=stage.people))
    rows = [[str(each.due), each.person_id, each.id, each.text.splitlines()[0]] for each in waiting]
    lines = table(["due", "person", "note", "text"], rows) if rows else (f"nothing is to be seen to until {last}",)
    return Answer(document={"nation": slug, "due": list(map(described, waiting))}, lines=lines)


def done(
    slug: str, contact: str, note: str, *, undo: Flag = False, everywhere: Everywhere = EVERYWHERE, here: Here
) -> Answer:
    """Write down that a note was seen to, or that it was not.

    Parameters
    ----------
    slug
        The nation's name in its address.
    contact
        Whom the note is about: e-mail address, phone number or id.
    note
        The note's id.
    undo
        It was not: it waits again.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug)
    whom = person_standing(contact, nation.slug, stage=stage)
    ports = _ports(stage, here)
    if undo:
        kept = reopen_note(nation.slug, whom, note, people=ports["people"], journal=ports["journal"])
        return Answer(document=described(kept), lines=(f"note {kept.id} waits again",))
    kept = finish_note(nation.slug, whom, note, **ports)
    return Answer(document=described(kept), lines=(f"note {kept.id} was seen to",))


def _wording(text: str, due: date | None, to: str, *, slug: str, stage: Stage, here: Here) -> Wording:
    if to and not due:
        remedy = "Give the day as well, with --due"
        raise InputError([Fault(place="--to", reason="nobody sees to a note without a day", remedy=remedy)])
    assignee = teammate(to, slug, stage=stage, now=here.patience.now()) if to else ""
    return Wording(text=text, by=OPERATOR, due=due, assignee=assignee)


def _ports(stage: Stage, here: Here) -> dict[str, Any]:
    return {"people": stage.people, "journal": stage.journal(here.patience), "clock": here.patience}


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
        "corrected_at": kept.corrected_at.isoformat() if kept.corrected_at else None,
    }
