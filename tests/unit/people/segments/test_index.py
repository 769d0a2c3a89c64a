"""The index's answer is that of looking at everybody, whatever happened since it was built."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.errors import InputError, TransientError
from shared.people.marks import STALE
from shared.people.person import Person, nation_holder
from shared.people.segments import index, selecting
from shared.people.segments.index import INDEX, read_head
from shared.people.segments.last_days import MOST_DAYS, LastDays
from shared.people.segments.listing import page_of, people_in
from shared.people.segments.segment import Segment
from shared.people.segments.selecting import FEW, NoIndex, select
from tests.builders import NOON
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.people.segments.crowd import CHANGES, HOLDER, NOW, PEOPLE, SEGMENTS, SLUG, Nation, somebody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shared.kernel.items import WireItem
    from shared.people.segments.selecting import Selection
    from shared.people.table import Step

EVERYBODY = Segment()
Changes = list[tuple[int, dict[str, Any] | None]]


def found(segment: Segment, nation: Nation) -> Selection:
    return select(segment, SLUG, people=nation.table, now=NOON)


def all_pages(selection: Selection, nation: Nation, *, limit: int = 3) -> list[Person]:
    shown: list[Person] = []
    after: str | None = None
    while True:
        page = page_of(selection, people=nation.table, now=NOON, limit=limit, after=after)
        shown += page.elements
        after = page.cursor
        if after is None:
            return shown


@given(PEOPLE, CHANGES, SEGMENTS)
def test_the_index_answers_as_looking_at_everybody_does(
    people: list[Person], changes: Changes, segment: Segment
) -> None:
    nation = Nation(people)
    nation.build()
    nation.change(changes)
    wanted = nation.wanted(segment)

    selection = found(segment, nation)

    assert selection.count == len(wanted)
    assert selection.as_of is None
    assert sorted(people_in(segment, SLUG, people=nation.table, now=NOON)) == sorted(wanted)


@given(
    PEOPLE, CHANGES, st.sampled_from(["any", "join", "sign", "attend"]), st.integers(1, MOST_DAYS), st.integers(0, 90)
)
def test_the_last_days_of_any_day_are_answered_as_looking_at_everybody_does(
    people: list[Person], changes: Changes, what: str, days: int, later: int
) -> None:
    nation = Nation(people)
    nation.build()
    nation.change(changes)
    asked = LastDays(what=what, days=days).facet
    lately, silent = (
        segment.on(NOON.date() + timedelta(days=later))
        for segment in (Segment(all_of=(asked,)), Segment(none_of=(asked,)))
    )

    assert found(lately, nation).count == len(nation.wanted(lately))
    assert found(silent, nation).count == len(nation.everybody()) - found(lately, nation).count


def test_an_index_is_not_asked_for_last_days_of_no_day() -> None:
    nation = Nation(map(somebody, range(5)))
    nation.build()

    with pytest.raises(ValueError, match=r"Segment\.on"):
        found(Segment(none_of=("did:any:last-30-days",)), nation)


@given(PEOPLE, CHANGES, SEGMENTS, st.integers(1, 4))
def test_every_page_together_shows_each_of_them_once(
    people: list[Person], changes: Changes, segment: Segment, limit: int
) -> None:
    nation = Nation(people)
    nation.build()
    nation.change(changes)

    shown = [person.person_id for person in all_pages(found(segment, nation), nation, limit=limit)]

    assert sorted(shown) == sorted(nation.wanted(segment))


@given(PEOPLE, CHANGES)
def test_building_anew_folds_every_change_in(people: list[Person], changes: Changes) -> None:
    nation = Nation(people)
    nation.build()
    nation.change(changes)

    head = nation.build()

    assert head
    assert list(nation.table.below(HOLDER, STALE)) == []
    assert {facet for facet in head.facets if not facet.startswith("expires:")} == nation.facets()
    assert head.people == len(nation.everybody())
    builds = {item["sk"]["S"].split("#")[1] for item in nation.table.below(HOLDER, INDEX)}
    assert builds <= {head.build, "HEAD"}


def test_the_list_is_in_the_order_of_names() -> None:
    nation = Nation(somebody(number, family_name=name) for number, name in enumerate(["Zola", "Émile", "Abel"]))
    nation.build()

    shown = [person.values["family_name"] for person in all_pages(found(EVERYBODY, nation), nation)]

    assert shown == ["Abel", "Émile", "Zola"]


def test_whoever_was_changed_since_stands_first() -> None:
    nation = Nation(map(somebody, range(5)))
    nation.build()
    nation.write(somebody(4, tags=["new"]))

    page = page_of(found(EVERYBODY, nation), people=nation.table, now=NOON, limit=2)

    assert len(page.elements) == 3
    assert page.elements[0].values["tags"] == ["new"]


@pytest.mark.parametrize("cursor", ["x", "-1", "1" * 30])
def test_a_cursor_of_nobodys_is_refused(cursor: str) -> None:
    nation = Nation(map(somebody, range(5)))
    nation.build()

    with pytest.raises(InputError):
        page_of(found(EVERYBODY, nation), people=nation.table, now=NOON, limit=2, after=cursor)


def test_without_an_index_nobody_is_counted() -> None:
    with pytest.raises(NoIndex):
        found(EVERYBODY, Nation(map(somebody, range(5))))


def test_people_of_others_are_not_among_them() -> None:
    nation = Nation(map(somebody, range(5)))
    nation.write(replace(somebody(9), holder=nation_holder("lyon-3")))
    nation.build()

    assert found(EVERYBODY, nation).count == 5


def test_after_too_many_changes_the_answer_says_how_old_it_is() -> None:
    nation = Nation(somebody(number) for number in range(FEW + 1))
    nation.build()
    for number in range(FEW + 1):
        nation.write(somebody(number, tags=["velo"]))

    selection = found(Segment(all_of=("tag:velo",)), nation)

    assert selection.as_of == NOON
    assert selection.count == 0
    assert len(list(people_in(Segment(all_of=("tag:velo",)), SLUG, people=nation.table, now=NOON))) == FEW + 1


def test_whoever_expires_leaves_an_index_that_nobody_builds_anew() -> None:
    nation = Nation([somebody(1), somebody(2, expires_at=int(NOW) + 7200)])
    nation.build()

    assert found(EVERYBODY, nation).count == 2
    later = NOON.replace(hour=NOON.hour + 3)
    assert select(EVERYBODY, SLUG, people=nation.table, now=later).count == 1


def test_the_index_goes_with_the_last_of_its_people() -> None:
    nation = Nation([somebody(1, expires_at=int(NOW) + 7200), somebody(2, expires_at=int(NOW) + 9000)])
    nation.build()

    days = {item["expires_at"]["N"] for item in nation.table.below(HOLDER, INDEX)}
    assert days == {str(int(NOW) + 9000)}
    nation.write(somebody(3))
    nation.build()
    assert not any("expires_at" in item for item in nation.table.below(HOLDER, INDEX))


def test_many_people_are_found_in_many_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "BUCKET", 4)
    nation = Nation(somebody(number, tags=["odd"] if number % 2 else []) for number in range(100))
    head = nation.build()
    assert head
    assert head.digits == 2
    nation.write(somebody(7))
    nation.remove(somebody(9))

    segment = Segment(all_of=("tag:odd",))
    assert found(segment, nation).count == 48
    assert set(people_in(segment, SLUG, people=nation.table, now=NOON)) == nation.wanted(segment)


class Meanwhile(InMemoryPeopleTable):
    """A table in which something happens right before one of its writes or readings."""

    def __init__(self) -> None:
        super().__init__()
        self.before: Callable[[Sequence[Step]], None] | None = None
        self.below_of: tuple[str, Callable[[], object]] | None = None

    def write(self, steps: Sequence[Step]) -> None:
        if self.before:
            self.before(steps)
        super().write(steps)

    def below(self, pk: str, prefix: str, *, most: int | None = None, after: str = "") -> Iterator[WireItem]:
        yield from list(super().below(pk, prefix, most=most, after=after))
        if self.below_of and self.below_of[0] == prefix:
            (_, happens), self.below_of = self.below_of, None
            happens()


@pytest.mark.parametrize("read", [STALE, "PERSON#"], ids=["marks", "people"])
def test_whom_a_team_changes_while_the_index_is_built_is_looked_at(read: str) -> None:
    table = Meanwhile()
    nation = Nation(map(somebody, range(3)), table=table)
    table.below_of = (read, lambda: nation.write(somebody(1, tags=["velo"])))

    nation.build()

    assert found(Segment(all_of=("tag:velo",)), nation).count == 1
    assert found(EVERYBODY, nation).count == 3


def test_who_is_changed_again_keeps_the_mark() -> None:
    table = Meanwhile()
    nation = Nation(map(somebody, range(3)), table=table)
    nation.build()
    nation.write(somebody(1, tags=["velo"]))
    nation.write(somebody(2, tags=["velo"]))
    table.below_of = ("PERSON#", lambda: nation.write(somebody(1)))

    nation.build()

    assert [item["sk"]["S"] for item in table.below(HOLDER, STALE)] == [STALE + somebody(1).person_id]
    assert found(Segment(all_of=("tag:velo",)), nation).count == 1


def test_of_two_who_build_at_once_the_first_counts_and_nothing_else_is_left() -> None:
    table = Meanwhile()
    nation = Nation(map(somebody, range(3)), table=table)
    table.below_of = ("PERSON#", nation.build)

    late = nation.build()

    assert late is None
    assert found(EVERYBODY, nation).count == 3
    head = read_head(SLUG, people=table)
    assert head
    assert {item["sk"]["S"].split("#")[1] for item in table.below(HOLDER, INDEX)} == {head.build, "HEAD"}


class Killed(Exception):  # noqa: N818 - the name states the fact, as the style asks
    """The builder is no more."""


def test_a_builder_killed_anywhere_leaves_an_index_that_answers() -> None:
    segment = Segment(all_of=("tag:velo",))
    for number in range(30):
        table = Meanwhile()
        nation = Nation((somebody(each, tags=["velo"]) for each in range(4)), table=table)
        nation.build()
        nation.write(somebody(1))
        writes = table.writes

        def kill(_: Sequence[Step], until: int = writes + number, table: Meanwhile = table) -> None:
            if table.writes >= until:
                raise Killed

        table.before = kill
        try:
            nation.build()
        except Killed:
            table.before = None
            assert found(segment, nation).count == 3
            nation.build()
            assert found(segment, nation).count == 3
            assert len({item["sk"]["S"].split("#")[1] for item in table.below(HOLDER, INDEX)}) == 2
        else:
            assert number > 3
            return
    raise AssertionError("the builder never ended")


def test_a_reader_whom_a_build_overtakes_begins_anew() -> None:
    table = Meanwhile()
    nation = Nation((somebody(each, tags=["velo"]) for each in range(4)), table=table)
    nation.build()

    class Overtaken(InMemoryPeopleTable):
        def read(self, keys: Any) -> Any:
            answer = table.read(keys)
            if self.writes == 0 and any("HEAD" in sk for _, sk in keys):
                self.writes = 1
                nation.build()
            return answer

        def below(self, pk: str, prefix: str, *, most: int | None = None, after: str = "") -> Iterator[WireItem]:
            return table.below(pk, prefix, most=most, after=after)

    assert select(Segment(all_of=("tag:velo",)), SLUG, people=Overtaken(), now=NOON).count == 4


def test_a_list_whose_index_was_built_anew_asks_for_another_try() -> None:
    nation = Nation(map(somebody, range(4)))
    nation.build()
    selection = found(EVERYBODY, nation)
    nation.build()

    with pytest.raises(TransientError):
        page_of(selection, people=nation.table, now=NOON, limit=2)


def test_counting_reads_neither_people_nor_index_through() -> None:
    nation = Nation(somebody(number, tags=["velo"]) for number in range(50))
    nation.build()
    read: list[str] = []

    class Watched(InMemoryPeopleTable):
        def read(self, keys: Any) -> Any:
            answer = nation.table.read(keys)
            read.extend(sk for _, sk in answer)
            return answer

        def below(self, pk: str, prefix: str, *, most: int | None = None, after: str = "") -> Iterator[WireItem]:
            assert (prefix, most) == (STALE, selecting.FEW + 1)
            return nation.table.below(pk, prefix, most=most, after=after)

    select(Segment(all_of=("tag:velo",)), SLUG, people=Watched(), now=NOON)

    assert len(read) == 3
