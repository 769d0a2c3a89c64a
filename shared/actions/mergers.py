"""Merge two records of one person, and part them again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from shared.actions.belongings import doings_of
from shared.actions.keys import deed_key
from shared.kernel.errors import Conflict, NotFound
from shared.people.again import until_undisturbed
from shared.people.aliases import alias_item, alias_key, aliases_of
from shared.people.edit import edits_of
from shared.people.item import to_item
from shared.people.merger import Merger, merger_from_item, merger_key, merger_to_item, mergers_of
from shared.people.parting import parted
from shared.people.person import EXPIRES_AT, nation_holder
from shared.people.roll import person_of
from shared.people.table import MOST_STEPS, Deed, Step, Wanted, item_key, put
from shared.people.uniting import united

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shared.kernel.clock import Clock
    from shared.kernel.items import WireItem
    from shared.people.journal import Journal
    from shared.people.person import Person
    from shared.people.table import ItemKey, PeopleTable

MERGED, PARTED = "merged-people", "parted-people"
ID_BYTES = 4
MARKS = 2
"""Steps that the marks of both people take (`shared.people.marks`)."""


class MergerUnknown(NotFound):
    """Nobody merged these people, or it is too long ago."""


class NotToMerge(Conflict):
    """Two people who cannot be merged; `why` is `same`, `unconfirmed` or `too-much`."""

    def __init__(self, why: str, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Whom to keep and who is gone into them, by a member's wish; of the fields in `preferring`, what the other has."""

    slug: str
    kept_id: str
    gone_id: str
    by: str
    preferring: frozenset[str] = frozenset()


def merge_people(
    wish: Wish, *, people: PeopleTable, journal: Journal, clock: Clock, draw: Callable[[int], str]
) -> Merger:
    """Make two people one, with all that was done, said and noted of both, in one transaction; return the merger.

    Imports, forms and links that name who is gone lead to who was kept, and an erasure of one erases both. The log
    tells it first. Raises PersonUnknown and NotToMerge.
    """
    at = clock.now()
    mark = f"{at:%Y%m%dT%H%M%S}-{draw(ID_BYTES)}"
    attempt = partial(_prepared, wish, mark, people, clock)
    attempt()
    journal.record(wish.slug, MERGED, {"person": wish.kept_id, "gone": wish.gone_id, "merger": mark})
    return until_undisturbed(partial(_merge, attempt, people))


def undo_merger(
    slug: str, kept_id: str, merger_id: str, *, people: PeopleTable, journal: Journal, clock: Clock
) -> tuple[Person, Person]:
    """Part two people who were merged; return who was kept and who is back, as they are now.

    What was written of the kept person since stays with them. Raises MergerUnknown, PersonUnknown, and Conflict for
    a merger that is undone already.
    """
    merger = _read(slug, kept_id, merger_id, people)
    if merger.undone_at:
        raise Conflict(f"merger {merger_id} was undone on {merger.undone_at:%Y-%m-%d at %H:%M} UTC")
    journal.record(slug, PARTED, {"person": kept_id, "back": merger.gone.person_id, "merger": merger_id})
    return until_undisturbed(partial(_part, replace(merger, undone_at=clock.now()), people, clock))


def mergers_made(slug: str, person_id: str, *, people: PeopleTable) -> list[Merger]:
    """Return the mergers that a person was kept in and that are not forgotten yet, the oldest first."""
    return [merger_from_item(item) for item in people.below(nation_holder(slug), mergers_of(person_id))]


def _prepared(wish: Wish, mark: str, people: PeopleTable, clock: Clock) -> tuple[Merger, list[Step]]:
    """Return what a merger is and what it writes, as both people are at this moment."""
    now = clock.now()
    if wish.kept_id == wish.gone_id:
        raise NotToMerge("same", "nobody is merged with themselves")
    kept, gone = (
        person_of(wish.slug, each, people=people, now=now.timestamp()) for each in (wish.kept_id, wish.gone_id)
    )
    if EXPIRES_AT in {*kept.values, *gone.values}:
        raise NotToMerge("unconfirmed", "one of the two has not confirmed their address, or goes soon")
    merger = Merger(
        id=mark,
        slug=wish.slug,
        by=wish.by,
        at=now,
        kept=kept,
        gone=gone,
        united=united(kept, gone, preferring=wish.preferring),
        items=tuple(doings_of(gone, people=people).values()),
    )
    steps = list(_steps(merger))
    if len(steps) + MARKS > MOST_STEPS:
        raise NotToMerge("too-much", "too much was done and said by who would be gone: keep them, and merge the other")
    return merger, steps


