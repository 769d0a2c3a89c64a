"""Marks: with each deed, whether it is counted, and which of its changes was the last to be.

A mark changes in one transaction with its counter. So whatever comes again, finds its mark:
an INSERT counts only if the deed does not count yet, a REMOVE only if it does, and neither
if a later change of the deed was counted before.

Why a mark for each deed, and not one sequence number for each nation: DynamoDB orders the
records of *one item*, "the stream records appear in the same sequence as the actual modifications
to the item" (Developer Guide, "Change data capture for DynamoDB Streams"), and Lambda reads a shard's
parents before the shard. Between items nothing is ordered: a partition that grows warm is split, even
inside one nation's key ("Scaling DynamoDB: How partitions, hot keys, and split for heat impact
performance", AWS Database Blog), and each half is a shard that is read by itself. The record with the
higher number may then be counted first, and one number for the nation would pass over the other.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shared.kernel.items import to_wire

if TYPE_CHECKING:
    from datetime import datetime

    from shared.counters.change import Change
    from shared.counters.deed import Deed

REST = timedelta(days=2)
"""How long the mark of a deed that ceased is kept: a stream tells nothing that is older than 24 hours."""

BEGINNING = "0"
"""Before every sequence number: what a recount counted, any later change may change."""

_COUNTS = "attribute_not_exists(pk) OR (stands = :no AND counted_to < :sequence)"
_CEASES = "stands = :yes AND counted_to < :sequence"


def mark_request(change: Change, *, now: datetime) -> dict[str, Any]:
    """Return the update by which a change is marked as counted, on the condition that it is not yet."""
    values: dict[str, Any] = {":yes": True, ":sequence": change.sequence}
    if change.stands:
        expression = "SET stands = :yes, counted_to = :sequence REMOVE expires_at"
        condition, values[":no"] = _COUNTS, False
    else:
        expression = "SET stands = :no, counted_to = :sequence, expires_at = :expires_at"
        condition, values = _CEASES, values | {":no": False, ":expires_at": _expiry(now)}
    return _update(change.deed, expression, condition, values)


def settled_mark_request(deed: Deed, *, stands: bool, now: datetime) -> dict[str, Any]:
    """Return the update by which a recount marks a deed, on the condition that the mark says otherwise."""
    values: dict[str, Any] = {":yes": True, ":no": False}
    if stands:
        expression = "SET stands = :yes, counted_to = if_not_exists(counted_to, :beginning) REMOVE expires_at"
        condition, values[":beginning"] = "attribute_not_exists(pk) OR stands = :no", BEGINNING
    else:
        expression, values[":expires_at"] = "SET stands = :no, expires_at = :expires_at", _expiry(now)
        condition = "stands = :yes"
    return _update(deed, expression, condition, values)


def _update(deed: Deed, expression: str, condition: str, values: dict[str, Any]) -> dict[str, Any]:
    return {
        "Key": to_wire({"pk": deed.partition, "sk": deed.mark_key}),
        "UpdateExpression": expression,
        "ConditionExpression": condition,
        "ExpressionAttributeValues": to_wire(values),
    }


def _expiry(now: datetime) -> int:
    return int((now + REST).timestamp())
