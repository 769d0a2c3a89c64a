"""Many people tagged or given to somebody, some at a time, and all of that undone, in memory and in DynamoDB alike."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.errors import Conflict, InputError, TransientError
from shared.people.carrying import carry_on
from shared.people.change import AT_ONCE, KEPT, LISTED, Change, ChangeKind, ChangeState, ChangeUnknown, read_change
from shared.people.changing import ChangeWish, Whom, ask_to_change, ask_to_go_on, change_people
from shared.people.editable import ASSIGNEE
from shared.people.fields import Field
from shared.people.item import to_item
from shared.people.merging import decide
from shared.people.person import EXPIRES_AT
from shared.people.roll import person_of
from shared.people.segments.building import build_index
from shared.people.segments.segment import Segment
from shared.people.table import put
from shared.people.undoing import UNDONE, ask_to_undo, undo_change
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.imports import ListedChangeOrders
from tests.fakes.journal import InMemoryJournal
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.people.builders import a_contribution, a_person

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

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
EVERYBODY = Segment()


@dataclass(kw_only=True)
class Office:
    """A nation's office: its people, its log, its clock."""

    people: PeopleTable
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    orders: ListedChangeOrders = field(default_factory=ListedChangeOrders)

    def tag(self, ids: Iterable[str], tag: str = "phoned", kind: ChangeKind = ChangeKind.TAG) -> Change:
        wish = ChangeWish(slug=SLUG, what=tag, kind=kind, by="member")
        return change_people(wish, ids, people=self.people, journal=self.journal, clock=self.clock)

    def ask(self, tag: str = "phoned", segment: Segment = EVERYBODY) -> Change:
        wish = ChangeWish(slug=SLUG, what=tag, kind=ChangeKind.TAG, by="member")
        ports: dict[str, Any] = {"people": self.people, "journal": self.journal, "clock": self.clock}
        return ask_to_change(wish, Whom(segment=segment, id="s1", name="All"), orders=self.orders, **ports)

    def carry_on(self, change: Change) -> Change:
        return carry_on(SLUG, change.id, people=self.people, clock=self.clock)

    def kept(self, change: Change) -> Change:
        return read_change(SLUG, change.id, people=self.people)

    def undo(self, done: Change) -> int:
        return undo_change(SLUG, done.id, people=self.people, journal=self.journal, clock=self.clock).restored

    def tags(self, person_id: str) -> object:
        return self.person(person_id).values.get(Field.TAGS, [])

    def person(self, person_id: str) -> Person:
        return person_of(SLUG, person_id, people=self.people, now=NOON.timestamp())


@pytest.fixture
def office(table: PeopleTable) -> Office:
    return Office(people=with_crowd(table))


@pytest.fixture
def counted() -> Office:
    """An office in memory whose people are indexed."""
    people = with_crowd(InMemoryPeopleTable())
    build_index(SLUG, people=people, now=NOON, draw=lambda size: "ab" * size)
    return Office(people=people)


def with_crowd(table: PeopleTable) -> PeopleTable:
    for start in range(0, len(CROWD), AT_ONCE):
        table.write([put(to_item(person)) for person in CROWD[start : start + AT_ONCE]])
    return table


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

    about = {"change": done.id, "tag": "phoned"}
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
    office = Office(people=Stumbling(at=5))
    for start in range(0, len(CROWD), AT_ONCE):
        office.people.write([put(to_item(person)) for person in CROWD[start : start + AT_ONCE]])

    with pytest.raises(TransientError):
        office.tag(IDS)
    ((_, _, about), *_) = office.journal.entries

    undone = undo_change(SLUG, about["change"], people=office.people, journal=office.journal, clock=office.clock)
    assert (undone.state, undone.restored, undone.passed) == (ChangeState.UNDONE, len(IDS[:AT_ONCE:2]), AT_ONCE)
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