def _merge(attempt: Callable[[], tuple[Merger, list[Step]]], people: PeopleTable) -> Merger:
    merger, steps = attempt()
    people.write(steps)
    return merger


def _steps(merger: Merger) -> Iterator[Step]:
    kept, gone = merger.kept, merger.gone
    yield put(to_item(merger.united), kept.revision)
    yield Step(deed=Deed.DELETE, key=_person_key(gone), wanted=gone.revision)
    yield put(merger_to_item(merger), Wanted.ABSENT)
    for alias in (gone.person_id, *aliases_of(gone)):
        yield put(alias_item(kept.holder, alias, to=kept.person_id))
    counted = _deeds(merger.slug, kept)
    for item in merger.items:
        yield Step(deed=Deed.DELETE, key=item_key(item))
        moved = _renamed(item, gone.person_id, kept.person_id)
        if not _is_edit(item, gone) and item_key(moved) not in counted:
            yield put(moved)
    # An edit is undone on the person as they were: that is over.


def _part(merger: Merger, people: PeopleTable, clock: Clock) -> tuple[Person, Person]:
    now = person_of(merger.slug, merger.kept.person_id, people=people, now=clock.now().timestamp())
    kept, gone = parted(merger, now)
    people.write(list(_parting(merger, kept, gone, now, people)))
    return kept, gone


def _parting(merger: Merger, kept: Person, gone: Person, now: Person, people: PeopleTable) -> Iterator[Step]:
    yield put(to_item(kept), now.revision)
    yield put(to_item(gone), Wanted.ABSENT)
    yield put(merger_to_item(merger), merger.revision - 1)
    yield Step(deed=Deed.DELETE, key=alias_key(gone.holder, gone.person_id))
    for alias in aliases_of(gone):
        yield put(alias_item(gone.holder, alias, to=gone.person_id))
    moved = {item_key(_renamed(item, gone.person_id, now.person_id)): item for item in merger.items}
    stand, counted = _found(moved, people), _deeds(merger.slug, merger.kept)
    for key, before in moved.items():
        if _is_edit(before, gone) or key in counted:
            yield put(before)
        elif key in stand:
            yield Step(deed=Deed.DELETE, key=key)
            yield put(_renamed(stand[key], now.person_id, gone.person_id))


def _found(keys: Iterable[ItemKey], people: PeopleTable) -> dict[ItemKey, WireItem]:
    """Return those items that still stand: what was confirmed or followed up since is not brought back."""
    return dict(people.read(list(keys))) if keys else {}


def _read(slug: str, kept_id: str, merger_id: str, people: PeopleTable) -> Merger:
    key = merger_key(slug, kept_id, merger_id)
    item = people.read([key]).get(key)
    if item is None:
        raise MergerUnknown(f"nation {slug} has no merger {merger_id} of this person")
    return merger_from_item(item)


def _deeds(slug: str, person: Person) -> frozenset[ItemKey]:
    """Return the keys of what a person counts for already: the same deed of two people is one person's."""
    keys = (deed_key(slug, person.person_id, deed=deed) for deed in person.deeds)
    return frozenset(key for key in keys if key)


def _renamed(item: WireItem, before: str, after: str) -> WireItem:
    """Return an item about another person: their id stands in its key, and may stand in what it says."""
    return {
        name: {kind: value.replace(before, after)} if kind == "S" else {kind: value}
        for name, told in item.items()
        for kind, value in told.items()
    }


def _is_edit(item: WireItem, person: Person) -> bool:
    return bool(item["sk"]["S"].startswith(edits_of(person.person_id)))


def _person_key(person: Person) -> ItemKey:
    return item_key(to_item(person))
