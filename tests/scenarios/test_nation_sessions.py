"""What the console may do inside a nation: as much as the embedded cloud knows of IAM, it holds it to that.

It knows sessions' policies, objects and actions, and nothing of items' leading keys: tests/stacks/test_isolation.py
has those judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from shared.access.credentials import NationCredentials
from shared.access.narrowing import Ground
from shared.kernel.clock import SystemClock
from tests.scenarios.network import STAGE
from tests.scenarios.test_permissions import keys_of

if TYPE_CHECKING:
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

OWN, OTHER = "session-one", "session-two"


def sessions(network: Network, keys: dict[str, str]) -> NationCredentials:
    """Return what begins sessions inside nations with somebody's keys; without any, with the root user's."""
    names = network.directory
    return NationCredentials(
        network.client("sts", **keys),
        role_arn=network.client("iam").get_role(RoleName=f"banneret-{STAGE}-nation")["Role"]["Arn"],
        ground=Ground(
            people_table=names.people_table,
            network_table=names.network_table,
            site_bucket=names.site_bucket,
            intake_bucket=names.intake_bucket,
        ),
        clock=SystemClock(),
    )


def inside(network: Network, keys: dict[str, str], slug: str, *, may_write: bool) -> dict[str, str]:
    """Return the keys of a session inside a nation, begun with somebody's keys; without any, with the root user's."""
    session = sessions(network, keys).of(slug, may_write=may_write)
    return {
        "aws_access_key_id": session.key_id,
        "aws_secret_access_key": session.secret,
        "aws_session_token": session.token,
    }


@pytest.fixture
def reader(network: Network) -> dict[str, str]:
    """The keys of the console's session that reads."""
    return inside(network, keys_of(network, "serve-console"), OWN, may_write=False)


@pytest.fixture
def writer(network: Network) -> dict[str, str]:
    """The keys of the console's session that writes."""
    return inside(network, keys_of(network, "serve-console"), OWN, may_write=True)


def put_page(network: Network, keys: dict[str, str], slug: str) -> None:
    bucket = network.directory.site_bucket
    network.client("s3", **keys).put_object(Bucket=bucket, Key=f"{slug}/session.html", Body=b"a page")


def page_of(network: Network, keys: dict[str, str], slug: str) -> bytes:
    body: Any = network.client("s3", **keys).get_object(
        Bucket=network.directory.site_bucket, Key=f"{slug}/session.html"
    )
    content: bytes = body["Body"].read()
    return content


def test_a_session_writes_and_reads_its_own_nations_pages(
    network: Network, reader: dict[str, str], writer: dict[str, str]
) -> None:
    put_page(network, writer, OWN)

    assert page_of(network, reader, OWN) == b"a page"


def test_a_session_reaches_no_other_nations_pages(
    network: Network, reader: dict[str, str], writer: dict[str, str]
) -> None:
    put_page(network, {}, OTHER)

    with pytest.raises(ClientError, match="AccessDenied"):
        page_of(network, reader, OTHER)
    with pytest.raises(ClientError, match="AccessDenied"):
        put_page(network, writer, OTHER)


def test_a_session_that_reads_writes_nothing(network: Network, reader: dict[str, str]) -> None:
    item = {"pk": {"S": f"NATION#{OWN}"}, "sk": {"S": "SESSION"}}

    with pytest.raises(ClientError, match="AccessDenied"):
        put_page(network, reader, OWN)
    with pytest.raises(ClientError, match="AccessDenied"):
        network.client("dynamodb", **reader).put_item(TableName=network.directory.people_table, Item=item)


def test_a_session_that_writes_takes_back_what_it_wrote_and_one_that_reads_does_not(
    network: Network, reader: dict[str, str], writer: dict[str, str]
) -> None:
    key = {"pk": {"S": f"NATION#{OWN}"}, "sk": {"S": "DRAFT#session"}}
    for table in (network.directory.people_table, network.directory.network_table):
        network.client("dynamodb", **writer).put_item(TableName=table, Item=key)

        with pytest.raises(ClientError, match="AccessDenied"):
            network.client("dynamodb", **reader).delete_item(TableName=table, Key=key)
        network.client("dynamodb", **writer).delete_item(TableName=table, Key=key)

        assert "Item" not in network.client("dynamodb").get_item(TableName=table, Key=key)


def test_a_session_scans_nothing(network: Network, writer: dict[str, str]) -> None:
    for table in (network.directory.people_table, network.directory.network_table):
        with pytest.raises(ClientError, match="AccessDenied"):
            network.client("dynamodb", **writer).scan(TableName=table)


def test_nobody_but_the_console_begins_a_session(network: Network) -> None:
    for keys in ({}, keys_of(network, "take-action"), keys_of(network, "serve-network-api")):
        with pytest.raises(ClientError, match="AccessDenied"):
            inside(network, keys, OWN, may_write=False)


def test_the_console_by_itself_reaches_neither_people_nor_pages(network: Network) -> None:
    keys = keys_of(network, "serve-console")
    put_page(network, {}, OWN)

    with pytest.raises(ClientError, match="AccessDenied"):
        page_of(network, keys, OWN)
    with pytest.raises(ClientError, match="AccessDenied"):
        network.client("dynamodb", **keys).get_item(
            TableName=network.directory.people_table,
            Key={"pk": {"S": f"NATION#{OWN}"}, "sk": {"S": "PERSON#0"}},
        )
