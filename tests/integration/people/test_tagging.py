"""Tags given to many people, taken from them, and all of that undone, in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import Conflict, InputError, TransientError
from shared.people.change import KEPT, ChangeKind, ChangeUnknown
from shared.people.fields import Field
from shared.people.item import to_item
from shared.people.merging import decide
from shared.people.person import EXPIRES_AT
from shared.people.roll import person_of
from shared.people.table import put
from shared.people.tagging import AT_ONCE, Tagged, Tagging, tag_people
from shared.people.undoing import UNDONE, undo_change
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.journal import InMemoryJournal
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.people.builders import a_contribution, a_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.kernel.items import WireItem
    from shared.people.person import Person
    from shared.people.table import ItemKey, PeopleTable, Step

SLUG = "paris-6"
CROWD = [
    a_person(email=f"marie{number}@example.org", tags=["phoned"] if number % 2 else [])
    for number in range(AT_ONCE + 10)
]
IDS = [person.person_id for person in CROWD]
EVEN = IDS[::2]


@dataclass(kw_only=True)
class Office:
    """A nation's office: its people, its log, its clock."""

    people: PeopleTable
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def tag(self, ids: Iterable[str], tag: str = "phoned", kind: ChangeKind = ChangeKind.TAG) -> Tagged:
        wish = Tagging(slug=SLUG, tag=tag, kind=kind, by="member")
        return tag_people(wish, ids, people=self.people, journal=self.journal, clock=self.clock)

    def undo(self, done: Tagged) -> int:
        return undo_change(SLUG, done.change.id, people=self.people, journal=self.journal, clock=self.clock)

    def tags(self, person_id: str) -> object:
        return self.person(person_id).values.get(Field.TAGS, [])

    def person(self, person_id: str) -> Person:
        return person_of(SLUG, person_id, people=self.people, now=NOON.timestamp())


@pytest.fixture
def office(table: PeopleTable) -> Office:
    for start in range(0, len(CROWD), AT_ONCE):
        table.write([put(to_item(person)) for person in CROWD[start : start + AT_ONCE]])
    return Office(people=table)


def test_a_tag_reaches_all_who_lack_it_and_nobody_else(office: Office) -> None:
    done = office.tag(IDS)

    assert (done.asked, done.changed) == (len(IDS), len(EVEN))
    assert all(office.tags(each) == ["phoned"] for each in IDS)
    assert office.person(IDS[1]).revision == 1
    assert office.person(IDS[0]).revision == 2


def test_undoing_leaves_the_tag_with_those_who_had_it_before(office: Office) -> None:
    done = office.tag(IDS)

    assert office.undo(done) == len(EVEN)
    assert [office.tags(each) for each in IDS[:4]] == [[], ["phoned"], [], ["phoned"]]


def test_a_tag_taken_comes_back_when_that_is_undone(office: Office) -> None:
    done = office.tag(IDS, kind=ChangeKind.UNTAG)
    assert all(office.tags(each) == [] for each in IDS)

    assert office.undo(done) == len(IDS) - len(EVEN)
    assert [office.tags(each) for each in IDS[:4]] == [[], ["phoned"], [], ["phoned"]]


def test_no_import_brings_back_what_the_nation_took(office: Office) -> None:
    office.tag(IDS[1:2], kind=ChangeKind.UNTAG)
    stored = office.person(IDS[1])

    decision = decide(stored.key, [a_contribution(tags=["phoned"])], stored=stored, rollout_id="next")

    assert decision.person is None


def test_undoing_a_given_tag_leaves_the_tags_to_imports(office: Office) -> None:
    office.undo(office.tag(IDS[:1]))

    assert office.person(IDS[0]).edited_fields == frozenset()


def test_a_change_is_undone_once(office: Office) -> None:
    done = office.tag(IDS[:1])
    office.undo(done)

    with pytest.raises(Conflict, match="was undone on"):
        office.undo(done)


def test_whoever_is_unknown_or_named_twice_disturbs_nobody(office: Office) -> None:
    done = office.tag([IDS[0], "0" * 32, IDS[0]])

    assert (done.asked, done.changed) == (3, 1)


def test_nobody_gone_comes_back_by_an_undoing(office: Office) -> None:
    done = office.tag(IDS[:2])
    person = office.person(IDS[0])
    gone = replace(person, values={**person.values, EXPIRES_AT: int(NOON.timestamp())})
    office.people.write([put(to_item(gone))])

    assert office.undo(done) == 0


def test_a_change_that_nobody_made_is_told(office: Office) -> None:
    with pytest.raises(ChangeUnknown, match=f"no change x in the last {KEPT.days} days"):
        undo_change(SLUG, "x", people=office.people, journal=office.journal, clock=office.clock)


@pytest.mark.parametrize("tag", ["", "  ", "a,b", "a;b", "a|b", "x" * 61, "geo:country:FR", "GEO:x"])
def test_a_tag_that_is_none_or_not_theirs_is_refused(office: Office, tag: str) -> None:
    with pytest.raises(InputError, match="tag: "):
        office.tag(IDS, tag)

    assert office.journal.entries == []


def test_both_are_in_the_log_by_their_ids(office: Office) -> None:
    done = office.tag(IDS[:1])
    office.undo(done)

    about = {"change": done.change.id, "tag": "phoned"}
    assert office.journal.entries == [(SLUG, ChangeKind.TAG, about), (SLUG, UNDONE, about)]


def test_what_cannot_be_logged_does_not_happen(office: Office) -> None:
    office.journal.failure = TransientError("the log is out of reach")

    with pytest.raises(TransientError):
        office.tag(IDS)

    assert office.tags(IDS[0]) == []


class Stumbling(InMemoryPeopleTable):
    """A table that fails at its n-th write."""

    def __init__(self, *, at: int) -> None:
        super().__init__()
        self.at = at

    def write(self, steps: Sequence[Step]) -> None:
        if self.writes == self.at:
            self.at = -1
            raise TransientError("the people table is throttled")
        super().write(steps)


def test_what_was_stopped_on_its_way_can_be_undone() -> None:
    office = Office(people=Stumbling(at=4))
    for start in range(0, len(CROWD), AT_ONCE):
        office.people.write([put(to_item(person)) for person in CROWD[start : start + AT_ONCE]])

    with pytest.raises(TransientError):
        office.tag(IDS)
    ((_, _, about), *_) = office.journal.entries

    restored = undo_change(SLUG, about["change"], people=office.people, journal=office.journal, clock=office.clock)
    assert restored == len(IDS[:AT_ONCE:2])
    assert office.tags(IDS[0]) == []


class Meddling(InMemoryPeopleTable):
    """A table in which somebody else changes a person behind the first reading."""

    meddled = False

    def read(self, keys: Iterable[ItemKey]) -> Mapping[ItemKey, WireItem]:
        found = super().read(list(keys))
        if found and not self.meddled:
            self.meddled = True
            other = replace(CROWD[0], revision=2, values={**CROWD[0].values, "given_name": "Anne"})
            self.items[CROWD[0].holder, f"PERSON#{other.person_id}"] = to_item(other)
        return found


def test_nobody_elses_change_is_lost() -> None:
    office = Office(people=Meddling())
    office.people.write([put(to_item(CROWD[0]))])

    office.tag(IDS[:1])

    person = office.person(IDS[0])
    assert (person.values["given_name"], person.values[Field.TAGS], person.revision) == ("Anne", ["phoned"], 3)
