"""A change of many people is taken back from whom they became who were merged since, in memory and in DynamoDB."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from shared.actions.mergers import Wish, merge_people
from shared.people.change import Change, ChangeKind
from shared.people.changing import ChangeWish, change_people
from shared.people.editable import ASSIGNEE
from shared.people.fields import Field
from shared.people.item import to_item
from shared.people.roll import person_of
from shared.people.table import put
from shared.people.undoing import undo_change
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.people.person import Person
    from shared.people.table import PeopleTable

SLUG = "paris-6"
ANNE, PAUL, LEA = (a_person(email=f"{name}@example.org") for name in ("anne", "paul", "lea"))


@dataclass(kw_only=True)
class Office:
    """A nation's office, where people are changed, merged and changed back."""

    people: PeopleTable
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    drawn: Iterator[int] = field(default_factory=count)

    def change(self, *whom: Person, what: str = "velo", kind: ChangeKind = ChangeKind.TAG) -> Change:
        wish = ChangeWish(slug=SLUG, what=what, kind=kind, by="member")
        ids = [person.person_id for person in whom]
        return change_people(wish, ids, people=self.people, journal=self.journal, clock=self.clock)

    def merge(self, gone: Person, *, into: Person) -> None:
        wish = Wish(slug=SLUG, kept_id=into.person_id, gone_id=gone.person_id, by="member")
        merge_people(wish, people=self.people, journal=self.journal, clock=self.clock, draw=self._draw)

    def undo(self, change: Change) -> int:
        return undo_change(SLUG, change.id, people=self.people, journal=self.journal, clock=self.clock).restored

    def value(self, person: Person, name: str = Field.TAGS) -> object:
        found = person_of(SLUG, person.person_id, people=self.people, now=NOON.timestamp())
        return found.values.get(name) or None

    def _draw(self, size: int) -> str:
        return f"{next(self.drawn):0{2 * size}x}"


@pytest.fixture
def office(table: PeopleTable) -> Office:
    table.write([put(to_item(person)) for person in (ANNE, PAUL, LEA)])
    return Office(people=table)


def test_a_tag_given_to_somebody_who_was_merged_since_goes_from_whom_they_became(office: Office) -> None:
    done = office.change(PAUL, LEA)
    office.merge(PAUL, into=ANNE)
    assert office.value(ANNE) == ["velo"]

    assert office.undo(done) == 2

    assert [office.value(person) for person in (ANNE, LEA)] == [None, None]


def test_who_had_the_tag_of_their_own_keeps_it(office: Office) -> None:
    office.change(ANNE)
    done = office.change(PAUL)
    office.merge(PAUL, into=ANNE)

    assert office.undo(done) == 0

    assert office.value(ANNE) == ["velo"]


def test_two_who_both_got_it_and_are_one_by_now_lose_it_once(office: Office) -> None:
    done = office.change(ANNE, PAUL)
    office.merge(PAUL, into=ANNE)

    assert office.undo(done) == 1

    assert office.value(ANNE) is None


def test_it_is_found_through_one_merger_after_another(office: Office) -> None:
    done = office.change(PAUL)
    office.merge(PAUL, into=ANNE)
    office.merge(ANNE, into=LEA)

    assert office.undo(done) == 1

    assert office.value(LEA) is None


def test_through_one_merger_after_another_whoever_had_it_of_their_own_keeps_it(office: Office) -> None:
    office.people.write([put(to_item(replace(ANNE, values={**ANNE.values, "tags": ["velo"]}, revision=2)))])
    done = office.change(PAUL)
    office.merge(PAUL, into=ANNE)
    office.merge(ANNE, into=LEA)

    assert office.undo(done) == 0

    assert office.value(LEA) == ["velo"]


def test_a_tag_that_was_taken_comes_back_to_whom_they_became(office: Office) -> None:
    office.people.write([put(to_item(replace(PAUL, values={**PAUL.values, "tags": ["velo"]}, revision=2)))])
    done = office.change(PAUL, kind=ChangeKind.UNTAG)
    office.merge(PAUL, into=ANNE)

    office.undo(done)

    assert office.value(ANNE) == ["velo"]


def test_who_looks_after_somebody_is_taken_back_from_whom_they_became(office: Office) -> None:
    done = office.change(PAUL, what="0" * 32, kind=ChangeKind.ASSIGN)
    office.merge(PAUL, into=ANNE)
    assert office.value(ANNE, ASSIGNEE) == "0" * 32

    office.undo(done)

    assert office.value(ANNE, ASSIGNEE) is None
