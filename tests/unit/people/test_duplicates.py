"""Who of a nation may be one person twice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING

import pytest

from shared.people import duplicates
from shared.people.duplicates import Likeness, find_duplicates
from shared.people.item import to_item
from shared.people.person import person_id
from shared.people.segments.building import build_index
from shared.people.table import put
from tests.builders import NOON
from tests.fakes.people_by_name import InMemoryPeopleByName
from tests.fakes.people_table import InMemoryPeopleTable
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from shared.people.duplicates import Pair
    from shared.people.person import Person

NUMBER = "+33612345678"
an_anne = partial(a_person, given_name="Anne", family_name="Martin")
ANNE = an_anne(email="anne@example.org", postcode="75006", consents={"email": {"given": True, "by": "x"}})
TWIN = an_anne(email="a.martin@example.org", postcode="75006")
NAMESAKE = an_anne(email="namesake@example.org", postcode="69003")
BY_PHONE = replace(a_person(), person_id=person_id(NUMBER), values={"phone": NUMBER, "given_name": "A."})


class Roll:
    """A nation's people, looked through for duplicates; `cursor` is where the last page ended."""

    def __init__(self, *people: Person) -> None:
        self.table, self.cursor = InMemoryPeopleTable(), ""
        self.table.items |= {(person.holder, f"PERSON#{person.person_id}"): to_item(person) for person in people}
        self.is_waiting = False
        self.index()

    def index(self) -> None:
        build_index("paris-6", people=self.table, now=NOON, draw=token_hex)

    def write(self, *people: Person) -> None:
        self.table.write([put(to_item(person)) for person in people])

    def all_pages(self) -> list[Pair]:
        found, after = [*self.page()], self.cursor
        while after:
            found += self.page(after)
            after = self.cursor
        return found

    def page(self, after: str | None = None) -> tuple[Pair, ...]:
        by_name = InMemoryPeopleByName(table=self.table)
        page = find_duplicates("paris-6", by_name=by_name, people=self.table, now=NOON.timestamp(), after=after)
        self.cursor, self.is_waiting = page.cursor or "", page.is_waiting
        return page.elements


def told(pairs: tuple[Pair, ...]) -> list[tuple[object, object, Likeness]]:
    return [(pair.kept.values.get("email"), pair.gone.values.get("email"), pair.likeness) for pair in pairs]


def test_the_same_name_and_postcode_may_be_one_and_a_mere_namesake_is_not() -> None:
    roll = Roll(TWIN, NAMESAKE, ANNE)

    assert told(roll.page()) == [("anne@example.org", "a.martin@example.org", Likeness.NAME_AND_POSTCODE)]


def test_accents_and_case_make_no_difference() -> None:
    other = replace(TWIN, values={**TWIN.values, "given_name": "ANNÉ"})

    assert len(Roll(ANNE, other).page()) == 1


def test_the_same_name_and_number_says_more_than_the_postcode() -> None:
    both = [replace(person, values={**person.values, "phone": NUMBER}) for person in (ANNE, NAMESAKE)]

    assert [pair.likeness for pair in Roll(*both).page()] == [Likeness.NAME_AND_NUMBER]


def test_whoever_is_known_by_a_number_alone_may_be_who_has_that_number_and_an_address() -> None:
    anne = replace(ANNE, values={**ANNE.values, "phone": NUMBER})

    assert told(Roll(anne, BY_PHONE).page()) == [("anne@example.org", None, Likeness.NUMBER)]


def of_number(name: str, number: str = NUMBER, field: str = "phone") -> Person:
    person = a_person(email=f"{name}@example.org", family_name=name)
    return replace(person, values={**person.values, field: number})


PORTIONS = [1, 2, 3, 400]


@pytest.mark.parametrize("portion", PORTIONS)
def test_all_of_one_number_are_told_in_pairs_each_once_wherever_they_stand_in_the_list(
    portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "LOOKED_AT", portion)
    roll = Roll(of_number("Albert"), of_number("Morin"), of_number("Zola"), of_number("Simon", "+33698765432"))

    pairs = roll.all_pages()

    names = {frozenset(str(each.values["family_name"]) for each in (pair.kept, pair.gone)) for pair in pairs}
    assert names == {frozenset(pair) for pair in (("Albert", "Morin"), ("Albert", "Zola"), ("Morin", "Zola"))}
    assert len(pairs) == 3
    assert {pair.likeness for pair in pairs} == {Likeness.NUMBER}


@pytest.mark.parametrize("portion", PORTIONS)
@pytest.mark.parametrize("changed", ["Albert", "Zola"])
@pytest.mark.parametrize("field", ["phone", "custom.phone2"])
def test_who_has_the_number_of_another_since_the_index_was_built_is_told(
    portion: int, changed: str, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "LOOKED_AT", portion)
    names = ["Albert", "Morin", "Zola"]
    roll = Roll(*(of_number(name, f"+3361234567{number}") for number, name in enumerate(names)))

    roll.write(of_number(changed, "+33612345671", field))

    pairs = roll.all_pages()
    assert [{pair.kept.values["family_name"], pair.gone.values["family_name"]} for pair in pairs] == [
        {"Morin", changed}
    ]


def test_of_very_many_of_one_number_some_are_compared() -> None:
    pairs = Roll(*(of_number(f"Name {number:02}") for number in range(30))).all_pages()

    assert len(pairs) == 8 * 7 / 2


def test_before_numbers_are_indexed_the_page_says_so() -> None:
    roll = Roll(ANNE, TWIN)
    roll.table.items = {key: item for key, item in roll.table.items.items() if "INDEX#" not in key[1]}

    assert len(roll.page()) == 1
    assert roll.is_waiting


def test_the_nameless_are_not_alike() -> None:
    nameless = [a_person(email=f"{number}@example.org", postcode="75006") for number in range(3)]

    assert Roll(*nameless).page() == ()


def test_a_long_list_is_looked_through_in_portions_that_part_no_namesakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "LOOKED_AT", 3)
    others = [a_person(email=f"{name}@example.org", family_name=name) for name in ("Albert", "Bernard", "Zola")]
    roll = Roll(ANNE, TWIN, *others)

    first = roll.page()
    assert (first, roll.cursor) == ((), others[1].person_id)
    assert len(roll.page(roll.cursor)) == 1
    assert not roll.cursor


def test_a_name_that_fills_a_portion_does_not_hold_up_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "LOOKED_AT", 2)
    roll = Roll(ANNE, TWIN, NAMESAKE)

    roll.page()
    assert roll.cursor
    roll.page(roll.cursor)
    assert not roll.cursor
