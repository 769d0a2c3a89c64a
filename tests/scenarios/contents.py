"""All that a stage holds: compared before and after a deed, and taken away to begin anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.scenarios.network import Network

T = TypeVar("T")

Item = dict[str, Any]

SHARED = "network/"
"""Prefix of the site bucket with what belongs to no nation: `banneret up` puts it there, once."""

ITEMS, KEYS = 25, 1000
"""How many BatchWriteItem and DeleteObjects take at once."""


def contents(network: Network) -> Mapping[str, Any]:
    """Return everything in both tables and both buckets; two equal answers mean that nothing was written."""
    directory = network.directory
    return {
        "network": items(network, directory.network_table),
        "people": items(network, directory.people_table),
        "intake": objects(network, directory.intake_bucket),
        "sites": objects(network, directory.site_bucket),
    }


def items(network: Network, table: str) -> list[Item]:
    """Return all items of a table by their keys."""
    pages = network.client("dynamodb").get_paginator("scan").paginate(TableName=table)
    return sorted((item for page in pages for item in page["Items"]), key=_key)


def objects(network: Network, bucket: str) -> dict[str, str]:
    """Return all keys of a bucket, each with the hash of its content."""
    pages = network.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {found["Key"]: found["ETag"] for page in pages for found in page.get("Contents", [])}


def wipe(network: Network) -> None:
    """Leave the stage as `banneret up` leaves it."""
    directory = network.directory
    for table in (directory.network_table, directory.people_table):
        for some in _pieces(items(network, table), ITEMS):
            deletions = [{"DeleteRequest": {"Key": {"pk": item["pk"], "sk": item["sk"]}}} for item in some]
            network.client("dynamodb").batch_write_item(RequestItems={table: deletions})
    for bucket in (directory.intake_bucket, directory.site_bucket):
        keys = [{"Key": key} for key in objects(network, bucket) if not key.startswith(SHARED)]
        for few in _pieces(keys, KEYS):
            network.client("s3").delete_objects(Bucket=bucket, Delete={"Objects": few})


def _key(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _pieces(everything: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(everything), size):
        yield everything[start : start + size]
