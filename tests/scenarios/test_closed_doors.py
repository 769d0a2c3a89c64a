"""What nobody may do, and what never leaves: permissions, the API's door, personal data in logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from tests.scenarios.inputs import write_inputs
from tests.scenarios.network import REGION, STAGE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("cloud")


def signed(network: Network, method: str, path: str) -> requests.Response:
    """Send a signed request to the API, where the emulator reaches it without DNS."""
    url = f"{network.endpoint}/_aws/execute-api/{api_id(network)}/$default{path}"
    request = AWSRequest(method, url)
    SigV4Auth(Credentials("test", "test"), "execute-api", REGION).add_auth(request)
    return requests.request(method, url, headers=dict(request.headers), timeout=30)


def api_id(network: Network) -> str:
    """Return the id of the stage's API."""
    return network.directory.api_url.partition("//")[2].partition(".")[0]


def credentials_of(network: Network, function: str) -> dict[str, str]:
    """Return what a function is given to work with: the keys of its role."""
    role = network.client("lambda").get_function(FunctionName=f"banneret-{STAGE}-{function}")["Configuration"]["Role"]
    keys = network.client("sts").assume_role(RoleArn=role, RoleSessionName="scenario")["Credentials"]
    return {
        "aws_access_key_id": keys["AccessKeyId"],
        "aws_secret_access_key": keys["SecretAccessKey"],
        "aws_session_token": keys["SessionToken"],
    }


@pytest.mark.parametrize("function", ["sort-people", "provision-nation", "report-rollout", "serve-network-api"])
def test_a_function_that_needs_no_people_cannot_read_them(network: Network, function: str) -> None:
    dynamodb = network.client("dynamodb", **credentials_of(network, function))

    with pytest.raises(ClientError, match="AccessDenied"):
        dynamodb.query(
            TableName=network.directory.people_table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": "NATION#d13-01"}},
        )


def test_only_its_own_work_is_open_to_the_loader(network: Network) -> None:
    keys = credentials_of(network, "load-people")

    with pytest.raises(ClientError, match="AccessDenied"):
        network.client("dynamodb", **keys).delete_item(
            TableName=network.directory.people_table, Key={"pk": {"S": "a"}, "sk": {"S": "b"}}
        )
    with pytest.raises(ClientError, match="AccessDenied"):
        network.client("s3", **keys).put_object(Bucket=network.directory.site_bucket, Key="x/index.html", Body=b"x")


@pytest.mark.parametrize("bucket", ["intake_bucket", "site_bucket"])
def test_no_bucket_answers_an_unsigned_request(network: Network, bucket: str) -> None:
    name = getattr(network.directory, bucket)

    assert requests.get(f"{network.endpoint}/{name}/", timeout=10).status_code == 403


def test_the_api_answers_signed_requests_only(network: Network) -> None:
    bare = requests.get(f"{network.endpoint}/_aws/execute-api/{api_id(network)}/$default/rollouts", timeout=30)

    assert bare.status_code in (401, 403)
    assert signed(network, "GET", "/rollouts").status_code == 200


def test_the_api_describes_itself_and_answers_errors_as_problems(network: Network) -> None:
    assert signed(network, "GET", "/openapi.json").json()["openapi"].startswith("3.1")

    missing = signed(network, "GET", "/nations/atlantis")

    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")


def test_no_personal_data_and_no_token_reaches_a_log(network: Network, tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path, "62", nations=2, people=20)
    done = network.banneret("rollout", "start", *inputs.words(), "--name", "Discreet", "--watch")

    assert done.code == 0, done.said
    lines = all_log_lines(network)
    assert any("nation ready" in line for line in lines)
    for secret in ("example.org", "Nomdefamille", "Prénom1", "612345678", "Candidate d62"):
        assert not [line for line in lines if secret in line]


def all_log_lines(network: Network) -> list[str]:
    """Return everything that any function of the stage has logged."""
    logs: Any = network.client("logs")
    groups = [group for page in logs.get_paginator("describe_log_groups").paginate() for group in page["logGroups"]]
    return [
        event["message"]
        for group in groups
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
        for event in page["events"]
    ]
