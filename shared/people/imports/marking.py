"""People as an import into an open nation writes them: by transactions that leave a mark of each for the index.

A nation's people are one partition, which takes 1,000 write units a second; a transaction counts each item twice. So
some 250 people a second are written, however fast we are, and whoever asks for more is throttled: then we rest.
"""

from __future__ import annotations

import random
import time
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import orjson

from shared.people.again import Patience
from shared.people.item import PERSON_PREFIX, to_item
from shared.people.ports import RevisionConflict
from shared.people.roll import find_people
from shared.people.table import MOST_CHANGED, StepRefused, Wanted, WriteDisturbed, put

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from shared.people.person import Person, PersonKey
    from shared.people.table import PeopleTable, Step

MOST_BYTES = 2 << 20
"""Of the people of one transaction, as JSON: half of what DynamoDB takes, whose marks and names count as well."""

EVERYBODY = 0.0
"""A moment at which nobody's time was over: whoever is there is merged with, so that no write meets them unforeseen."""


class MarkedPeople:
    """`PeopleStore` over the table, for nations whose people are indexed; see there for what each method promises."""

    def __init__(
        self,
        table: PeopleTable,
        *,
        pause: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Take the table; `pause` (seconds) and `chance` (0 to 1) are what tries wait by."""
        self._table, self._patiently = table, Patience(pause=pause, chance=chance)

    def find(self, keys: Collection[PersonKey]) -> Mapping[PersonKey, Person]:
        """Return those of the named people that exist."""
        if not keys:
            return {}
        return self._patiently(partial(find_people, keys, people=self._table, now=EVERYBODY))

    def is_bare(self) -> bool:
        """Nobody imports for a nation that is not there yet."""
        return False

    def is_empty(self, holder: str) -> bool:
        """Tell whether a holder has nobody."""
        return not any(self._table.below(holder, PERSON_PREFIX, most=1))

    def write(self, people: Sequence[Person]) -> None:
        """Store people whatever is there."""
        rest = iter(people)
        while some := list(islice(rest, MOST_CHANGED)):
            self._table.write([put(to_item(person)) for person in some])

    def replace(self, person: Person, *, revision: int) -> None:
        """Store a person over that revision of it; whoever is writing them at this moment will have another one."""
        try:
            self._table.write([put(to_item(person), revision or Wanted.ABSENT)])
        except (StepRefused, WriteDisturbed):
            raise RevisionConflict("the person has another revision") from None

    def replace_each(self, people: Sequence[Person]) -> Collection[PersonKey]:
        """Store people, many in one transaction; whoever was changed meanwhile is left out of it."""
        steps = (put(to_item(person), person.revision - 1 or Wanted.ABSENT) for person in people)
        return [key for portion in _portions(steps) for key in self._refused(portion)]

    def _refused(self, portion: Sequence[Step]) -> Iterator[PersonKey]:
        """Write the people of some steps; yield those that the table refuses."""
        steps = {step.key: step for step in portion}
        while steps:
            try:
                self._patiently(partial(self._table.write, list(steps.values())))
            except StepRefused as error:
                for pk, sk in error.keys:
                    del steps[pk, sk]
                    yield pk, sk.removeprefix(PERSON_PREFIX)
            else:
                return


def _portions(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Cut steps into what one transaction takes, in number and in bytes."""
    portion: list[Step] = []
    weight = 0
    for step in steps:
        size = len(orjson.dumps(step.item))
        if portion and (len(portion) == MOST_CHANGED or weight + size > MOST_BYTES):
            yield portion
            portion, weight = [], 0
        portion.append(step)
        weight += size
    if portion:
        yield portion
