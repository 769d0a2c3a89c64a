"""Headquarters' later file reaches a nation that counts its people: its counts stay exact, and what that costs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.imports.both import OpenAndClosed
from shared.people.imports.marking import MarkedPeople
from shared.people.marks import STALE
from shared.people.memory import InMemoryPeopleFiles
from shared.people.person import nation_holder
from shared.people.plan import Destinations
from shared.people.segments.building import build_index
from shared.people.segments.segment import Segment
from shared.people.segments.selecting import FEW, select
from tests.builders import NOON
from tests.unit.people.builders import a_csv, a_plan, a_row, loader, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.people.outcomes import PeopleOutcome
    from shared.people.store import DynamoPeopleStore

SLUG = "paris-6"
HEADER = ("email", "phone", "first_name", "last_name", "postcode", "tags")
VELO, EVERYBODY = Segment(all_of=("tag:velo",)), Segment()


class Network:
    """A network of one nation on moto, and what its imports ask of DynamoDB."""

    def __init__(self, dynamodb: Any, closed: DynamoPeopleStore) -> None:
        self.table = DynamoPeopleTable(dynamodb, "people")
        self.store = OpenAndClosed(closed, opened=MarkedPeople(self.table, pause=lambda _: None))
        self.put: Counter[str] = Counter()
        dynamodb.meta.events.register("provide-client-params.dynamodb", self._count)

    def _count(self, params: dict[str, Any], model: Any, **_: object) -> None:
        written = (step["Put"]["Item"] for step in params.get("TransactItems", ()) if "Put" in step)
        self.put.update(item["sk"]["S"].partition("#")[0] for item in written)
        self.put[model.name] += 1

    def load(
        self, rows: Iterable[Sequence[str]], *, rollout: str, opened: bool, header: Sequence[str] = HEADER
    ) -> PeopleOutcome:
        files = InMemoryPeopleFiles()
        opened_nations = frozenset({SLUG} if opened else ())
        destinations = Destinations(open_nations=opened_nations)
        plan = a_plan(a_csv(*rows, header=header), files=files, rollout_id=rollout, destinations=destinations)
        return settled(plan, files=files, load=loader(plan, files=files, people=self.store))

    def count(self, segment: Segment) -> int:
        selection = select(segment, SLUG, people=self.table, now=NOON)
        assert selection.as_of is None
        return selection.count

    def marks(self) -> int:
        return sum(1 for _ in self.table.below(nation_holder(SLUG), STALE))


@pytest.fixture
def network(dynamodb: Any, dynamo_people: DynamoPeopleStore) -> Network:
    """A nation that was opened with twenty people, and counted them."""
    network = Network(dynamodb, dynamo_people)
    network.load([(*a_row(number), "") for number in range(20)], rollout="first", opened=False)
    assert build_index(SLUG, people=network.table, now=NOON, draw=lambda size: "ab" * size)
    network.put.clear()
    return network


def test_a_first_import_leaves_no_mark_and_writes_no_transaction(network: Network) -> None:
    assert network.marks() == 0

    network.load([(*a_row(number), "") for number in range(30, 40)], rollout="second", opened=False)

    assert network.put["TransactWriteItems"] == network.marks() == 0


def test_whom_a_later_file_changes_or_brings_is_counted_at_once(network: Network) -> None:
    later = [(*a_row(1), "velo"), (*a_row(2), ""), (*a_row(50), "velo"), (*a_row(51), "")]

    outcome = network.load(later, rollout="later", opened=True)

    assert (outcome.created, outcome.merged, outcome.unchanged) == (2, 1, 1)
    assert (network.count(EVERYBODY), network.count(VELO)) == (22, 2)


def test_a_later_file_writes_a_person_and_a_mark_for_whom_it_changes_and_nothing_for_the_others(
    network: Network,
) -> None:
    later = [(*a_row(number), "velo" if number < 5 else "") for number in range(20)]

    network.load(later, rollout="later", opened=True)
    network.load(later, rollout="later", opened=True)

    assert (network.put["PERSON"], network.put["STALE"]) == (5, 5)
    assert network.put["BatchWriteItem"] == network.put["PutItem"] == 0


def test_of_more_than_a_reader_looks_at_the_count_says_how_old_it_is_until_the_next_index(network: Network) -> None:
    network.load([(*a_row(number), "velo") for number in range(FEW + 1)], rollout="later", opened=True)

    before = select(VELO, SLUG, people=network.table, now=NOON)
    build_index(SLUG, people=network.table, now=NOON, draw=lambda size: "cd" * size)

    assert (before.as_of, before.count) == (NOON, 0)
    assert (network.count(VELO), network.marks()) == (FEW + 1, 0)
