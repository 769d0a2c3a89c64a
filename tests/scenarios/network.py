"""A network on the embedded cloud, used as its people use it: through the command, and by looking."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import requests

from cli.local_stage.home import PROJECT, StageHome
from cli.waiting import SystemPatience, wait_until
from shared.kernel.stage import StageDirectory, directory_parameter
from shared.nations.store import DynamoNationStore
from shared.rollouts.store import DynamoRolloutStore
from tests.scenarios.command import Done, run_command
from tests.stamps import ripe_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

STAGE = "test"
REGION = "eu-west-3"
ROOT = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
"""Keys of the emulated account's root user."""

LONGEST = timedelta(seconds=150)
"""A rollout of a dozen nations takes ten seconds; with workers killed, their visibility time-outs come on top."""


@dataclass(frozen=True)
class Network:
    """The stage `test`, in a folder of its own."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every command: no AWS settings at all."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "COV_"))}
        own = {"BANNERET_HOME": str(self.folder), "BANNERET_STAGE": STAGE}
        return kept | own | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

    def banneret(self, *words: str) -> Done:
        """Run a command to its end, without loading what all of them are made of."""
        return run_command(words, self.environment)

    def program(self, *words: str) -> Done:
        """Run a command to its end as people do: by the installed program."""
        program = [str(Path(sys.executable).with_name("banneret")), *words]
        told = subprocess.run(
            program,
            cwd=PROJECT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Done(code=told.returncode, out=told.stdout, err=told.stderr)

    @cached_property
    def home(self) -> StageHome:
        """What the command knows of the stage."""
        return StageHome.of(STAGE, self.environment)

    @property
    def endpoint(self) -> str:
        """Where the emulated cloud answers."""
        running = self.home.emulator()
        assert running, "the stage is up"
        return running.endpoint

    def processes(self) -> list[int]:
        """Return the numbers of the emulator and of what it started: they were told of this network's folder."""
        return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if self._is_told(path)]

    def _is_told(self, environment: Path) -> bool:
        try:
            return str(self.folder).encode() in environment.read_bytes()
        except OSError:
            # It ended while we looked, or is somebody else's.
            return False

    def client(self, service: str, **credentials: str) -> Any:
        """Return a client of the emulated cloud, as root unless told otherwise."""
        return self._client_of(service, tuple((credentials or ROOT).items()))

    @cached_property
    def _client_of(self) -> Callable[[str, tuple[tuple[str, str], ...]], Any]:
        """Make each client once: scenarios ask for one whenever they look whether something has come to pass."""
        # boto3's stubs know a client by a literal name only.
        make: Any = boto3.client
        return cache(lambda service, keys: make(service, region_name=REGION, endpoint_url=self.endpoint, **dict(keys)))

    def ripe_stamp(self, slug: str) -> str:
        """Return a stamp for a nation's forms that nobody has to wait for."""
        secret = self.directory.signing_secret
        return ripe_stamp(slug, secretsmanager=self.client("secretsmanager"), secret=secret)

    @cached_property
    def directory(self) -> StageDirectory:
        """Where the stage's parts are."""
        parameter = self.client("ssm").get_parameter(Name=directory_parameter(STAGE))["Parameter"]
        return StageDirectory.from_env(json.loads(parameter["Value"]))

    @cached_property
    def nations(self) -> DynamoNationStore:
        """The stage's nations."""
        return DynamoNationStore(self.client("dynamodb"), self.directory.network_table)

    @cached_property
    def rollouts(self) -> DynamoRolloutStore:
        """The stage's rollouts."""
        return DynamoRolloutStore(self.client("dynamodb"), self.directory.network_table)

    def report(self, rollout: str) -> Any:
        """Return a rollout's report as the command prints it."""
        return self.banneret("rollout", "report", rollout, "--json").json

    def await_state(self, rollout: str, *states: str) -> None:
        """Return when the rollout is in one of the states."""
        await_that(lambda: self.rollouts.get(rollout).state.value in states)

    def people_of(self, slug: str) -> dict[str, Any]:
        """Return a nation's people by their ids, as they are stored."""
        pages = (
            self.client("dynamodb")
            .get_paginator("query")
            .paginate(
                TableName=self.directory.people_table,
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues={":pk": {"S": f"NATION#{slug}"}},
            )
        )
        return {item["sk"]["S"]: item for page in pages for item in page["Items"]}

    def count(self, table: str) -> int:
        """Return how many items a table holds."""
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=table, Select="COUNT")
        return sum(page["Count"] for page in pages)

    def visit(self, path: str, *, host: str | None = None) -> requests.Response:
        """Ask CloudFront for a page, as a visitor does."""
        label = self.directory.site_host.partition(".")[0]
        port = self.endpoint.rpartition(":")[2]
        headers = {"host": host or f"{label}.cloudfront.localhost:{port}"}
        return requests.get(f"{self.endpoint}{path}", headers=headers, timeout=10, allow_redirects=False)


def await_that(holds: Callable[[], bool], *, at_most: timedelta = LONGEST) -> None:
    """Return when it holds; fail when it takes too long."""
    assert wait_until(holds, at_most=at_most, every=timedelta(seconds=0.2), patience=SystemPatience())


def broken_home() -> dict[str, Any]:
    """Return a home page that cannot be shown: it makes a nation poison."""
    return {"sk": "PAGE#home", "page": "home", "blocks": []}
