"""A nation's tags made, described, retired and renamed, in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import Conflict, InputError
from shared.people.fields import Field
from shared.people.item import to_item
from shared.people.renaming import RENAMED, rename_for_people, rename_tag
from shared.people.roll import person_of
from shared.people.table import MOST_CHANGED, put
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
from tests.builders import NOON
from tests.fakes.clock import FixedClock
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

    def rename(self, to: str, tag: str = "vélo") -> LocalTag:
        wish = TagWish(slug=SLUG, tag=tag, by="member")
        return rename_tag(wish, to, people=self.people, journal=self.journal, clock=self.clock)

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

    renamed = office.rename("cycliste")
    assert office.rename("cycliste") == renamed

    kept = office.kept()
    assert (kept["cycliste"].about, kept["cycliste"].retired_at) == ("Whoever cycles", None)
    assert (kept["vélo"].became, kept["vélo"].retired_at) == ("cycliste", NOON)
    assert office.told == [MADE, RENAMED]


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


def test_people_get_the_new_name_some_at_a_time_and_again_changes_nothing(office: Office) -> None:
    crowd = [a_person(email=f"marie{number}@example.org", tags=["a", "vélo"]) for number in range(MOST_CHANGED + 2)]
    other = a_person(email="luc@example.org", tags=["a"])
    for person in [*crowd, other]:
        office.people.write([put(to_item(person))])
    ids = [person.person_id for person in [*crowd, other]]
    tag = office.do(make_tag)

    changed = [list(rename_for_people(tag, "cycliste", ids, people=office.people, clock=office.clock)) for _ in "ab"]

    assert changed == [[MOST_CHANGED, 2], [0, 0]]
    assert office.tags(ids[0]) == ["a", "cycliste"]
    assert office.tags(other.person_id) == ["a"]
    assert Field.TAGS in person_of(SLUG, ids[0], people=office.people, now=NOON.timestamp()).edited_fields
