"""A nation's tags made, described, retired and renamed, in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.errors import Conflict, InputError
from shared.people.carrying import carry_on
from shared.people.change import Change, ChangeKind
from shared.people.fields import Field
from shared.people.item import to_item
from shared.people.renaming import ask_to_rename
from shared.people.roll import person_of
from shared.people.segments.building import build_index
from shared.people.table import put
from shared.people.tag_book import (
    DESCRIBED,
    MADE,
    RETIRED,
    RETURNED,
    LocalTag,
    TagWish,
    describe_tag,
    make_tag,
    retire_tag,
    return_tag,
    tags_kept,
)
from shared.people.undoing import undo_change
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.imports import ListedChangeOrders
from tests.fakes.journal import InMemoryJournal
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shared.people.table import PeopleTable, Step

SLUG = "paris-6"


@dataclass(kw_only=True)
class Office:
    """A nation's office: its people, its log, its clock."""

    people: PeopleTable
    journal: InMemoryJournal = field(default_factory=InMemoryJournal)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))

    def do(self, act: Callable[..., LocalTag], tag: str = "vélo", about: str = "") -> LocalTag:
        wish = TagWish(slug=SLUG, tag=tag, about=about, by="member")
        return act(wish, people=self.people, journal=self.journal, clock=self.clock)

    orders: ListedChangeOrders = field(default_factory=ListedChangeOrders)

    def rename(self, to: str, tag: str = "vélo") -> Change:
        """Have a tag renamed, and everybody who has it; people were counted before."""
        build_index(SLUG, people=self.people, now=NOON, draw=lambda size: "ab" * size)
        ports: dict[str, Any] = {"people": self.people, "journal": self.journal, "clock": self.clock}
        asked = ask_to_rename(TagWish(slug=SLUG, tag=tag, by="member"), to, orders=self.orders, **ports)
        return carry_on(SLUG, asked.id, people=self.people, clock=self.clock)

    def undo(self, change: Change) -> Change:
        return undo_change(SLUG, change.id, people=self.people, journal=self.journal, clock=self.clock)

    def add(self, *tags: str, email: str = "marie@example.org") -> str:
        """Add somebody who has these tags; return their id."""
        person = a_person(email=email, tags=list(tags))
        self.people.write([put(to_item(person))])
        return person.person_id

    def kept(self) -> dict[str, LocalTag]:
        return tags_kept(SLUG, people=self.people)

    def tags(self, person_id: str) -> object:
        return person_of(SLUG, person_id, people=self.people, now=NOON.timestamp()).values.get(Field.TAGS)

    @property
    def told(self) -> list[str]:
        return [what for _, what, _ in self.journal.entries]


@pytest.fixture
def office(table: PeopleTable) -> Office:
    return Office(people=table)


def test_a_tag_is_made_once_however_often_it_is_asked_for(office: Office) -> None:
    made = office.do(make_tag, " vélo ", "Whoever  cycles")

    assert office.do(make_tag, "vélo") == made
    assert office.kept() == {"vélo": made}
    assert (made.about, made.retired_at, office.told) == ("Whoever cycles", None, [MADE])


@pytest.mark.parametrize("tag", ["", "a,b", "geo:commune:75056", "HQ:2027", "action:join", "x" * 61])
def test_what_is_no_team_s_to_name_is_no_tag_of_theirs(office: Office, tag: str) -> None:
    with pytest.raises(InputError):
        office.do(make_tag, tag)

    assert (office.kept(), office.told) == ({}, [])


def test_a_tag_that_differs_from_another_by_its_accents_is_that_one(office: Office) -> None:
    office.do(make_tag)

    with pytest.raises(InputError, match="spelled nearly so"):
        office.do(make_tag, "Velo")


def test_a_tag_is_described_retired_and_taken_up_again(office: Office) -> None:
    office.do(describe_tag, about="Whoever cycles")
    office.do(retire_tag)
    office.do(retire_tag)
    assert office.kept()["vélo"].retired_at == NOON

    office.do(return_tag)
    office.do(return_tag)

    kept = office.kept()["vélo"]
    assert (kept.about, kept.retired_at, kept.revision) == ("Whoever cycles", None, 3)
    assert office.told == [DESCRIBED, RETIRED, RETURNED]


def test_what_a_tag_is_for_fits_on_a_line(office: Office) -> None:
    with pytest.raises(InputError):
        office.do(describe_tag, about="x" * 301)


