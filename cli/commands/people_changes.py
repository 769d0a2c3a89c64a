"""`banneret people tag|assign|changes|go-on|undo`: many people of one nation changed, and all of that undone."""

from collections.abc import Sequence
from secrets import token_hex
from typing import Any

from cli.answer import Answer
from cli.kept_segment import segment_called
from cli.options import EVERYWHERE, Everywhere, Flag
from cli.stage import Stage
from cli.surroundings import Here
from cli.teammate import teammate
from cli.whom import person_standing
from cli.wording import count, table
from shared.access.grant import OPERATOR
from shared.kernel.errors import Fault, InputError
from shared.people.again import Patience
from shared.people.carrying import carry_on
from shared.people.change import KEPT, Change, ChangeKind, changes_of, read_change
from shared.people.changing import ChangeWish, Whom, ask_to_change, change_people
from shared.people.segments.building import build_index
from shared.people.segments.index import read_head
from shared.people.segments.selecting import select
from shared.people.undoing import undo_change


def tag(
    slug: str,
    name: str,
    /,
    *contacts: str,
    segment: str = "",
    remove: Flag = False,
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Give people of a nation a tag, or take it from them; the nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    name
        The tag.
    contacts
        Whom: e-mail addresses, phone numbers of those known without one, or ids from a list.
    segment
        Or everybody in this segment: its id or its name, as `people segments` lists them.
    remove
        Take the tag from them.
    """
    stage = here.open_stage(everywhere.stage)
    kind = ChangeKind.UNTAG if remove else ChangeKind.TAG
    wish = ChangeWish(slug=stage.nations.get(slug).slug, kind=kind, what=name, by=OPERATOR)
    return _answer(_changed(wish, contacts, segment, stage, here))


def assign(
    slug: str,
    /,
    *contacts: str,
    to: str = "",
    nobody: Flag = False,
    segment: str = "",
    everywhere: Everywhere = EVERYWHERE,
    here: Here,
) -> Answer:
    """Have a member of the team look after people of a nation, or nobody; the nation's log tells it.

    Parameters
    ----------
    slug
        The nation's name in its address.
    contacts
        Whom: e-mail addresses, phone numbers of those known without one, or ids from a list.
    to
        The member's e-mail address.
    nobody
        Nobody looks after them any more.
    segment
        Or everybody in this segment: its id or its name, as `people segments` lists them.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug).slug
    if bool(to) is nobody:
        remedy = "Give the address of a member, or --nobody"
        raise InputError([Fault(place="--to", reason="it must be a member or nobody", remedy=remedy)])
    member = teammate(to, nation, stage=stage, now=here.patience.now()) if to else ""
    wish = ChangeWish(slug=nation, kind=ChangeKind.ASSIGN, what=member, by=OPERATOR)
    return _answer(_changed(wish, contacts, segment, stage, here))


def changes(slug: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """List the changes of many people that can be undone, or were, the latest first.

    Parameters
    ----------
    slug
        The nation's name in its address.
    """
    stage = here.open_stage(everywhere.stage)
    found = changes_of(stage.nations.get(slug).slug, people=stage.people, now=here.patience.now())
    rows = [
        [f"{each.at:%Y-%m-%d %H:%M}", each.kind.value, each.what, count(each.changed), each.state.value, each.id]
        for each in found
    ]
    lines = table(["at", "kind", "what", "people", "state", "change"], rows) if rows else ("nothing can be undone",)
    return Answer(document={"nation": slug, "changes": list(map(_told, found))}, lines=lines)


def go_on(slug: str, change: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Do what is left of a change of many people that was stopped on its way.

    Parameters
    ----------
    slug
        The nation's name in its address.
    change
        The change's id, as `people changes` lists it.
    """
    stage = here.open_stage(everywhere.stage)
    nation = stage.nations.get(slug).slug
    return _answer(carry_on(nation, change, people=stage.people, clock=here.patience, patiently=Patience()))


def undo(slug: str, change: str, *, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Take a change of many people back: those whom it made different are as before.

    Parameters
    ----------
    slug
        The nation's name in its address.
    change
        The change's id, as `people tag` says it and `people changes` lists it.
    """
    stage = here.open_stage(everywhere.stage)
    ports: dict[str, Any] = {"journal": stage.journal(here.patience), "clock": here.patience, "patiently": Patience()}
    done = undo_change(stage.nations.get(slug).slug, change, people=stage.people, **ports)
    document = {"nation": slug, "change": change, "restored": done.restored}
    return Answer(document=document, lines=(f"{count(done.restored)} people are as before",))


def _changed(wish: ChangeWish, contacts: Sequence[str], segment: str, stage: Stage, here: Here) -> Change:
    if bool(contacts) is bool(segment):
        remedy = "Name people, or a segment with --segment"
        raise InputError([Fault(place="CONTACTS", reason="there must be people or a segment", remedy=remedy)])
    ports: dict[str, Any] = {"people": stage.people, "journal": stage.journal(here.patience), "clock": here.patience}
    if contacts:
        return change_people(wish, [person_standing(each, wish.slug, stage=stage) for each in contacts], **ports)
    whom = _everybody(wish.slug, segment, stage, here)
    asked = ask_to_change(wish, whom, orders=stage.changes(here.patience), **ports)
    return read_change(wish.slug, asked.id, people=stage.people)


def _everybody(slug: str, wanted: str, stage: Stage, here: Here) -> Whom:
    """Return whom a segment names, and say beforehand how many they are."""
    kept, now = segment_called(slug, wanted, people=stage.people), here.patience.now()
    if read_head(slug, people=stage.people) is None:
        build_index(slug, people=stage.people, now=now, draw=token_hex)
    on_the_day = kept.segment.on(stage.today(here.patience))
    found = select(on_the_day, slug, people=stage.people, now=now, looking_at=None)
    here.say(f"{count(found.count)} people are in {kept.name}")
    return Whom(segment=on_the_day, id=kept.id, name=kept.name)


def _told(change: Change) -> dict[str, Any]:
    """Return a change as documents tell it."""
    return {
        "change": change.id,
        "kind": change.kind.value,
        "what": change.what,
        "by": change.by,
        "at": change.at.isoformat(),
        "segment": change.name or None,
        "state": change.state.value,
        "asked": change.asked,
        "changed": change.changed,
        "left_alone": change.left_alone,
        "gone": change.gone,
        "restored": change.restored,
    }


def _answer(change: Change) -> Answer:
    document = {"nation": change.slug, **_told(change)}
    lines = (
        f"{count(change.changed)} of {count(change.asked)} people changed, {count(change.left_alone)} had it so before",
        f"undo within {KEPT.days} days: banneret people undo {change.slug} {change.id}",
    )
    return Answer(document=document, lines=lines)
