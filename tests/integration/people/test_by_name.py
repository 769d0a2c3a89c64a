"""A nation's people by name, in memory and in DynamoDB alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import PermanentError
from shared.people.name_index import DynamoPeopleByName
from shared.people.person import Person, nation_holder, person_id
from shared.people.store import DynamoPeopleStore
from tests.fakes.people_by_name import InMemoryPeopleByName

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.people.by_name import PeopleByName

    Make = Callable[[list[Person]], PeopleByName]


def a_person(given: str, family: str, *, slug: str = "paris-6") -> Person:
    email = f"{given}.{family}@example.org".lower()
    values = {"given_name": given, "family_name": family, "email": email, "phone": "+33600000000"}
    return Person(holder=nation_holder(slug), person_id=person_id(email), values=values)


CROWD = [
    a_person("Zoé", "Arnaud"),
    a_person("Anne", "Émery"),
    a_person("Luc", "Dupont"),
    a_person("Anne", "Dupont"),
    a_person("Paul", "Dupond"),
    a_person("Ida", "Elsewhere", slug="lyon-3"),
]


@pytest.fixture(params=["in-memory", "dynamodb"])
def make(request: pytest.FixtureRequest) -> Make:
    if request.param == "in-memory":
        return InMemoryPeopleByName
    dynamodb = request.getfixturevalue("dynamodb")

    def stored(people: list[Person]) -> PeopleByName:
        DynamoPeopleStore(dynamodb, "people").write(people)
        return DynamoPeopleByName(dynamodb, "people")

    return stored


def test_people_come_by_family_name_whatever_their_accents_and_only_the_nations_own(make: Make) -> None:
    page = make(CROWD).page("paris-6", limit=10)

    names = [person.name for person in page.elements]
    assert names == ["Zoé Arnaud", "Paul Dupond", "Anne Dupont", "Luc Dupont", "Anne Émery"]
    assert page.cursor is None


def test_a_page_goes_on_where_the_one_before_it_ended(make: Make) -> None:
    people = make(CROWD)

    first = people.page("paris-6", limit=2)
    second = people.page("paris-6", limit=2, after=first.cursor)

    assert [person.name for person in second.elements] == ["Anne Dupont", "Luc Dupont"]


def test_a_name_is_found_by_its_beginning_without_accents_or_case(make: Make) -> None:
    people = make(CROWD)

    assert [person.name for person in people.page("paris-6", beginning="EME", limit=10).elements] == ["Anne Émery"]
    assert [each.name for each in people.page("paris-6", beginning="dupont  l", limit=10).elements] == ["Luc Dupont"]


def test_a_listed_person_is_shown_with_address_and_phone(make: Make) -> None:
    (person,) = make(CROWD).page("lyon-3", limit=10).elements

    assert (person.email, person.phone) == ("ida.elsewhere@example.org", "+33600000000")
    assert person.person_id == CROWD[-1].person_id


def test_behind_somebody_who_is_gone_the_list_starts_anew(make: Make) -> None:
    page = make(CROWD).page("paris-6", limit=1, after="0" * 32)

    assert [person.name for person in page.elements] == ["Zoé Arnaud"]


def test_an_error_of_aws_tells_no_name(make: Make, dynamodb: object) -> None:
    with pytest.raises(PermanentError, match="ResourceNotFoundException") as caught:
        DynamoPeopleByName(dynamodb, "no-such-table").page("paris-6", beginning="secret", limit=1)

    assert "secret" not in str(caught.value)
