"""What a function may do with the keys it is given: its own work, and nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from tests.scenarios.network import STAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")


def keys_of(network: Network, function: str) -> dict[str, str]:
    """Return what a function is given to work with: the keys of its role."""
    name = f"banneret-{STAGE}-{function}"
    role = network.client("lambda").get_function_configuration(FunctionName=name)["Role"]
    keys = network.client("sts").assume_role(RoleArn=role, RoleSessionName="scenario")["Credentials"]
    return {
        "aws_access_key_id": keys["AccessKeyId"],
        "aws_secret_access_key": keys["SecretAccessKey"],
        "aws_session_token": keys["SessionToken"],
    }


def read_people(network: Network, keys: dict[str, str]) -> None:
    """Read somebody's data."""
    network.client("dynamodb", **keys).query(
        TableName=network.directory.people_table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "NATION#d13-01"}},
    )


def delete_a_person(network: Network, keys: dict[str, str]) -> None:
    """Take somebody out."""
    key = {"pk": {"S": "NATION#d13-01"}, "sk": {"S": "PERSON#0"}}
    network.client("dynamodb", **keys).delete_item(TableName=network.directory.people_table, Key=key)


def delete_a_nation(network: Network, keys: dict[str, str]) -> None:
    """Take a nation out."""
    key = {"pk": {"S": "NATION#d13-01"}, "sk": {"S": "NATION"}}
    network.client("dynamodb", **keys).delete_item(TableName=network.directory.network_table, Key=key)


def publish_a_page(network: Network, keys: dict[str, str]) -> None:
    """Put a page where the public reads it."""
    bucket = network.directory.site_bucket
    network.client("s3", **keys).put_object(Bucket=bucket, Key="d13-01/index.html", Body=b"defaced")


def read_uploads(network: Network, keys: dict[str, str]) -> None:
    """Read what HQ uploaded."""
    network.client("s3", **keys).get_object(Bucket=network.directory.intake_bucket, Key="uploads/0/people.csv")


def start_a_rollout(network: Network, keys: dict[str, str]) -> None:
    """Set the state machine going."""
    network.client("stepfunctions", **keys).start_execution(stateMachineArn=network.directory.rollout_machine)


FORBIDDEN = {
    read_people: ("sort-people", "provision-nation", "report-rollout", "serve-network-api"),
    publish_a_page: ("load-people", "plan-rollout", "judge-wave"),
    read_uploads: ("load-people", "provision-nation", "judge-wave"),
    start_a_rollout: ("plan-rollout", "provision-nation"),
    delete_a_person: ("load-people",),
    delete_a_nation: ("provision-nation",),
}


@pytest.mark.parametrize(
    ("function", "deed"),
    [
        pytest.param(function, deed, id=f"{function} {deed.__name__}")
        for deed, functions in FORBIDDEN.items()
        for function in functions
    ],
)
def test_a_function_may_not(network: Network, function: str, deed: Callable[[Network, dict[str, str]], None]) -> None:
    keys = keys_of(network, function)

    with pytest.raises(ClientError, match="AccessDenied"):
        deed(network, keys)


def test_the_loader_alone_reads_people(network: Network) -> None:
    read_people(network, keys_of(network, "load-people"))
