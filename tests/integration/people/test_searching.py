"""Finding people by what somebody typed, in memory and in DynamoDB alike."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.errors import InputError
from shared.people.aliases import alias_item
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.item import PERSON_PREFIX, to_item
from shared.people.marks import STALE
from shared.people.name_index import DynamoPeopleByName
from shared.people.person import Person, nation_holder, person_id
from shared.people.searching import orders, search_people
from shared.people.segments import by_number
from shared.people.segments.building import build_index
from shared.people.store import DynamoPeopleStore
from shared.people.table import Deed, Step, put
from tests.builders import NOON
from tests.fakes.people_by_name import InMemoryPeopleByName
from tests.fakes.people_table import InMemoryPeopleTable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from shared.kernel.items import WireItem
    from shared.people.by_name import ListedPerson, PeopleByName
    from shared.people.segments.by_number import NumberedPage
    from shared.people.table import ItemKey, PeopleTable

    Search = Callable[..., NumberedPage[ListedPerson]]

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


class Room:
    """A nation with a crowd, whose people are searched."""

    def __init__(self, table: PeopleTable, by_name: PeopleByName) -> None:
        self.table, self.by_name = table, by_name

    def search(self, asked: str, *, limit: int = 10, after: str | None = None) -> NumberedPage[ListedPerson]:
        return search_people(
            asked,
            SLUG,
            people=self.table,
            by_name=self.by_name,
            country="FR",
            now=NOON.timestamp(),
            limit=limit,
            after=after,
        )

    def called(self, asked: str) -> list[str]:
        return [person.name for person in self.search(asked).elements]

    def index(self) -> None:
        build_index(SLUG, people=self.table, now=NOON, draw=token_hex)

    def write(self, *people: Person) -> None:
        self.table.write([put(to_item(person)) for person in people])


@pytest.fixture(params=["in-memory", "dynamodb"])
def room(request: pytest.FixtureRequest) -> Room:
    """The crowd as an import brings it: without a mark of anybody."""
    if request.param == "in-memory":
        table = InMemoryPeopleTable()
        table.items |= {(person.holder, PERSON_PREFIX + person.person_id): to_item(person) for person in CROWD}
        return Room(table, InMemoryPeopleByName(table=table))
    dynamodb = request.getfixturevalue("dynamodb")
    DynamoPeopleStore(dynamodb, "people").write(CROWD)
    return Room(DynamoPeopleTable(dynamodb, "people"), DynamoPeopleByName(dynamodb, "people"))


@pytest.fixture
def search(room: Room) -> Search:
    """Search the crowd."""
    return room.search


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
        ("06 99 99 99 99", []),
        ("zzz", []),
    ],
)
def test_whatever_is_typed_finds_whom_it_means(search: Search, asked: str, names: list[str]) -> None:
    assert [person.name for person in search(asked).elements] == names


def test_a_name_with_a_digit_in_it_is_a_name(room: Room) -> None:
    room.write(a_person("Louis", "Quatorze 14"))

    assert room.called("quatorze 14 lo") == ["Louis Quatorze 14"]


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


NUMBER = "+33612345678"


def with_number(person: Person, number: str = NUMBER, *, field: str = "phone") -> Person:
    return replace(person, values={**person.values, field: number})


def test_a_number_finds_everybody_who_has_it_whoever_they_are_known_by(room: Room) -> None:
    room.write(with_number(CROWD[0]), with_number(CROWD[1], field="custom.phone2"))
    room.index()

    page = room.search("06 12 34 56 78")

    assert [person.name for person in page.elements] == ["Zoé Arnaud", "Anne Dupont", "Luc Dupont"]
    assert (page.is_waiting, page.as_of) == (False, None)


def test_who_has_a_number_since_the_index_was_built_is_found_and_who_gave_it_up_is_not(room: Room) -> None:
    room.write(with_number(CROWD[0]), with_number(CROWD[3]))
    room.index()

    room.write(with_number(CROWD[0], "+33698765432"), with_number(CROWD[1]))
    room.table.write([Step(deed=Deed.DELETE, key=(CROWD[3].holder, PERSON_PREFIX + CROWD[3].person_id))])

    assert room.called("0612345678") == ["Anne Dupont", "Luc Dupont"]
    assert room.called("0698765432") == ["Zoé Arnaud"]


def test_whoever_was_changed_by_what_tells_no_number_is_looked_at(room: Room) -> None:
    room.index()
    room.write(with_number(CROWD[0]))
    key = (CROWD[0].holder, PERSON_PREFIX + CROWD[0].person_id)

    room.table.write([Step(deed=Deed.EXPIRE, key=key, expires_at=int(NOON.timestamp()) + 10)])

    assert room.called("0612345678") == ["Zoé Arnaud", "Luc Dupont"]


def test_whoever_was_known_by_a_number_and_is_merged_into_another_is_found_as_that_one(room: Room) -> None:
    luc, anne = CROWD[2], CROWD[1]
    room.index()
    gone = Step(deed=Deed.DELETE, key=(luc.holder, PERSON_PREFIX + luc.person_id))
    kept = replace(anne, values={**anne.values, "aliases": [luc.person_id]})
    room.table.write([gone, put(alias_item(luc.holder, luc.person_id, to=anne.person_id)), put(to_item(kept))])

    assert room.called("0612345678") == ["Anne Dupont"]


def test_before_numbers_are_indexed_a_page_says_so(room: Room) -> None:
    room.write(with_number(CROWD[0]))

    assert room.search("0612345678").is_waiting
    assert room.search("dupont").is_waiting is False


def test_where_too_many_were_changed_since_a_page_says_as_of_when_it_is(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_number, "LOOKED_AT", 2)
    room.write(with_number(CROWD[0]))
    room.index()
    room.write(CROWD[4], CROWD[5])
    assert room.search("0612345678").as_of is None

    room.write(CROWD[6])

    page = room.search("0612345678")
    assert [person.name for person in page.elements] == ["Zoé Arnaud", "Luc Dupont"]
    assert page.as_of == NOON


def test_a_number_is_found_by_one_bounded_query_and_three_readings_however_many_people_there_are() -> None:
    asked: list[tuple[str, int | None]] = []

    class Watched(InMemoryPeopleTable):
        def read(self, keys: Collection[ItemKey]) -> Mapping[ItemKey, WireItem]:
            asked.append(("read", len(keys)))
            return super().read(keys)

        def below(self, pk: str, prefix: str, *, most: int | None = None, after: str = "") -> Iterator[WireItem]:
            asked.append((prefix, most))
            return super().below(pk, prefix, most=most, after=after)

    table = Watched()
    room = Room(table, InMemoryPeopleByName(table=table))
    for number in range(600):
        room.write(with_number(a_person("Somebody", f"No {number}"), f"+336{number:08}"))
    room.index()
    asked.clear()

    assert room.called("06 00 00 01 23") == ["Somebody No 123"]

    assert asked == [(STALE, by_number.LOOKED_AT + 1), ("read", 1), ("read", 1), ("read", 3)]


def test_the_list_and_a_search_ask_for_a_page_at_a_time_and_never_for_a_whole_nation(dynamodb: Any) -> None:
    DynamoPeopleStore(dynamodb, "people").write(CROWD)
    room, sent = Room(DynamoPeopleTable(dynamodb, "people"), DynamoPeopleByName(dynamodb, "people")), list[Any]()

    def asked(words: str, after: str | None = None) -> list[Any]:
        sent.clear()
        room.search(words, limit=2, after=after)
        return list(sent)

    second = room.search("", limit=2).cursor
    dynamodb.meta.events.register(
        "provide-client-params.dynamodb.*",
        lambda params, model, **_: sent.append((model.name, params.get("Limit"))),
    )

    assert asked("") == [("Query", 2)]
    assert asked("", second) == [("GetItem", None), ("Query", 2)]
    assert asked("dupont") == [("Query", 2)]
    assert asked("martin paul") == [("Query", 2), ("Query", 1)]
    assert asked("nobody of this name") == [("Query", 2)] * 3
    assert asked("anne.dupont@example.org") == [("BatchGetItem", None)]
    assert asked("nobody@example.org") == [("BatchGetItem", None)] * 2


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_of_a_number_come_to_the_same_people_each_once(room: Room, limit: int) -> None:
    room.write(*(with_number(person) for person in CROWD[3:8]))
    room.index()

    page = room.search("0612345678", limit=limit)
    found = [*page.elements]
    while page.cursor:
        page = room.search("0612345678", limit=limit, after=page.cursor)
        assert len(page.elements) <= limit
        found += page.elements

    assert sorted(person.person_id for person in found) == sorted(each.person_id for each in CROWD[2:8])


def test_a_name_is_looked_for_in_three_spellings_at_most() -> None:
    assert orders("Anne Marie de la Tour") == (
        "anne marie de la tour",
        "marie de la tour anne",
        "tour anne marie de la",
    )
