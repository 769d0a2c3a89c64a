"""Give many people a tag, or take it from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.people.again import until_undisturbed
from shared.people.change import Change, ChangeKind, change_to_item, portion_item
from shared.people.item import to_item
from shared.people.retagging import own_tag, retagged
from shared.people.roll import people_of
from shared.people.table import MOST_CHANGED, Wanted, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from shared.kernel.clock import Clock
    from shared.people.journal import Journal
    from shared.people.table import PeopleTable

AT_ONCE = MOST_CHANGED
"""People of one transaction: few enough that one of them changing meanwhile costs little."""

ID_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """A wish: the tag to give, or to take, and whom it is made by: a member's id or the operator."""

    slug: str
    tag: str
    kind: ChangeKind
    by: str

    def change(self, *, at: datetime, mark: str) -> Change:
        """Return the change that it comes to; raises InputError for a tag that a nation may not give."""
        change_id = f"{at:%Y%m%dT%H%M%S}-{mark}"
        return Change(id=change_id, slug=self.slug, kind=self.kind, tag=own_tag(self.tag), by=self.by, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """What came of it: the change, how many people it made different, and how many were asked for in all."""

    change: Change
    changed: int
    asked: int


def tag_people(
    wish: Tagging,
    person_ids: Iterable[str],
    *,
    people: PeopleTable,
    journal: Journal,
    clock: Clock,
    draw: Callable[[int], str] = token_hex,
) -> Tagged:
    """Change the tags of people, some at a time; whoever is unknown, or has it so already, is left as they are.

    The log tells it before anything happens, and what was done can be undone even if it was stopped on its way.
    Raises InputError for a tag that a nation may not give.
    """
    change = wish.change(at=clock.now(), mark=draw(ID_BYTES))
    journal.record(change.slug, change.kind, {"change": change.id, "tag": change.tag})
    people.write([put(change_to_item(change), Wanted.ABSENT)])
    asked = changed = 0
    for number, portion in enumerate(_portions(person_ids)):
        asked += len(portion)
        changed += until_undisturbed(partial(_tag, change, number, portion, people))
    return Tagged(change=change, changed=changed, asked=asked)


def _tag(change: Change, number: int, portion: Sequence[str], people: PeopleTable) -> int:
    known = people_of(change.slug, portion, people=people, now=change.at.timestamp())
    tagged = list(retagged(known, change, gives=change.kind is ChangeKind.TAG))
    if tagged:
        told = portion_item(change, number, [person.person_id for person in tagged])
        people.write([*(put(to_item(person), person.revision - 1) for person in tagged), put(told)])
    return len(tagged)


def _portions(person_ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(person_ids)
    while portion := list(islice(rest, AT_ONCE)):
        yield portion
