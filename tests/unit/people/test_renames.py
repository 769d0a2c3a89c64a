"""A tag that a nation renamed does not come back with an old file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shared.people import renames
from shared.people.memory import InMemoryPeopleFiles, InMemoryPeopleStore
from shared.people.person import nation_holder, person_id
from shared.people.plan import PeoplePlan, read_plan, read_renames
from shared.people.planning import PlanLimits, renames_in
from shared.people.renames import names_of_today, renamed
from shared.people.renaming import ask_to_rename
from shared.people.sorting import sort_range
from shared.people.table import put
from shared.people.tag_book import TagWish, retire_tag, return_tag, tag_to_item
from shared.rollouts.load_people import load_people
from shared.rollouts.people_plan import ImportPlanner
from tests.builders import NOON, a_request, a_rollout
from tests.fakes.clock import FixedClock
from tests.fakes.erasures import InMemoryErasures
from tests.fakes.imports import ListedChangeOrders
from tests.fakes.journal import InMemoryJournal
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.people.builders import a_contribution, a_csv, a_row, assign_by_postcode

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from shared.people.tag_book import LocalTag

SLUG, OTHER = "paris-6", "lyon-3"
HEADER = ("email", "phone", "first_name", "last_name", "postcode", "tags")


class Office:
    """A nation's book of tags."""

    def __init__(self, slug: str = SLUG, *, people: InMemoryPeopleTable | None = None) -> None:
        self.slug, self.people = slug, people or InMemoryPeopleTable()
        self.journal, self.clock = InMemoryJournal(), FixedClock(NOON)

    def rename(self, tag: str, to: str) -> None:
        self.clock.advance(timedelta(minutes=1))
        wish = TagWish(slug=self.slug, tag=tag, by="member")
        ports: dict[str, Any] = {"people": self.people, "journal": self.journal, "clock": self.clock}
        ask_to_rename(wish, to, orders=ListedChangeOrders(), **ports)

    def do(self, act: Callable[..., LocalTag], tag: str) -> LocalTag:
        wish = TagWish(slug=self.slug, tag=tag, by="member")
        return act(wish, people=self.people, journal=self.journal, clock=self.clock)

    @property
    def names(self) -> dict[str, str]:
        return dict(names_of_today(self.slug, people=self.people))


def test_a_tag_that_was_renamed_again_and_again_has_its_name_of_today() -> None:
    office = Office()

    for tag, to in (("bike", "vélo"), ("cyclist", "vélo"), ("vélo", "à vélo")):
        office.rename(tag, to)

    assert office.names == {"bike": "à vélo", "cyclist": "à vélo", "vélo": "à vélo"}


def test_a_tag_that_got_its_old_name_back_is_renamed_no_longer() -> None:
    office = Office()
    office.rename("bike", "vélo")

    office.rename("vélo", "bike")

    assert office.names == {"vélo": "bike"}


def test_a_tag_that_is_offered_again_is_itself_and_one_that_is_retired_is_renamed_to_nothing() -> None:
    office = Office()
    office.rename("bike", "vélo")
    office.do(retire_tag, "market")

    office.do(return_tag, "bike")

    assert office.names == {}


def test_names_that_lead_in_a_circle_end_somewhere() -> None:
    office = Office()
    for tag, to in (("a", "b"), ("b", "c")):
        office.rename(tag, to)
    made = office.do(return_tag, "c")
    office.people.write([put(tag_to_item(replace(made, became="a")))])

    assert set(office.names.values()) <= {"a", "b", "c"}


def test_of_very_many_renamings_the_latest_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renames, "MOST_REMEMBERED", 2)
    office = Office()

    for number in range(4):
        office.rename(f"old {number}", f"new {number}")

    assert office.names == {"old 2": "new 2", "old 3": "new 3"}


def test_a_row_says_the_names_of_today_once_each() -> None:
    row = a_contribution(email="marie@example.org", tags=["bike", "market", "vélo"])

    assert renamed(row, {"bike": "vélo"}).values["tags"] == ["market", "vélo"]
    assert renamed(row, {"other": "vélo"}) == row
    assert renamed(a_contribution(email="marie@example.org"), {"bike": "vélo"}).values == {"email": "marie@example.org"}


class Rollout:
    """A rollout's import of headquarters' old file into two nations that are open."""

    def __init__(self, table: InMemoryPeopleTable) -> None:
        self.files, self.people, self.table = InMemoryPeopleFiles(), InMemoryPeopleStore(), table
        self.journal = InMemoryJournal()

    def plan(self, *rows: tuple[str, ...]) -> PeoplePlan:
        request = a_request()
        upload = request.people
        assert upload
        self.files.put(upload.key, a_csv(*rows, header=HEADER), content_type="text/csv")
        planner = ImportPlanner(
            files=self.files,
            people=self.people,
            table=self.table,
            erasures=InMemoryErasures(),
            journal=self.journal,
            limits=PlanLimits(),
            country="FR",
            straggle_seconds=90,
        )
        rollout = a_rollout(request=request)
        planner(rollout, claims={}, open_nations=frozenset({SLUG, OTHER}))
        return read_plan(rollout.id, files=self.files)

    def load(self, plan: PeoplePlan) -> None:
        for planned in plan.survey.ranges:
            sort_range(plan, planned.index, files=self.files, assign=assign_by_postcode)
        for shard in range(plan.shards):
            load_people(plan.rollout_id, shard, attempt=1, sums=NoSums(), files=self.files, people=self.people)

    def tags(self, slug: str, number: int) -> object:
        key = nation_holder(slug), person_id(f"marie{number}@example.org")
        return self.people.find([key])[key].values["tags"]


class NoSums:
    """Sums that nobody watches, of an import that nobody stops."""

    def goes_on(self, *_: object, **__: object) -> bool:
        """Go on."""
        return True

    def add_range(self, *_: object, **__: object) -> None:
        """Watch nothing."""

    def add_shard(self, *_: object, **__: object) -> None:
        """Watch nothing."""


def test_the_log_of_each_open_nation_tells_of_a_file_once_for_all_its_people_and_before_anybody_came() -> None:
    rollout = Rollout(InMemoryPeopleTable())

    rollout.plan((*a_row(1), "bike"), (*a_row(2), "bike"), (*a_row(3, postcode="69003"), "bike"))

    told = [(slug, "brought-in-people", {"rollout": a_rollout().id}) for slug in (OTHER, SLUG)]
    assert rollout.journal.entries == told
    assert not rollout.people.find([(nation_holder(SLUG), person_id("marie1@example.org"))])


def test_headquarters_old_file_brings_the_new_name_into_the_nation_that_renamed_and_the_old_one_elsewhere() -> None:
    table = InMemoryPeopleTable()
    Office(people=table).rename("bike", "vélo")
    rollout = Rollout(table)

    plan = rollout.plan((*a_row(1), "bike, market"), (*a_row(2, postcode="69003"), "bike"))
    rollout.load(plan)

    assert rollout.tags(SLUG, 1) == ["market", "vélo"]
    assert rollout.tags(OTHER, 2) == ["bike"]
    assert (plan.renames, read_renames(plan, files=rollout.files)) == (1, {SLUG: {"bike": "vélo"}})


def test_a_plan_without_renamings_has_no_file_of_them() -> None:
    rollout = Rollout(InMemoryPeopleTable())

    plan = rollout.plan((*a_row(1), "bike"))
    rollout.load(plan)

    assert rollout.tags(SLUG, 1) == ["bike"]
    assert renames_in([SLUG, OTHER], people=rollout.table) == {}
    assert not any(key.endswith("renames.json") for key in rollout.files.files)
