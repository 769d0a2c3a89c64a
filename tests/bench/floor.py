"""The floor of a rollout: a bare loop that writes the very items and objects it ended in, to the same emulator."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.bench.stage import BenchStage

THREADS = 8
BATCH = 25
"""Items in one BatchWriteItem: DynamoDB's limit."""

UPLOADS = "uploads/"
"""What the command brought to the intake bucket before the rollout began."""

Item = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What a rollout left: items by table, objects by bucket and key."""

    items: Mapping[str, list[Item]]
    objects: Mapping[tuple[str, str], bytes]


def remains(stage: BenchStage) -> Remains:
    """Read all of it back."""
    directory, s3 = stage.directory(), stage.client("s3")
    tables = (directory.network_table, directory.people_table)
    buckets = (directory.intake_bucket, directory.site_bucket)
    keys = [(bucket, key) for bucket in buckets for key in listed(s3, bucket) if not key.startswith(UPLOADS)]

    def body(place: tuple[str, str]) -> bytes:
        content: bytes = s3.get_object(Bucket=place[0], Key=place[1])["Body"].read()
        return content

    with ThreadPoolExecutor(THREADS) as pool:
        objects = dict(zip(keys, pool.map(body, keys), strict=True))
    return Remains(items={table: scanned(stage.client("dynamodb"), table) for table in tables}, objects=objects)


def scanned(dynamodb: Any, table: str) -> list[Item]:
    """Return all items of a table."""
    return [item for page in dynamodb.get_paginator("scan").paginate(TableName=table) for item in page["Items"]]


def listed(s3: Any, bucket: str) -> list[str]:
    """Return all keys of a bucket."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return [entry["Key"] for page in pages for entry in page.get("Contents", [])]


def write_again(stage: BenchStage, left: Remains) -> float:
    """Write what is left of a rollout to fresh tables and buckets; return the seconds."""
    dynamodb, s3 = stage.client("dynamodb"), stage.client("s3")
    tables = {table: fresh_table(dynamodb, table) for table in left.items}
    buckets = {bucket: fresh_bucket(s3) for bucket in {bucket for bucket, _ in left.objects}}

    def write(batch: tuple[str, list[Item]]) -> None:
        requests = [{"PutRequest": {"Item": item}} for item in batch[1]]
        dynamodb.batch_write_item(RequestItems={tables[batch[0]]: requests})

    def put(entry: tuple[tuple[str, str], bytes]) -> None:
        (bucket, key), body = entry
        s3.put_object(Bucket=buckets[bucket], Key=key, Body=body)

    begun = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(write, batches(left.items)))
        list(pool.map(put, left.objects.items()))
    return time.perf_counter() - begun


def batches(items: Mapping[str, Iterable[Item]]) -> Iterator[tuple[str, list[Item]]]:
    """Yield the items of each table, as many at a time as a BatchWriteItem takes."""
    for table, held in items.items():
        rest = iter(held)
        while batch := list(islice(rest, BATCH)):
            yield table, batch


def fresh_table(dynamodb: Any, like: str) -> str:
    """Create an empty table with the keys, the indexes and the stream of another, whose stream nobody follows."""
    table = dynamodb.describe_table(TableName=like)["Table"]
    indexes = [
        {name: index[name] for name in ("IndexName", "KeySchema", "Projection")}
        for index in table["GlobalSecondaryIndexes"]
    ]
    name = f"floor-{uuid4()}"
    dynamodb.create_table(
        TableName=name,
        AttributeDefinitions=table["AttributeDefinitions"],
        KeySchema=table["KeySchema"],
        GlobalSecondaryIndexes=indexes,
        BillingMode="PAY_PER_REQUEST",
        **{kept: table[kept] for kept in ("StreamSpecification",) if kept in table},
    )
    return name


def fresh_bucket(s3: Any) -> str:
    """Create an empty bucket."""
    name = f"floor-{uuid4()}"
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": s3.meta.region_name})
    return name