def test_everybody_in_a_segment_is_changed_behind_the_queue_and_accounted_for(counted: Office) -> None:
    # Somebody who was changed since the index was built.
    counted.tag(IDS[2:3])

    asked = counted.ask()
    assert counted.orders.asked == [(SLUG, asked.id)]
    assert counted.kept(asked).state is ChangeState.LISTING
    assert counted.tags(IDS[0]) == []

    done = counted.carry_on(asked)
    assert (done.state, done.asked, done.passed) == (ChangeState.DONE, len(IDS), len(IDS))
    assert (done.changed, done.left_alone, done.gone) == (len(EVEN) - 1, len(IDS) - len(EVEN) + 1, 0)
    assert all(counted.tags(each) == ["phoned"] for each in IDS)
    assert counted.undo(done) == len(EVEN) - 1
    assert [counted.tags(each) for each in IDS[:4]] == [[], ["phoned"], ["phoned"], ["phoned"]]


def test_an_order_that_comes_twice_changes_nobody_again(counted: Office) -> None:
    done = counted.carry_on(counted.ask())
    counted.tag(IDS[:1], kind=ChangeKind.UNTAG)

    again = counted.carry_on(done)

    assert again == done
    assert counted.tags(IDS[0]) == []


def test_only_whom_the_segment_has_is_changed(counted: Office) -> None:

    done = counted.carry_on(counted.ask("twice", Segment(all_of=("tag:phoned",))))

    assert (done.asked, done.changed) == (len(IDS) - len(EVEN), len(IDS) - len(EVEN))
    assert [counted.tags(each) for each in IDS[:2]] == [[], ["phoned", "twice"]]


def test_a_segment_that_nobody_is_in_is_done_at_once(counted: Office) -> None:

    done = counted.carry_on(counted.ask(segment=Segment(all_of=("volunteer",))))

    assert (done.state, done.asked) == (ChangeState.DONE, 0)


class Killed(BaseException):
    """The process is gone: nothing in it catches that."""


class Deadly(InMemoryPeopleTable):
    """A table behind whose next writes the process dies, one after the other; `left` counts until then."""

    left = -1

    def write(self, steps: Sequence[Step]) -> None:
        if self.left == 0:
            raise Killed
        super().write(steps)
        self.left -= 1


@pytest.mark.parametrize("writes", range(5))
def test_whoever_is_killed_anywhere_is_followed_by_one_who_goes_on(writes: int) -> None:
    table = Deadly()
    office = Office(people=table)
    for start in range(0, len(CROWD), AT_ONCE):
        table.write([put(to_item(person)) for person in CROWD[start : start + AT_ONCE]])
    build_index(SLUG, people=table, now=NOON, draw=lambda size: "ab" * size)
    asked = office.ask()

    table.left = writes
    with suppress(Killed):
        office.carry_on(asked)
    table.left = -1
    before = office.kept(asked)
    assert before.passed == before.changed + before.left_alone + before.gone
    done = office.carry_on(asked)
    assert (done.state, done.passed, done.changed) == (ChangeState.DONE, len(IDS), len(EVEN))

    table.left = writes
    with suppress(Killed):
        office.undo(asked)
    table.left = -1
    with suppress(Conflict):
        office.undo(asked)
    done = office.kept(asked)
    assert (done.state, done.restored) == (ChangeState.UNDONE, len(EVEN))
    assert [office.tags(each) for each in IDS[:4]] == [[], ["phoned"], [], ["phoned"]]


class Twofold(InMemoryPeopleTable):
    """A table in which another worker does the same step a moment earlier, once."""

    meanwhile: Callable[[], object] | None = None

    def write(self, steps: Sequence[Step]) -> None:
        if self.meanwhile:
            act, self.meanwhile = self.meanwhile, None
            act()
        super().write(steps)


def test_two_workers_at_once_count_everybody_once() -> None:
    table = Twofold()
    office = Office(people=table)
    table.write([put(to_item(person)) for person in CROWD[:9]])
    build_index(SLUG, people=table, now=NOON, draw=lambda size: "ab" * size)
    asked = office.ask()
    table.meanwhile = lambda: office.carry_on(asked)

    done = office.carry_on(asked)

    assert (done.state, done.asked, done.passed, done.changed) == (ChangeState.DONE, 9, 9, 5)


