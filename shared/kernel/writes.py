"""Writes to one item as DynamoDB's low-level client wants them, alone or in a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.kernel.items import to_wire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.items import Item

Request = dict[str, Any]
"""Parameters of PutItem, UpdateItem or DeleteItem without the table: those of an action of a transaction, too."""


def put_request(
    item: Item,
    *,
    condition: str | None = None,
    values: Mapping[str, Any] | None = None,
    names: Mapping[str, str] | None = None,
) -> Request:
    """Return the write of a whole item; `names` stand for attributes that DynamoDB reserves (`#status`)."""
    reserved = {"ExpressionAttributeNames": dict(names)} if names else {}
    return {"Item": to_wire(item), **_conditional(condition, values), **reserved}


def update_request(
    pk: str, sk: str, changes: Mapping[str, Any], *, condition: str = "attribute_exists(pk)", **values: Any
) -> Request:
    """Return the setting of attributes.

    In the condition `#state` stands for an attribute `state` that is being set, and
    `:pending` for the value given as `pending`.
    """
    written = to_wire({f":new_{name}": value for name, value in changes.items()})
    kept = [name for name in changes if f":new_{name}" in written]
    return {
        "Key": to_wire({"pk": pk, "sk": sk}),
        "UpdateExpression": "SET " + ", ".join(f"#{name} = :new_{name}" for name in kept),
        "ExpressionAttributeNames": {f"#{name}": name for name in kept},
        "ExpressionAttributeValues": written | to_wire({f":{name}": value for name, value in values.items()}),
        "ConditionExpression": condition,
    }


def delete_request(
    pk: str, sk: str, *, condition: str | None = None, values: Mapping[str, Any] | None = None
) -> Request:
    """Return the removal of an item."""
    return {"Key": to_wire({"pk": pk, "sk": sk}), **_conditional(condition, values)}


def _conditional(condition: str | None, values: Mapping[str, Any] | None) -> Request:
    if condition is None:
        return {}
    wire = to_wire({f":{name}": value for name, value in (values or {}).items()})
    return {"ConditionExpression": condition} | ({"ExpressionAttributeValues": wire} if wire else {})
