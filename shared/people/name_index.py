"""A nation's people by name in DynamoDB: the index `by_name` of the `people` table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from shared.kernel.aws import error_code
from shared.kernel.errors import PermanentError, TransientError
from shared.kernel.page import Page
from shared.people.by_name import ListedPerson
from shared.people.dynamo_table import PASSING
from shared.people.item import PERSON_PREFIX, key_of, to_key
from shared.people.person import nation_holder
from shared.people.text import fold

if TYPE_CHECKING:
    from shared.people.item import Item

INDEX = "by_name"
SHOWN = ("family_name", "given_name", "email", "phone")


class DynamoPeopleByName:
    """`PeopleByName` by one query of the index a page, and one read of whom it continues behind."""

    def __init__(self, client: Any, table: str) -> None:
        """Take a client of DynamoDB."""
        self._client, self._table = client, table

    def page(self, slug: str, *, beginning: str = "", limit: int, after: str | None = None) -> Page[ListedPerson]:
        """Return a page of the list."""
        condition, values = "pk = :pk", {":pk": {"S": nation_holder(slug)}}
        if beginning:
            condition, values = f"{condition} AND begins_with(name_key, :name)", {**values, ":name": _name(beginning)}
        start = self._key(slug, after) if after else None
        answer = self._call(
            "query",
            IndexName=INDEX,
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
            Limit=limit,
            **({"ExclusiveStartKey": start} if start else {}),
        )
        last = answer.get("LastEvaluatedKey")
        cursor = key_of(last)[1] if last else None
        return Page(elements=tuple(map(_listed, answer["Items"])), cursor=cursor)

    def _key(self, slug: str, person_id: str) -> Item | None:
        """Return where in the index a person stands, or None for one that is gone."""
        key = to_key((nation_holder(slug), person_id))
        item = self._call("get_item", Key=key, ProjectionExpression="name_key").get("Item")
        return {**key, "name_key": item["name_key"]} if item else None

    def _call(self, operation: str, **request: Any) -> Any:
        try:
            return getattr(self._client, operation)(TableName=self._table, **request)
        except ClientError as error:
            # AWS's own message may quote a name: hence `from None`.
            kind = TransientError if error_code(error) in PASSING else PermanentError
            raise kind(f"the people table answers {error_code(error)}") from None
        except BotoCoreError as error:
            raise TransientError(f"the people table cannot be reached: {type(error).__name__}") from None


def _name(beginning: str) -> dict[str, str]:
    return {"S": " ".join(fold(beginning).split())}


def _listed(item: Item) -> ListedPerson:
    shown = {name: str(item[name]["S"]) for name in SHOWN if name in item}
    return ListedPerson(person_id=item["sk"]["S"].removeprefix(PERSON_PREFIX), **shown)
