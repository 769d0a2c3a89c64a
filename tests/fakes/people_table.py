"""The people table in memory, with the promises of `PeopleTable`."""

from __future__ import annotations

from itertools import count, islice
from typing import TYPE_CHECKING, assert_never

from shared.people.marks import with_marks
from shared.people.person import EXPIRES_AT
from shared.people.table import MOST_STEPS, Deed, StepRefused, Wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, Step


class InMemoryPeopleTable:
    """Keeps items in a dictionary; `writes` counts transactions."""

    def __init__(self) -> None:
        self.items: dict[ItemKey, WireItem] = {}
        self.writes = 0
        self._marks = count(1)

    def read(self, keys: Collection[ItemKey]) -> Mapping[ItemKey, WireItem]:
        return {key: dict(self.items[key]) for key in keys if key in self.items}

    def below(self, pk: str, prefix: str, *, most: int | None = None, after: str = "") -> Iterator[WireItem]:
        keys = (key for key in sorted(self.items) if key[0] == pk and key[1].startswith(prefix) and key[1] > after)
        for key in islice(keys, most):
            yield dict(self.items[key])

    def write(self, steps: Sequence[Step]) -> None:
        steps = with_marks(steps, lambda _: next(self._marks))
        assert len({step.key for step in steps}) == len(steps) <= MOST_STEPS
        if refused := frozenset(step.key for step in steps if not self._holds(step)):
            raise StepRefused(refused)
        for step in steps:
            self._do(step)
        self.writes += 1

    def _holds(self, step: Step) -> bool:
        item = self.items.get(step.key)
        match step.wanted:
            case Wanted.NOTHING:
                return True
            case Wanted.ABSENT:
                return item is None
            case Wanted.PRESENT:
                return item is not None
            case int() as revision:
                return item is not None and item.get("revision") == {"N": str(revision)}
            case _:
                assert_never(step.wanted)

    def _do(self, step: Step) -> None:
        match step.deed:
            case Deed.PUT:
                assert step.item is not None
                self.items[step.key] = dict(step.item)
            case Deed.DELETE:
                self.items.pop(step.key, None)
            case Deed.CHECK:
                pass
            case Deed.KEEP:
                self.items.get(step.key, {}).pop(EXPIRES_AT, None)
            case Deed.EXPIRE:
                self.items[step.key][EXPIRES_AT] = {"N": str(step.expires_at)}
            case _:
                assert_never(step.deed)
