"""Steps of a transaction, as DynamoDB's low-level client wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from shared.people.person import EXPIRES_AT
from shared.people.table import Deed, Wanted

if TYPE_CHECKING:
    from shared.kernel.items import WireItem
    from shared.people.table import ItemKey, Step


def request_of(step: Step, *, table: str) -> dict[str, Any]:
    """Return a step as one element of `TransactItems`."""
    name, body = _spelled(step)
    condition, values = _condition(step)
    if condition:
        body["ConditionExpression"] = condition
    if values := body.pop("ExpressionAttributeValues", {}) | values:
        body["ExpressionAttributeValues"] = values
    return {name: {"TableName": table, **body}}


def wire_key(key: ItemKey) -> WireItem:
    """Return a key as DynamoDB spells it."""
    pk, sk = key
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _spelled(step: Step) -> tuple[str, dict[str, Any]]:
    key = {"Key": wire_key(step.key)}
    match step.deed:
        case Deed.PUT:
            return "Put", {"Item": step.item}
        case Deed.DELETE:
            return "Delete", key
        case Deed.CHECK:
            return "ConditionCheck", key
        case Deed.KEEP:
            return "Update", {**key, "UpdateExpression": f"REMOVE {EXPIRES_AT}"}
        case Deed.EXPIRE:
            values = {":expires_at": {"N": str(step.expires_at)}}
            update = f"SET {EXPIRES_AT} = :expires_at"
            return "Update", {**key, "UpdateExpression": update, "ExpressionAttributeValues": values}
        case _:
            assert_never(step.deed)


def _condition(step: Step) -> tuple[str, dict[str, Any]]:
    match step.wanted:
        case Wanted.NOTHING:
            return "", {}
        case Wanted.ABSENT:
            return "attribute_not_exists(pk)", {}
        case Wanted.PRESENT:
            return "attribute_exists(pk)", {}
        case int() as revision:
            return "revision = :revision", {":revision": {"N": str(revision)}}
        case _:
            assert_never(step.wanted)
