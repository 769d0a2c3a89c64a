"""People in memory and in the table behave alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from shared.kernel.errors import PermanentError, TransientError
from shared.people.again import LONGEST_PAUSE_SECONDS
from shared.people.item import to_item
from shared.people.memory import InMemoryPeopleStore
from shared.people.ports import FIND_PEOPLE, RevisionConflict
from shared.people.store import TRIES, DynamoPeopleStore
from tests.fakes.tables import create_people_table
from tests.unit.people.builders import a_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.people.ports import PeopleStore

SECRET = "marie7@example.org"


@pytest.fixture(params=["in-memory", "dynamodb"])
def people(request: pytest.FixtureRequest) -> PeopleStore:
    if request.param == "in-memory":
        return InMemoryPeopleStore()
    found: PeopleStore = request.getfixturevalue("dynamo_people")
    return found


def test_people_are_found_as_they_were_written(people: PeopleStore) -> None:
    written = [
        a_person(email=f"marie{number}@example.org", tags=["a", "b"], volunteer=True, support_level=number)
        for number in range(FIND_PEOPLE)
    ]

    people.write(written)

    assert people.find([person.key for person in written]) == {person.key: person for person in written}


def test_people_who_are_not_there_are_not_found(people: PeopleStore) -> None:
    assert people.find([a_person().key]) == {}
    assert people.find([]) == {}


def test_a_table_is_bare_until_anybody_is_written(people: PeopleStore) -> None:
    assert people.is_bare()

    people.write([a_person()])

    assert not people.is_bare()


def test_a_holder_is_empty_until_somebody_is_written(people: PeopleStore) -> None:
    people.write([a_person(slug="paris-6")])

    assert [people.is_empty(holder) for holder in ("NATION#paris-6", "NATION#paris-7")] == [False, True]


def test_a_person_is_replaced_over_the_revision_that_was_read(people: PeopleStore) -> None:
    people.replace(a_person(revision=1), revision=0)
    people.replace(a_person(revision=2, given_name="Marie"), revision=1)

    assert people.find([a_person().key])[a_person().key].values["given_name"] == "Marie"


@pytest.mark.parametrize("revision", [0, 2])
def test_a_person_with_another_revision_is_not_replaced(people: PeopleStore, revision: int) -> None:
    people.write([a_person(revision=1)])

    with pytest.raises(RevisionConflict):
        people.replace(a_person(revision=revision + 1), revision=revision)


def test_of_several_who_are_replaced_those_with_another_revision_stay_as_they_are(people: PeopleStore) -> None:
    changed = a_person(email="changed@example.org", revision=3, given_name="Maria")
    people.write([changed])
    wanted = [a_person(email=f"{name}@example.org", revision=1) for name in ("new", "changed", "newer")]

    assert list(people.replace_each(wanted)) == [changed.key]

    found = people.find([person.key for person in wanted])
    assert found == {wanted[0].key: wanted[0], changed.key: changed, wanted[2].key: wanted[2]}


def test_what_the_table_leaves_undone_is_sent_again(dynamodb: DynamoDBClient, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    people = DynamoPeopleStore(dynamodb, "people", pause=pauses.append, chance=lambda: 1.0)
    leave_undone(dynamodb, monkeypatch, times=3)
    person = a_person()

    people.write([person])

    assert people.find([person.key]) == {person.key: person}
    assert pauses == [0.1, 0.2, 0.4]


def test_what_is_undone_for_ever_is_left_to_another_try(
    dynamodb: DynamoDBClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    people = DynamoPeopleStore(dynamodb, "people", pause=pauses.append, chance=lambda: 1.0)
    leave_undone(dynamodb, monkeypatch, times=TRIES)

    with pytest.raises(TransientError, match="left 1 items undone"):
        people.write([a_person()])

    assert len(pauses) == TRIES - 1
    assert max(pauses) == LONGEST_PAUSE_SECONDS


def test_keys_that_were_not_read_are_asked_for_again(
    dynamodb: DynamoDBClient, dynamo_people: DynamoPeopleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = a_person(), a_person(email="marie2@example.org")
    dynamo_people.write([first, second])
    original: Any = dynamodb.batch_get_item

    def batch_get_item(RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803 - AWS's spelling
        keys = RequestItems["people"]["Keys"]
        answer: dict[str, Any] = original(RequestItems={"people": {"Keys": keys[:1], "ConsistentRead": True}})
        return {**answer, "UnprocessedKeys": {"people": {"Keys": keys[1:]}} if keys[1:] else {}}

    monkeypatch.setattr(dynamodb, "batch_get_item", batch_get_item)

    assert set(dynamo_people.find([first.key, second.key])) == {first.key, second.key}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "x"), TransientError),
        (ClientError({"Error": {"Code": "ValidationException", "Message": SECRET}}, "x"), PermanentError),
        (EndpointConnectionError(endpoint_url="https://dynamodb"), TransientError),
    ],
)
@pytest.mark.parametrize("deed", ["batch_write_item", "batch_get_item", "put_item"])
def test_errors_tell_who_can_mend_it_and_nothing_of_the_people(
    dynamodb: DynamoDBClient,
    dynamo_people: DynamoPeopleStore,
    monkeypatch: pytest.MonkeyPatch,
    deed: str,
    error: Exception,
    kind: type[Exception],
) -> None:
    def fail(**_: Any) -> None:
        raise error

    monkeypatch.setattr(dynamodb, deed, fail)
    person = a_person(email=SECRET)
    deeds: dict[str, Callable[[], object]] = {
        "batch_write_item": lambda: dynamo_people.write([person]),
        "batch_get_item": lambda: dynamo_people.find([person.key]),
        "put_item": lambda: dynamo_people.replace(person, revision=0),
    }

    with pytest.raises(kind) as failure:
        deeds[deed]()

    assert SECRET not in str(failure.value)
    assert failure.value.__suppress_context__


def test_another_user_of_the_client_writes_its_own_batches(
    dynamodb: DynamoDBClient, dynamo_people: DynamoPeopleStore
) -> None:
    person = a_person()
    item: Any = to_item(person)

    dynamodb.batch_write_item(RequestItems={"people": [{"PutRequest": {"Item": item}}]})

    assert dynamo_people.find([person.key]) == {person.key: person}


def test_two_stores_may_share_a_client(dynamodb: DynamoDBClient, dynamo_people: DynamoPeopleStore) -> None:
    create_people_table(dynamodb, "others")
    others = DynamoPeopleStore(dynamodb, "others")
    first, second = a_person(), a_person(email="marie2@example.org")

    dynamo_people.write([first])
    others.write([second])

    assert dynamo_people.find([first.key, second.key]) == {first.key: first}
    assert others.find([first.key, second.key]) == {second.key: second}


def test_a_revision_counts_up_in_the_table(dynamodb: DynamoDBClient, dynamo_people: DynamoPeopleStore) -> None:
    dynamo_people.write([replace(a_person(), revision=7)])

    (item,) = dynamodb.scan(TableName="people")["Items"]

    assert item["revision"] == {"N": "7"}


def leave_undone(dynamodb: DynamoDBClient, monkeypatch: pytest.MonkeyPatch, *, times: int) -> None:
    """Let the table leave whole batches undone that many times."""
    original: Any = dynamodb.batch_write_item
    left = iter(range(times))

    def batch_write_item(**request: Any) -> dict[str, Any]:
        if next(left, None) is None:
            answer: dict[str, Any] = original(**request)
            return answer
        item = to_item(a_person())
        return {"UnprocessedItems": {"people": [{"PutRequest": {"Item": item}}]}}

    monkeypatch.setattr(dynamodb, "batch_write_item", batch_write_item)
