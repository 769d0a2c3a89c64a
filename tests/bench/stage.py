"""A stage of the benchmark's own on this machine: brought up, given a rollout, taken down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import boto3

from cli.cloud import ROOT_KEY
from cli.local_stage.home import HOME_VARIABLE
from cli.stage import read_directory
from infra.bundling import ROOT
from infra.stages import LOCAL
from tests.bench.workbench import sample

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.stage import StageDirectory
    from tests.bench.workbench import Workbench


ROOT_SESSION = {"aws_access_key_id": ROOT_KEY, "aws_secret_access_key": ROOT_KEY}
TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchStage:
    """A stage that stands; its clients are the root user's, or those of a role with the session that is given."""

    endpoint: str
    session: Mapping[str, str] = field(default_factory=lambda: ROOT_SESSION)

    def client(self, service: str) -> Any:
        """Return an ordinary client of boto3."""
        make: Any = boto3.client
        return make(service, endpoint_url=self.endpoint, region_name=LOCAL.region, **self.session)

    def as_role(self) -> BenchStage:
        """Return the stage as somebody sees it whose permissions are checked, as a function's are."""
        statement = {"Effect": "Allow", "Action": ["dynamodb:*", "s3:*"], "Resource": "*"}
        iam, name = self.client("iam"), f"bench-{uuid4()}"
        role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(TRUST))["Role"]["Arn"]
        iam.put_role_policy(RoleName=name, PolicyName="all", PolicyDocument=policy(statement))
        given = self.client("sts").assume_role(RoleArn=role, RoleSessionName="bench")["Credentials"]
        session = {
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }
        return replace(self, session=session)

    def directory(self) -> StageDirectory:
        """Return the names of the stage's parts."""
        return read_directory(LOCAL.name, self.client("ssm"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedRollout:
    """A rollout that went through the real stacks, and its report."""

    stage: BenchStage
    report: dict[str, Any]

    @property
    def id(self) -> str:
        """The rollout's id."""
        return str(self.report["rollout"])

    @property
    def seconds(self) -> float:
        """From its start to its report."""
        return float(self.report["seconds"]["total"])


@cache
def standing_stage(bench: Workbench) -> BenchStage:
    """Bring a stage up, once for all who ask."""
    home = home_of(bench)
    bench.stack.callback(banneret, "down", home=home)
    return BenchStage(endpoint=banneret("up", "--port", str(free_port()), home=home)["endpoint"])


@cache
def finished_rollout(bench: Workbench) -> FinishedRollout:
    """Roll the sample out on the stage, once for all who ask."""
    stage = standing_stage(bench)
    files = sample(bench.folder, nations=bench.nations, people=bench.people)
    inputs = ("--roster", str(files / "roster.csv"), "--people", str(files / "people.csv"))
    report = banneret("rollout", "start", *inputs, "--name", "bench", "--watch", home=home_of(bench))
    return FinishedRollout(stage=stage, report=report)


def home_of(bench: Workbench) -> Path:
    """Return the folder that the command keeps the stage in."""
    return bench.folder / "home"


def policy(*statements: Mapping[str, object]) -> str:
    """Return an IAM policy."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def banneret(*arguments: str, home: Path) -> dict[str, Any]:
    """Run the command as a user does; return the document it prints. Raises CalledProcessError."""
    command = [str(Path(sys.executable).with_name("banneret")), *arguments, "--json"]
    environment = {**os.environ, HOME_VARIABLE: str(home)}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
