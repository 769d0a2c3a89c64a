"""`banneret people list|search|show`: the people of one nation, a page at a time."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.answer import Answer
from cli.commands.people_notes import described
from cli.numbers import with_numbers
from cli.options import EVERYWHERE, Everywhere
from cli.reading_people import Reason, tell_reading
from cli.stage import Stage
from cli.surroundings import Here
from cli.whom import person_standing
from cli.wording import table
from shared.actions.mergers import mergers_made
from shared.actions.telling import told_by
from shared.actions.timeline import Activity, read_timeline
from shared.kernel.page import Page
from shared.nations.nation import Nation
from shared.people.by_name import ListedPerson
from shared.people.change import Change, changes_about
from shared.people.edit import Edit
from shared.people.editing import edits_made
from shared.people.merger import Merger
from shared.people.noting import read_notes
from shared.people.person import Person
from shared.people.roll import person_of
from shared.people.searching import search_people
from shared.people.table import PeopleTable
from shared.sites.matters import Matters, read_matters

PAGE = 50
"""People on one page, unless another number is asked for."""

Limit = Annotated[int, Parameter(validator=Number(gte=1, lte=500))]
"""How many people at most."""


def list_people(
    slug: str,
    *,
    limit: Limit = PAGE,
    after: str = "",
    reason: Reason = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """List a nation's people by family name; its log tells that they were read.

    Parameters
    ----------
    slug
        The nation's name in its address.
    limit
        How many at most.
    after
        Where the page before ended, as it says at its end.
    """
    stage = here.open_stage(everywhere.stage)
    tell_reading("people list", slug, reason=reason, stage=stage, here=here)
    return _found("", slug, limit=limit, after=after, stage=stage, here=here)


def search(
    slug: str,
    text: str,
    *,
    limit: Limit = PAGE,
    after: str = "",
    reason: Reason = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Find people of a nation: by the beginning of the family name, by both names, by e-mail address or phone.

    By a number everybody is found who has it. An index of them that is missing is built first. The nation's log tells
    that people were searched, not for whom.

    Parameters
    ----------
    slug
        The nation's name in its address.
    text
        What to look for.
    limit
        How many at most.
    after
        Where the page before ended, as it says at its end.
    """
    stage = here.open_stage(everywhere.stage)
    tell_reading("people search", slug, reason=reason, stage=stage, here=here)
    return _found(text, slug, limit=limit, after=after, stage=stage, here=here)


def show(slug: str, contact: str, *, reason: Reason = "", everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Show what a nation knows of somebody, what they did and said, and notes about them; not what they agreed to.

    The nation's log tells that it was read. For their consents see `people consent`.

    Parameters
    ----------
    slug
        The nation's name in its address.
    contact
        The person's e-mail address; the phone number of somebody known without one; or the id from a list.
    """
    stage, now = here.open_stage(everywhere.stage), here.patience.now().timestamp()
    nation = stage.nations.get(slug)
    whom = person_standing(contact, nation.slug, stage=stage)
    tell_reading("people show", nation.slug, reason=reason, stage=stage, here=here, person=whom)
    person = person_of(nation.slug, whom, people=stage.people, now=now)
    facts = _described(person)
    did = read_timeline(nation.slug, whom, people=stage.people, now=now)
    notes = read_notes(nation.slug, whom, people=stage.people)
    changes = _changes(nation.slug, whom, stage.people, here.patience.now())
    matters = _matters(nation, did, stage=stage, here=here)
    lines = (
        *(f"{name:<16} {_told(value)}" for name, value in facts.items() if value not in ("", [], {})),
        *(line for each in did for line in _doing(each, person, matters)),
        *(f"{each.at:%Y-%m-%d %H:%M} note {each.id}: {each.text}" for each in notes),
        *(f"{each['at'][:16].replace('T', ' ')} {_change_told(each)}" for each in changes),
    )
    activity = [{**asdict(each), "at": each.at.isoformat()} for each in did]
    document = {**facts, "activity": activity, "notes": list(map(described, notes)), "changes": changes}
    return Answer(document=document, lines=lines)


def _changes(slug: str, whom: str, people: PeopleTable, now: datetime) -> list[dict[str, Any]]:
    """Return edits and mergers of somebody, and changes of many they were among, with the ids that undo them."""
    edits = edits_made(slug, whom, people=people)
    mergers = mergers_made(slug, whom, people=people)
    of_many = changes_about(slug, whom, people=people, now=now)
    return [
        *({"edit": each.id, "fields": sorted(each.after), **_when(each)} for each in edits),
        *({"merger": each.id, "gone": each.gone.person_id, **_when(each)} for each in mergers),
        *({"change": each.id, "kind": each.kind.value, "what": each.what, **_when(each)} for each in of_many),
    ]


def _when(change: Change | Edit | Merger) -> dict[str, str | None]:
    undone_at = change.undone_at.isoformat() if change.undone_at else None
    return {"at": change.at.isoformat(), "by": change.by, "undone_at": undone_at}


def _change_told(change: dict[str, Any]) -> str:
    undone = " (undone)" if change["undone_at"] else ""
    if "edit" in change:
        return f"edit {change['edit']}: {', '.join(change['fields'])}{undone}"
    if "change" in change:
        return f"change {change['change']}: {change['kind']} {change['what']}{undone}".rstrip()
    return f"merger {change['merger']}: with {change['gone']}{undone}"


def _doing(each: Activity, person: Person, matters: Matters | None) -> Iterator[str]:
    """Yield what somebody did, and below it what they said: a line for each answer and for each line of a long one."""
    yield f"{each.at:%Y-%m-%d %H:%M} {each.action} {each.target}".rstrip()
    for told in told_by(each, person, language="en", matters=matters):
        first, *more = _told(told.answer).splitlines()
        yield f"    {told.asked}: {first}"
        yield from (f"      {line}" for line in more)


def _matters(nation: Nation, did: list[Activity], *, stage: Stage, here: Here) -> Matters | None:
    asking = {each.page for each in did if each.target}
    if not asking:
        return None
    return read_matters(
        nation.slug,
        asking,
        desk=stage.pages,
        events=stage.events.of_nation(nation.slug),
        voice=stage.previews().voice(nation, now=here.patience.now()),
    )


def _found(asked: str, slug: str, *, limit: int, after: str, stage: Stage, here: Here) -> Answer:
    nation = stage.nations.get(slug)
    look = partial(
        search_people,
        asked,
        nation.slug,
        people=stage.people,
        by_name=stage.people_by_name,
        country=stage.country,
        now=here.patience.now().timestamp(),
        limit=limit,
        after=after or None,
    )
    page = with_numbers(nation.slug, look, stage=stage, here=here)
    document = {"nation": slug, "people": [asdict(person) for person in page.elements], "cursor": page.cursor}
    return Answer(document=document, lines=_lines(page))


def _lines(page: Page[ListedPerson]) -> tuple[str, ...]:
    if not page.elements:
        return ("nobody found",)
    rows = [[person.name, person.email, person.phone, person.person_id] for person in page.elements]
    more = (f"more: --after {page.cursor}",) if page.cursor else ()
    return (*table(["name", "e-mail", "phone", "id"], rows), *more)


def _described(person: Person) -> dict[str, Any]:
    return {
        "person_id": person.person_id,
        **dict(sorted(person.values.items())),
        "mailable": person.mailable,
        "edited_fields": sorted(person.edited_fields),
        "revision": person.revision,
    }


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