def test_a_change_that_is_undone_on_its_way_goes_no_further() -> None:
    table = Twofold()
    office = Office(people=table)
    for start in range(0, len(CROWD), AT_ONCE):
        table.write([put(to_item(person)) for person in CROWD[start : start + AT_ONCE]])
    build_index(SLUG, people=table, now=NOON, draw=lambda size: "ab" * size)
    asked = office.ask()
    ports: dict[str, Any] = {"people": table, "journal": office.journal, "clock": office.clock}

    table.meanwhile = lambda: ask_to_undo(SLUG, asked.id, orders=office.orders, **ports)
    done = office.carry_on(asked)

    assert (done.state, done.passed) == (ChangeState.UNDONE, 0)
    assert [entry[1] for entry in office.journal.entries] == [ChangeKind.TAG, UNDONE]
    assert office.tags(IDS[0]) == []


def test_who_goes_meanwhile_is_counted_as_gone(counted: Office) -> None:
    asked = counted.ask()
    person = counted.person(IDS[0])
    list_and_stop(counted, asked)
    gone = replace(person, values={**person.values, EXPIRES_AT: int(NOON.timestamp())})
    counted.people.write([put(to_item(gone))])

    done = counted.carry_on(asked)

    assert (done.changed, done.gone, done.asked) == (len(EVEN) - 1, 1, len(IDS))


def list_and_stop(office: Office, asked: Change) -> None:
    """Have whom a change is about written down, and nobody changed."""
    table = office.people
    office.people = Listing(table)
    with pytest.raises(Killed):
        office.carry_on(asked)
    office.people = table


class Listing:
    """A table that dies at the first writing of a person."""

    def __init__(self, table: PeopleTable) -> None:
        self._table = table

    def read(self, keys: Collection[ItemKey]) -> Mapping[ItemKey, WireItem]:
        return self._table.read(keys)

    def below(self, pk: str, prefix: str, *, most: int | None = None, after: str = "") -> Iterator[WireItem]:
        return self._table.below(pk, prefix, most=most, after=after)

    def write(self, steps: Sequence[Step]) -> None:
        if any(step.key[1].startswith("PERSON#") for step in steps):
            raise Killed
        self._table.write(steps)


def test_more_people_than_one_list_holds_are_all_gone_through() -> None:
    office = Office(people=InMemoryPeopleTable())
    office.people.write([put(to_item(CROWD[0]))])

    done = office.tag([*(f"{number:032x}" for number in range(LISTED + 3)), IDS[0]])

    assert (done.asked, done.passed, done.changed, done.gone) == (LISTED + 4, LISTED + 4, 1, LISTED + 3)


def test_what_stands_still_is_asked_for_again_and_what_is_done_is_not(counted: Office) -> None:
    asked = counted.ask()

    ask_to_go_on(SLUG, asked.id, people=counted.people, orders=counted.orders)
    assert counted.orders.asked == [(SLUG, asked.id)] * 2
    counted.carry_on(asked)
    ask_to_go_on(SLUG, asked.id, people=counted.people, orders=counted.orders)

    assert counted.orders.asked == [(SLUG, asked.id)] * 2


def test_people_are_given_to_a_member_and_back_to_whom_they_were_with(office: Office) -> None:
    driss, anne = "d" * 64, "a" * 64
    give = ChangeWish(slug=SLUG, what=anne, kind=ChangeKind.ASSIGN, by="member")
    ports: dict[str, Any] = {"people": office.people, "journal": office.journal, "clock": office.clock}
    change_people(replace(give, what=driss), IDS[:1], **ports)

    done = change_people(give, IDS[:3], **ports)
    assert [office.person(each).values.get(ASSIGNEE) for each in IDS[:4]] == [anne, anne, anne, None]
    change_people(replace(give, what=driss), IDS[2:3], **ports)

    assert office.undo(done) == 2
    assert [office.person(each).values.get(ASSIGNEE) for each in IDS[:3]] == [driss, None, driss]
    assert all(anne not in about.values() for _, _, about in office.journal.entries)
