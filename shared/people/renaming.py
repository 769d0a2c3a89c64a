"""Give a nation's tag another name: in its book at once, and for the people who have it as a change of many."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.kernel.errors import Conflict, Fault, InputError
from shared.people.change import Change, ChangeKind, change_to_item
from shared.people.changing import ChangeWish, Whom, begun
from shared.people.segments.segment import segment_of
from shared.people.table import StepRefused, Wanted, put
from shared.people.tag_book import tag_kept, tag_to_item, tags_kept, team_tag

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.people.changing import ChangeOrders
    from shared.people.journal import Journal
    from shared.people.table import PeopleTable, Step
    from shared.people.tag_book import LocalTag, TagWish

FACET = "tag:"
"""Before a tag: what people who have it are found by."""


def ask_to_rename(
    wish: TagWish,
    to: str,
    *,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
    orders: ChangeOrders,
    draw: Callable[[int], str] = token_hex,
) -> Change:
    """Write in the book what a tag is called from now on, and have everybody who has it renamed; return that change.

    What is kept already under the new name stays: both become one, until the change is undone. The log tells it first.
    The same wish again is for those who got the old name since. Raises InputError for what can be no tag, and Conflict
    if somebody else wrote about one of both meanwhile.
    """
    before, now = tag_kept(wish, people=people, clock=clock), clock.now()
    after = tag_kept(replace(wish, tag=_other(before.tag, to)), people=people, clock=clock)
    asked = ChangeWish(slug=wish.slug, kind=ChangeKind.RENAME, what=before.tag, by=wish.by, to=after.tag)
    whom = Whom(segment=segment_of(all_of=[FACET + before.tag]), id="", name="")
    change = begun(asked, whom, journal=journal, clock=clock, draw=draw)
    is_new = not after.revision or after.retired_at is not None
    names = [] if before.became == after.tag and not after.retired_at else _renamed(before, after, wish.by, now)
    _write([*names, put(change_to_item(replace(change, is_new=is_new)), Wanted.ABSENT)], people)
    orders.ask(change.slug, change.id)
    return change


def names_put_back(change: Change, *, people: PeopleTable, now: datetime) -> list[Step]:
    """Return what writes in the book that a tag which a change renamed is called as before; of others, nothing.

    Raises Conflict for one that was renamed again, or taken up, since.
    """
    if change.kind is not ChangeKind.RENAME:
        return []
    kept = tags_kept(change.slug, people=people)
    old, new = kept.get(change.what), kept.get(change.to)
    if old is None or new is None or old.became != change.to or new.became:
        raise Conflict(f"the tags {change.what} and {change.to} were renamed or taken up again since")
    back = replace(old, at=now, retired_at=None, became="", revision=old.revision + 1)
    gone = replace(new, at=now, retired_at=now, revision=new.revision + 1)
    return [put(tag_to_item(back), old.revision), *([put(tag_to_item(gone), new.revision)] if change.is_new else [])]


def _renamed(before: LocalTag, after: LocalTag, by: str, now: datetime) -> list[Step]:
    gone = replace(before, by=by, at=now, retired_at=now, became=after.tag, revision=before.revision + 1)
    about = after.about or before.about
    known = replace(after, about=about, by=by, at=now, retired_at=None, became="", revision=after.revision + 1)
    return [put(tag_to_item(tag), tag.revision - 1 or Wanted.ABSENT) for tag in (gone, known)]


def _other(tag: str, to: str) -> str:
    name = team_tag(to)
    if name == tag:
        raise InputError([Fault(place="tag", reason="it is called so already", remedy="Write another name")])
    return name


def _write(steps: list[Step], people: PeopleTable) -> None:
    try:
        people.write(steps)
    except StepRefused:
        raise Conflict("somebody else wrote about one of these tags meanwhile: look at them again") from None
