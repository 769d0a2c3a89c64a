"""Finding people by what somebody typed, in memory and in DynamoDB alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.kernel.errors import InputError
from shared.people.memory import InMemoryPeopleStore
from shared.people.name_index import DynamoPeopleByName
from shared.people.person import Person, nation_holder, person_id
from shared.people.searching import orders, search_people
from shared.people.store import DynamoPeopleStore
from tests.fakes.people_by_name import InMemoryPeopleByName

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.kernel.page import Page
    from shared.people.by_name import ListedPerson

    Search = Callable[..., Page[ListedPerson]]

SLUG = "paris-6"


def a_person(given: str, family: str, identity: str = "", *, slug: str = SLUG) -> Person:
    identity = identity or f"{given}.{family}@example.org".lower().replace(" ", "")
    contact = {"email" if "@" in identity else "phone": identity}
    values = {"given_name": given, "family_name": family, **contact}
    return Person(holder=nation_holder(slug), person_id=person_id(identity), values=values)


CROWD = [
    a_person("Zoé", "Arnaud"),
    a_person("Anne", "Dupont"),
    a_person("Luc", "Dupont", "+33612345678"),
    a_person("Jean Pierre", "Dupont"),
    a_person("Éric", "de la Tour"),
    a_person("Martin", "Paul"),
    a_person("Martin", "Paul", "second@example.org"),
    a_person("Martin", "Paul", "third@example.org"),
    a_person("Paul", "Martin"),
    a_person("Anne", "Dupont", "elsewhere@example.org", slug="lyon-3"),
]


@pytest.fixture(params=["in-memory", "dynamodb"])
def search(request: pytest.FixtureRequest) -> Search:
    """Search the crowd."""

    def ask(asked: str, *, limit: int = 10, after: str | None = None) -> Page[ListedPerson]:
        return search_people(asked, SLUG, find=find, by_name=by_name, country="FR", limit=limit, after=after)

    if request.param == "in-memory":
        find, by_name = InMemoryPeopleStore(CROWD).find, InMemoryPeopleByName(CROWD)
        return ask
    dynamodb = request.getfixturevalue("dynamodb")
    store = DynamoPeopleStore(dynamodb, "people")
    store.write(CROWD)
    find, by_name = store.find, DynamoPeopleByName(dynamodb, "people")  # type: ignore[assignment] # the same ports
    return ask


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("dupont", ["Anne Dupont", "Jean Pierre Dupont", "Luc Dupont"]),
        ("DUPONT a", ["Anne Dupont"]),
        ("Anne Dupont", ["Anne Dupont"]),
        ("jean pierre dupont", ["Jean Pierre Dupont"]),
        ("eric de la tour", ["Éric de la Tour"]),
        ("De La T", ["Éric de la Tour"]),
        ("paul martin", ["Martin Paul", "Martin Paul", "Martin Paul", "Paul Martin"]),
        ("Anne.Dupont@Example.org", ["Anne Dupont"]),
        ("06 12 34 56 78", ["Luc Dupont"]),
        (person_id("+33612345678"), ["Luc Dupont"]),
        ("elsewhere@example.org", []),
        ("nobody@", []),
        ("4711", []),
        ("zzz", []),
    ],
)
def test_whatever_is_typed_finds_whom_it_means(search: Search, asked: str, names: list[str]) -> None:
    assert [person.name for person in search(asked).elements] == names


def test_nothing_typed_lists_everybody(search: Search) -> None:
    assert len(search("  ").elements) == 9


@pytest.mark.parametrize("asked", ["", "dupont", "paul martin"])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_come_to_the_same_people_each_once(search: Search, asked: str, limit: int) -> None:
    page = search(asked, limit=limit)
    found = [*page.elements]
    while page.cursor:
        page = search(asked, limit=limit, after=page.cursor)
        assert len(page.elements) <= limit
        found += page.elements

    assert tuple(found) == search(asked).elements


@pytest.mark.parametrize("cursor", ["9", "x", "7" + "0" * 32, "0rubbish", "²"])
def test_a_cursor_of_nobodys_is_refused(search: Search, cursor: str) -> None:
    with pytest.raises(InputError, match="it is not one of ours"):
        search("dupont", after=cursor)


def test_a_name_is_looked_for_in_three_spellings_at_most() -> None:
    assert orders("Anne Marie de la Tour") == (
        "anne marie de la tour",
        "marie de la tour anne",
        "tour anne marie de la",
    )
