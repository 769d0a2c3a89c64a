"""People in DynamoDB."""

from __future__ import annotations

import random
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import orjson
from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import PermanentError, TransientError
from shared.kernel.prepared import PreparedBodies
from shared.people.again import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS
from shared.people.item import from_item, key_of, to_item, to_key
from shared.people.ports import RevisionConflict
from shared.people.replacing import replace_one_by_one

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.people.item import Item
    from shared.people.person import Person, PersonKey

WRITE_PEOPLE = 25
"""Items in one BatchWriteItem: DynamoDB's limit."""

TRIES = 8
"""Times that a batch's remainder is sent again; with the pauses below about 10 seconds in all."""

_PASSING = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "InternalServerError",
        "ServiceUnavailable",
        "TransactionConflictException",
        "LimitExceededException",
    }
)


class DynamoPeopleStore:
    """`PeopleStore` in a table; several threads may share it.

    `pause` (seconds) and `chance` (0 to 1) are what retries wait by.
    """

    def __init__(
        self,
        client: DynamoDBClient,
        table: str,
        *,
        pause: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._client = client
        self._table = table
        self._pause = pause
        self._chance = chance
        self._prepared = PreparedBodies(client)

    def find(self, keys: Collection[PersonKey]) -> Mapping[PersonKey, Person]:
        """Return those of the named people that exist, read consistently."""
        found: dict[PersonKey, Person] = {}
        pending: list[Any] = [to_key(key) for key in keys]
        for _ in self._tries(pending):
            body = orjson.dumps({"RequestItems": {self._table: {"Keys": pending, "ConsistentRead": True}}})
            with _translated("read"), self._prepared.sending(body):
                answer = self._client.batch_get_item(RequestItems={self._table: {"Keys": [{}]}})
            found.update((key_of(item), from_item(item)) for item in answer["Responses"].get(self._table, []))
            pending[:] = [left for table in answer["UnprocessedKeys"].values() for left in table["Keys"]]
        return found

    def is_bare(self) -> bool:
        """Tell whether nobody has anybody yet, read consistently."""
        with _translated("read"):
            answer = self._client.scan(TableName=self._table, Limit=1, Select="COUNT", ConsistentRead=True)
        return answer["Count"] == 0

    def is_empty(self, holder: str) -> bool:
        """Tell whether a holder has nobody, read consistently."""
        with _translated("read"):
            answer = self._client.query(
                TableName=self._table,
                KeyConditionExpression="pk = :holder",
                ExpressionAttributeValues={":holder": {"S": holder}},
                Limit=1,
                Select="COUNT",
                ConsistentRead=True,
            )
        return answer["Count"] == 0

    def write(self, people: Sequence[Person]) -> None:
        """Store people whatever is there."""
        for at in range(0, len(people), WRITE_PEOPLE):
            self._write([{"PutRequest": {"Item": to_item(person)}} for person in people[at : at + WRITE_PEOPLE]])

    def _write(self, requests: list[Any]) -> None:
        for _ in self._tries(requests):
            body = orjson.dumps({"RequestItems": {self._table: requests}})
            with _translated("write"), self._prepared.sending(body):
                answer = self._client.batch_write_item(RequestItems={self._table: [{}]})
            requests[:] = answer["UnprocessedItems"].get(self._table, [])

    def _tries(self, pending: list[Any]) -> Iterator[int]:
        """Go on while something is pending, with growing pauses of random length; raises TransientError at the end."""
        for number in range(TRIES):
            if not pending:
                return
            if number:
                longest = min(FIRST_PAUSE_SECONDS * 2**number, LONGEST_PAUSE_SECONDS)
                self._pause(longest * self._chance())
            yield number
        if pending:
            raise TransientError(f"the people table left {len(pending)} items undone after {TRIES} tries")

    def replace(self, person: Person, *, revision: int) -> None:
        """Store a person over that revision of it."""
        try:
            with _translated("write"):
                self._put(to_item(person), revision)
        except self._client.exceptions.ConditionalCheckFailedException:
            raise RevisionConflict("the person has another revision") from None

    def replace_each(self, people: Sequence[Person]) -> Collection[PersonKey]:
        """Store people one by one."""
        return replace_one_by_one(people, store=self)

    def _put(self, item: Item, revision: int) -> None:
        if revision:
            self._client.put_item(
                TableName=self._table,
                Item=item,
                ConditionExpression="revision = :revision",
                ExpressionAttributeValues={":revision": {"N": str(revision)}},
            )
        else:
            self._client.put_item(TableName=self._table, Item=item, ConditionExpression="attribute_not_exists(pk)")


@contextmanager
def _translated(deed: str) -> Iterator[None]:
    """Say what went wrong without AWS's message, which may quote the item; hence `from None`."""
    try:
        yield
    except ClientError as error:
        code = error_code(error)
        if code == "ConditionalCheckFailedException":
            raise
        kind = TransientError if code in _PASSING else PermanentError
        raise kind(f"cannot {deed} people: {code}") from None
    except BotoCoreError as error:
        raise TransientError(f"cannot {deed} people: {type(error).__name__}") from None
