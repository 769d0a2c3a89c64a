from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from cli.address import addresses
from cli.cloud import Cloud
from cli.errors import StageNotDeployed
from cli.stage import connect, read_directory
from infra.config import Domain
from infra.stages import STAGES
from shared.kernel.aws import client
from shared.kernel.stage import directory_parameter
from shared.sites.files import NETWORK
from tests.unit.cli.desk import DIRECTORY

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Cloud(region="eu-west-3", endpoint="http://127.0.0.1:4599")
AWS = Cloud(region="eu-west-3")


def test_the_emulators_clients_see_none_of_the_callers_aws_settings() -> None:
    environment = {"PATH": "/bin", "AWS_PROFILE": "broken", "AWS_SESSION_TOKEN": "old"}

    HERE.enter(environment)

    assert "AWS_PROFILE" not in environment
    assert "AWS_SESSION_TOKEN" not in environment
    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4599"
    assert (environment["PATH"], environment["AWS_REGION"]) == ("/bin", "eu-west-3")


def test_aws_is_reached_as_the_caller_is_signed_in_but_in_the_stages_region() -> None:
    environment = {"AWS_PROFILE": "mine", "AWS_REGION": "us-east-1"}

    AWS.enter(environment)

    assert environment == {"AWS_PROFILE": "mine", "AWS_REGION": "eu-west-3", "AWS_DEFAULT_REGION": "eu-west-3"}


@pytest.mark.parametrize(
    ("cloud", "certificate", "address"),
    [
        (HERE, None, "http://d123.cloudfront.localhost:4599/paris-6/"),
        (AWS, "arn:aws:acm:…", "https://paris-6.banneret.localhost/"),
        (AWS, None, "https://d123.cloudfront.net/paris-6/"),
    ],
    ids=["emulator", "own domain", "no certificate"],
)
def test_a_site_opens_where_its_cloud_has_it(cloud: Cloud, certificate: str | None, address: str) -> None:
    domain = Domain(name="banneret.localhost", certificate=certificate)

    assert addresses(DIRECTORY, domain=domain, cloud=cloud)("paris-6") == address


def test_the_networks_own_site_opens_at_the_root_of_its_domain() -> None:
    domain = Domain(name="banneret.localhost", certificate="arn:aws:acm:…")

    assert addresses(DIRECTORY, domain=domain, cloud=AWS)(NETWORK) == "https://banneret.localhost/"
    assert (
        addresses(DIRECTORY, domain=Domain(name="x.example"), cloud=AWS)(NETWORK)
        == "https://d123.cloudfront.net/network/"
    )


@pytest.fixture
def write_directory(aws: None) -> Callable[[str], None]:
    """Write what a deployment writes last."""

    def write(text: str) -> None:
        client("ssm").put_parameter(Name=directory_parameter("local"), Value=text, Type="String")

    return write


def test_a_stage_is_opened_by_the_directory_that_its_deployment_wrote(write_directory: Callable[[str], None]) -> None:
    write_directory(json.dumps(DIRECTORY.to_env()))

    stage = connect(STAGES["local"], HERE)

    assert stage.directory == DIRECTORY
    assert stage.address_of("lyon-1") == "http://d123.cloudfront.localhost:4599/lyon-1/"
    assert stage.site_maker().banner.network_domain == "banneret.localhost"


def test_a_stage_without_a_directory_is_not_deployed_or_only_half(aws: None) -> None:
    with pytest.raises(StageNotDeployed, match="stage local is not deployed, or only half: run `banneret up"):
        read_directory("local", client("ssm"))


@pytest.mark.parametrize("text", ["no json", '{"NETWORK_TABLE": "network"}'])
def test_a_directory_of_another_version_is_told(text: str, write_directory: Callable[[str], None]) -> None:
    write_directory(text)

    with pytest.raises(StageNotDeployed, match="another version"):
        read_directory("local", client("ssm"))


def test_a_refusal_to_read_the_directory_is_not_taken_for_a_missing_one(aws: None) -> None:
    class Refusing:
        def get_parameter(self, **_names: Any) -> Any:
            raise ClientError({"Error": {"Code": "AccessDeniedException"}}, "GetParameter")

    with pytest.raises(ClientError):
        read_directory("local", Refusing())
