"""The bucket and the table of an import, in moto."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.kernel.aws import client
from shared.people.bucket import S3PeopleFiles
from shared.people.dynamo_table import DynamoPeopleTable
from shared.people.store import DynamoPeopleStore
from tests.fakes.people_table import InMemoryPeopleTable
from tests.fakes.tables import create_people_table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

    from shared.people.table import PeopleTable

INTAKE = "intake"


@pytest.fixture
def s3(aws: None) -> S3Client:
    """A client that sees one empty bucket."""
    s3: Any = client("s3")
    s3.create_bucket(Bucket=INTAKE, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return s3  # type: ignore[no-any-return] # the client of the kernel is untyped


@pytest.fixture
def dynamodb(aws: None) -> DynamoDBClient:
    """A client that sees one empty people table."""
    dynamodb: Any = client("dynamodb")
    create_people_table(dynamodb)
    return dynamodb  # type: ignore[no-any-return] # the client of the kernel is untyped


@pytest.fixture
def s3_files(s3: S3Client) -> S3PeopleFiles:
    """Files in the bucket."""
    return S3PeopleFiles(s3, INTAKE)


@pytest.fixture
def dynamo_people(dynamodb: DynamoDBClient) -> DynamoPeopleStore:
    """People in the table, whose retries do not wait."""
    return DynamoPeopleStore(dynamodb, "people", pause=lambda _: None)


@pytest.fixture(params=["in-memory", "dynamodb"])
def table(request: pytest.FixtureRequest) -> PeopleTable:
    """An empty people table, for promises that the fake and the adapter keep alike."""
    if request.param == "in-memory":
        return InMemoryPeopleTable()
    return DynamoPeopleTable(request.getfixturevalue("dynamodb"), "people")
