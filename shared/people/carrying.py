"""Carry a change of many people on, step by step: whom it is about is written down, then changed some at a time.

Each step is one transaction with the head of the change, which tells how far it is. So whoever is killed leaves a whole
number of steps behind, whoever comes next goes on from there, and of two at once one finds the other's step done.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.people.again import at_once, until_undisturbed
from shared.people.altering import altered, has_already, put_back, replaced
from shared.people.change import (
    ChangeState,
    change_to_item,
    list_items,
    next_portion,
    portion_item,
    portions_of,
    read_change,
)
from shared.people.heirs import before_mergers, heirs_of
from shared.people.item import to_item
from shared.people.roll import people_of
from shared.people.segments.listing import people_in
from shared.people.segments.segment import Segment
from shared.people.table import put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from shared.kernel.clock import Clock
    from shared.people.again import Patiently
    from shared.people.change import Change
    from shared.people.person import Person
    from shared.people.table import PeopleTable, Step

LIST_BYTES = 4

LISTS_AT_ONCE = 20
"""Lists of people in one transaction, 300 KB: two such a second are what one partition takes."""


def carry_on(
    slug: str,
    change_id: str,
    *,
    people: PeopleTable,
    clock: Clock,
    patiently: Patiently = at_once,
    draw: Callable[[int], str] = token_hex,
) -> Change:
    """Do what is left of a change; return it as it then is. Raises ChangeUnknown, NoIndex, and TransientError.

    Stopped on its way, or called twice, it goes on: nobody is changed twice, and the sums hold.
    """
    walk = _Walk(read_change(slug, change_id, people=people), people=people, clock=clock, draw=draw)
    while walk.change.state.is_under_way:
        patiently(partial(until_undisturbed, walk.step))
    return walk.change


def listed(change: Change, person_ids: Sequence[str], *, people: PeopleTable) -> Change:
    """Write down whom a change is about; return it as it is then, not yet written itself."""
    items = list_items(change, person_ids)
    while portion := list(islice(items, LISTS_AT_ONCE)):
        people.write([put(item) for item in portion])
    state = ChangeState.CHANGING if person_ids else ChangeState.DONE
    return replace(change, state=state, asked=len(person_ids))


class _Walk:
    """A change on its way: what is known of it between two steps."""

    def __init__(self, change: Change, *, people: PeopleTable, clock: Clock, draw: Callable[[int], str]) -> None:
        self.change, self._people, self._clock, self._draw = change, people, clock, draw
        self._is_stale = False
        self._left: Iterator[dict[str, str]] | None = None

    def step(self) -> None:
        """Do the next step; raises StepRefused where somebody else was faster, and reads anew the next time."""
        if self._is_stale:
            self.change, self._left = read_change(self.change.slug, self.change.id, people=self._people), None
        self._is_stale = True
        match self.change.state:
            case ChangeState.LISTING:
                self._list()
            case ChangeState.CHANGING:
                self._go_through_some()
            case ChangeState.UNDOING:
                self._take_some_back()
            case ChangeState.DONE | ChangeState.UNDONE:
                pass  # somebody else did the last step
        self._is_stale = False

    def _list(self) -> None:
        # A list of its own: of two that list at once, only the one that the head names counts.
        change = replace(self.change, list=self._draw(LIST_BYTES))
        whom = people_in(change.segment or Segment(), change.slug, people=self._people, now=self._clock.now())
        self._write([], listed(change, list(whom), people=self._people))

    def _go_through_some(self) -> None:
        change = self.change
        portion = next_portion(change, people=self._people)
        known = self._known(portion)
        made = {person.person_id: changed for person in known if (changed := altered(change, person))}
        before = {person.person_id: replaced(change, person) for person in known if person.person_id in made}
        passed = change.passed + len(portion)
        after = replace(
            change,
            state=ChangeState.CHANGING if passed < change.asked else ChangeState.DONE,
            passed=passed,
            changed=change.changed + len(made),
            gone=change.gone + len(set(portion)) - len(known),
        )
        self._write([*_steps(made.values()), *([put(portion_item(change, before))] if made else [])], after)

    def _take_some_back(self) -> None:
        change = self.change
        if self._left is None:
            self._left = islice(portions_of(change, people=self._people), change.undone, None)
        portion = next(self._left, None)
        if portion is None:
            self._write([], replace(change, state=ChangeState.UNDONE, undone_at=self._clock.now()))
            return
        restored: dict[str, Person] = {}
        for person_id, person in self._standing(portion):
            # Two who are one by now are one step: what both had from the change goes together.
            current = restored.get(person.person_id, person)
            if back := put_back(change, current, portion[person_id]):
                restored[person.person_id] = replace(back, revision=person.revision + 1)
        after = replace(change, undone=change.undone + 1, restored=change.restored + len(restored))
        self._write(_steps(restored.values()), after)

    def _standing(self, portion: Mapping[str, str]) -> Iterator[tuple[str, Person]]:
        """Yield those of a portion whom taking back concerns, by their ids then.

        Of who was merged since, that is whom they became, unless that one had of their own what the change gave.
        """
        known = {person.person_id: person for person in self._known(list(portion))}
        yield from known.items()
        now = self._clock.now().timestamp()
        heirs = heirs_of(self.change.slug, portion.keys() - known.keys(), people=self._people, now=now)
        for person_id, heir in sorted(heirs.items()):
            if not any(has_already(self.change, kept) for kept in before_mergers(heir, person_id, people=self._people)):
                yield person_id, heir

    def _known(self, person_ids: Sequence[str]) -> list[Person]:
        return people_of(self.change.slug, person_ids, people=self._people, now=self._clock.now().timestamp())

    def _write(self, steps: Sequence[Step], after: Change) -> None:
        after = replace(after, revision=self.change.revision + 1)
        self._people.write([*steps, put(change_to_item(after), self.change.revision)])
        self.change = after


def _steps(persons: Iterable[Person]) -> list[Step]:
    return [put(to_item(person), person.revision - 1) for person in persons]
