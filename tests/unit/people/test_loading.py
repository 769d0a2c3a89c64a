"""An import ends in the same people and the same sums, however often and wherever it is killed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import TransientError
from shared.people.loading import CONFLICTS, load_shard
from shared.people.memory import InMemoryPeopleFiles, InMemoryPeopleStore
from shared.people.outcomes import PeopleOutcome, ShardOutcome, SumsDiffer
from shared.people.person import HQ_LISTS
from shared.people.plan import Destinations
from shared.people.planning import empty_holders
from tests.unit.people.builders import SMALL, a_csv, a_person, a_plan, a_row, loader, settled

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.people.person import Person, PersonKey

ROWS = [
    *(a_row(number, postcode=postcode) for postcode in ("75006", "69003") for number in range(60)),
    *(a_row(number) for number in range(0, 60, 3)),
    *(a_row(number, postcode="13001") for number in range(10)),
    ("", "", "Nobody", "", "75006"),
    ("ragged",),
]


class KilledStore(InMemoryPeopleStore):
    """Dies after some writes, once."""

    def __init__(self, *, lives: int) -> None:
        super().__init__()
        self.lives = lives

    def write(self, people: Sequence[Person]) -> None:
        if self.lives == 0:
            raise TransientError("killed")
        self.lives -= 1
        super().write(people)


class BusyStore(InMemoryPeopleStore):
    """Somebody edits everybody between our reading and our writing, `edits` times."""

    def __init__(self, people: Sequence[Person] = (), *, edits: int) -> None:
        super().__init__(people)
        self.edits = edits

    def find(self, keys: Collection[PersonKey]) -> Mapping[PersonKey, Person]:
        found = super().find(keys)
        if self.edits:
            self.edits -= 1
            for person in found.values():
                self.people[person.key] = replace(
                    person,
                    values={**person.values, "given_name": "Mimi"},
                    edited_fields=frozenset({"given_name"}),
                    revision=person.revision + 1,
                )
        return found


def imported(
    people: InMemoryPeopleStore, *, rollout_id: str = "r1", open_nations: Sequence[str] = (), body: bytes | None = None
) -> PeopleOutcome:
    files = InMemoryPeopleFiles()
    plan = a_plan(
        a_csv(*ROWS) if body is None else body,
        files=files,
        rollout_id=rollout_id,
        limits=SMALL,
        destinations=Destinations(open_nations=frozenset(open_nations)),
    )
    return settled(plan, files=files, load=loader(plan, files=files, people=people))


@pytest.mark.parametrize("open_nations", [[], ["paris-6"], ["paris-6", "lyon-3"]])
def test_every_row_is_counted_once(open_nations: list[str]) -> None:
    people = InMemoryPeopleStore()

    outcome = imported(people, open_nations=open_nations)

    assert outcome == PeopleOutcome(
        rows=152,
        created=120,
        merged=0,
        unchanged=20,
        rejected=2,
        unassigned=10,
        nations={"lyon-3": 60, "paris-6": 60},
    )
    assert len(people.people) == people.writes == 130


@pytest.mark.parametrize("open_nations", [[], ["paris-6"]])
def test_a_second_run_reports_the_same_and_writes_nothing(open_nations: list[str]) -> None:
    people = InMemoryPeopleStore()
    first = imported(people, open_nations=open_nations)

    again = imported(people, open_nations=open_nations)

    assert again == first
    assert people.writes == 130


@pytest.mark.parametrize("lives", [0, 1, 3])
def test_a_killed_run_is_finished_by_the_next(lives: int) -> None:
    people = KilledStore(lives=lives)
    with pytest.raises(TransientError, match="killed"):
        imported(people)
    people.lives = 1_000

    assert imported(people) == imported(InMemoryPeopleStore())


def test_another_import_of_the_same_file_changes_nothing() -> None:
    people = InMemoryPeopleStore()
    imported(people)

    outcome = imported(people, rollout_id="r2")

    assert (outcome.created, outcome.merged, outcome.unchanged) == (0, 0, 140)
    assert people.writes == 130


def test_unassigned_people_are_on_hqs_own_list_with_the_reason() -> None:
    people = InMemoryPeopleStore()
    imported(people)

    held = [person for person in people.people.values() if person.holder.startswith("UNASSIGNED#")]

    assert len(held) == 10
    assert {str(person.values["reason"]) for person in held} == {"no nation holds the place"}
    assert held[0].values["candidates"] == ["lyon-3", "paris-6"]


def test_an_open_nations_edit_is_not_lost_to_an_import() -> None:
    body = a_csv(a_row(1))
    people = BusyStore(edits=0)
    imported(people, body=body)
    people.edits = 1

    outcome = imported(people, rollout_id="r2", open_nations=["paris-6"], body=body.replace(b"Marie", b"Maria"))

    (person,) = people.people.values()
    assert person.values["given_name"] == "Mimi"
    assert (outcome.merged, outcome.unchanged) == (0, 1)


def test_a_twin_that_was_faster_makes_no_difference() -> None:
    files, people = InMemoryPeopleFiles(), InMemoryPeopleStore()
    plan = a_plan(a_csv(*ROWS), files=files, destinations=Destinations(open_nations=frozenset({"paris-6", "lyon-3"})))
    first = settled(plan, files=files, load=loader(plan, files=files, people=people))

    class LateStore(InMemoryPeopleStore):
        """Sees nobody at its first look."""

        looks = 0

        def find(self, keys: Collection[PersonKey]) -> Mapping[PersonKey, Person]:
            self.looks += 1
            return {} if self.looks == 1 else super().find(keys)

    late = LateStore(people.people.values())

    assert (
        settled(plan, files=files, load=lambda shard: load_shard(plan, shard, files=files, people=late, writers=1))
        == first
    )


def test_endless_conflicts_are_left_to_another_try() -> None:
    people = BusyStore(edits=0)
    imported(people, body=a_csv(a_row(1)))
    people.edits = 2 * CONFLICTS
    body = a_csv((*a_row(1), "x"), header=("email", "phone", "first_name", "last_name", "postcode", "colour"))

    with pytest.raises(TransientError, match="written by others"):
        imported(people, rollout_id="r2", open_nations=["paris-6"], body=body)


def test_nothing_is_read_where_nobody_was() -> None:
    class UnreadStore(InMemoryPeopleStore):
        """Counts the keys it is asked for."""

        asked = 0

        def find(self, keys: Collection[PersonKey]) -> Mapping[PersonKey, Person]:
            self.asked += len(keys)
            return super().find(keys)

    files, people = InMemoryPeopleFiles(), UnreadStore()
    empty = empty_holders(["paris-6", "lyon-3"], people=people)
    plan = a_plan(a_csv(*ROWS), files=files, destinations=Destinations(empty_holders=empty))
    load = loader(plan, files=files, people=people)
    first = settled(plan, files=files, load=load)

    again = settled(plan, files=files, load=load)

    assert len(empty) == 2 + HQ_LISTS
    assert people.asked == 0
    assert again == first
    assert people.people.keys() == {person.key for person in people.people.values()}
    assert {person.revision for person in people.people.values()} == {1}


def test_a_holder_with_people_is_not_empty() -> None:
    assert "NATION#paris-6" not in empty_holders(["paris-6"], people=InMemoryPeopleStore([a_person()]))


def test_sums_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(SumsDiffer, match="count 5 rows where the input has 6"):
        PeopleOutcome(rows=6, created=1, merged=1, unchanged=1, rejected=1, unassigned=1)


def test_outcomes_read_back() -> None:
    outcome = imported(InMemoryPeopleStore())

    assert PeopleOutcome.from_json(outcome.to_json()) == outcome


def test_an_outcome_is_written_for_each_shard() -> None:
    files = InMemoryPeopleFiles()
    plan = a_plan(a_csv(*ROWS), files=files, limits=SMALL)
    settled(plan, files=files, load=loader(plan, files=files, people=InMemoryPeopleStore()))

    outcomes = [
        ShardOutcome.from_json(files.files[f"rollouts/r1/outcomes/shard-{shard}.json"]) for shard in range(plan.shards)
    ]

    assert plan.shards > 1
    assert sum(outcome.total.rows for outcome in outcomes) == 140
    assert sum(outcome.held for outcome in outcomes) == 10