def test_what_somebody_else_wrote_meanwhile_is_not_lost(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    write = office.people.write

    def slowly(steps: Sequence[Step]) -> None:
        monkeypatch.undo()
        office.do(describe_tag, about="theirs")
        write(steps)

    monkeypatch.setattr(office.people, "write", slowly)

    with pytest.raises(Conflict, match="somebody else"):
        office.do(describe_tag, about="mine")
    assert office.kept()["vélo"].about == "theirs"


def test_a_tag_of_another_name_keeps_what_it_is_for(office: Office) -> None:
    office.do(make_tag, about="Whoever cycles")

    office.rename("cycliste")

    kept = office.kept()
    assert (kept["cycliste"].about, kept["cycliste"].retired_at) == ("Whoever cycles", None)
    assert (kept["vélo"].became, kept["vélo"].retired_at) == ("cycliste", NOON)
    assert office.told == [MADE, ChangeKind.RENAME]


def test_two_tags_become_one_and_its_description_stays(office: Office) -> None:
    office.do(make_tag, about="old")
    office.do(make_tag, "cycliste", "new")

    office.rename("cycliste")

    assert office.kept()["cycliste"].about == "new"


def test_a_tag_given_its_old_name_back_is_itself_again(office: Office) -> None:
    office.rename("cycliste")

    office.rename("vélo", tag="cycliste")

    kept = office.kept()
    assert (kept["vélo"].became, kept["vélo"].retired_at, kept["cycliste"].became) == ("", None, "vélo")


@pytest.mark.parametrize("to", ["vélo", "hq:vélo", " "])
def test_a_name_that_will_not_do_changes_nothing(office: Office, to: str) -> None:
    with pytest.raises(InputError):
        office.rename(to)

    assert (office.kept(), office.told) == ({}, [])


def test_everybody_who_has_a_tag_gets_its_new_name_and_nobody_else(office: Office) -> None:
    marie, luc = office.add("a", "vélo"), office.add("a", email="luc@example.org")

    done = office.rename("cycliste")

    assert (done.asked, done.changed) == (1, 1)
    assert (office.tags(marie), office.tags(luc)) == (["a", "cycliste"], ["a"])
    assert Field.TAGS in person_of(SLUG, marie, people=office.people, now=NOON.timestamp()).edited_fields


def test_whoever_got_the_old_name_since_gets_the_new_one_by_the_same_wish(office: Office) -> None:
    office.add("vélo")
    office.rename("cycliste")
    late = office.add("vélo", email="luc@example.org")
    before = office.kept()

    assert office.rename("cycliste").changed == 1

    assert (office.tags(late), office.kept()) == (["cycliste"], before)


def test_a_tag_that_is_called_as_before_again_is_so_in_the_book_and_for_everybody(office: Office) -> None:
    office.do(make_tag, about="Whoever cycles")
    marie = office.add("vélo")

    undone = office.undo(office.rename("cycliste"))

    assert (undone.restored, office.tags(marie)) == (1, ["vélo"])
    kept = office.kept()
    assert (kept["vélo"].became, kept["vélo"].retired_at) == ("", None)
    assert kept["cycliste"].retired_at == NOON


def test_two_tags_that_became_one_are_two_again_for_whom_they_were(office: Office) -> None:
    office.do(make_tag, "cycliste")
    ids = [
        office.add(*tags, email=f"{number}@example.org")
        for number, tags in enumerate((["vélo"], ["cycliste"], ["cycliste", "vélo"]))
    ]

    done = office.rename("cycliste")
    assert [office.tags(each) for each in ids] == [["cycliste"]] * 3
    office.undo(done)

    assert [office.tags(each) for each in ids] == [["vélo"], ["cycliste"], ["cycliste", "vélo"]]
    assert office.kept()["cycliste"].retired_at is None


def test_a_tag_that_was_renamed_again_is_first_called_as_before_that(office: Office) -> None:
    marie = office.add("vélo")
    first, second = office.rename("cycliste"), office.rename("roule", tag="cycliste")

    with pytest.raises(Conflict, match="renamed or taken up again"):
        office.undo(first)
    assert office.told.count("undid-change") == 0
    office.undo(second)
    with pytest.raises(Conflict, match="was undone on"):
        office.undo(second)

    assert office.undo(first).restored == 1
    assert office.tags(marie) == ["vélo"]
