"""A whole rollout through its real functions, on AWS in memory, with every request counted.

`python -m tests.bench.counted_rollout <roster> <people>` prints `{function: {what: how often}}`.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from botocore.handlers import BUILTIN_HANDLERS

from infra.stacks.data import PEOPLE_LISTED
from infra.stages import PROD
from shared.kernel.aws import client
from shared.rollouts.request import InputFile, RolloutRequest
from shared.rollouts.rollout import Milestones, Rollout, RolloutState
from shared.rollouts.store import DynamoRolloutStore
from shared.rollouts.waves import WavePlan
from tests.bench.floor import listed
from tests.bench.ledger import Ledger
from tests.bench.sizes import Index
from tests.fakes.aws_in_memory import aws_in_memory
from tests.fakes.tables import create_network_table, create_people_table
from tests.integration.rollouts.machine import INTAKE, NETWORK, PEOPLE, SETTINGS, SIGNING, SITES, Machine

ROLLOUT = "bench"
NOW = datetime(2027, 5, 11, 12, tzinfo=UTC)
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-west-3"}
INDEXES = {
    NETWORK: Index(keys=("kind_pk", "kind_sk"), included=None),
    PEOPLE: Index(keys=("name_key",), included=frozenset(PEOPLE_LISTED)),
}
PIECES = {"range_bytes": PROD.people_import.range_bytes, "shard_bytes": PROD.people_import.shard_bytes}
"""Pieces as large as in production, so that their requests are told from the people's."""

INDEXED_SORTS = frozenset({"ROLLOUT", "NATION"})
"""Sort keys of the items that the index by kind lists."""


@dataclass(kw_only=True)
class CountingMachine(Machine):
    """A machine that says whose requests are to be counted."""

    ledger: Ledger
    log: io.StringIO

    def call(self, function: str, event: dict[str, Any]) -> Any:
        """Call a function, and count what it asks for and what it logs."""
        before = self.log.tell()
        with self.ledger.of(function):
            answer = super().call(function, event)
            self.ledger.add("log.bytes", self.log.tell() - before)
        return answer


def count(roster: Path, people: Path) -> dict[str, dict[str, float]]:
    """Roll the files out and return what each function asked of AWS."""
    os.environ.update(KEYS)
    ledger = Ledger(INDEXES, indexed_sorts=INDEXED_SORTS)
    BUILTIN_HANDLERS.extend([("before-send", ledger.hear_request), ("after-call.dynamodb", ledger.hear_answer)])
    # Around everything: a logger keeps to the output that it found when it was made.
    with redirect_stdout(io.StringIO()) as log, aws_in_memory(), pytest.MonkeyPatch.context() as environment:
        environment.setitem(SETTINGS, "plan_rollout", replace(SETTINGS["plan_rollout"], **PIECES))
        machine = CountingMachine(environment=environment, s3=client("s3"), ledger=ledger, log=log)
        prepare(machine, roster, people)
        machine.run(ROLLOUT)
        ledger.counts["provision_nation"]["files"] = len(listed(machine.s3, SITES))
    return {function: dict(counts) for function, counts in ledger.counts.items()}


def prepare(machine: Machine, roster: Path, people: Path) -> None:
    """Make what the infrastructure makes, and leave the rollout as its start does."""
    dynamodb = client("dynamodb")
    create_network_table(dynamodb)
    create_people_table(dynamodb)
    for bucket in (INTAKE, SITES):
        machine.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    client("sqs").create_queue(QueueName="nations")
    client("secretsmanager").create_secret(Name=SIGNING, SecretString="secret")
    request = RolloutRequest(
        name=ROLLOUT, roster=uploaded(machine, roster), people=uploaded(machine, people), waves=WavePlan.parse("5,rest")
    )
    rollout = Rollout(
        id=ROLLOUT,
        request=request,
        state=RolloutState.PLANNING,
        attempt=1,
        created_at=NOW,
        milestones=Milestones(started_at=NOW),
    )
    DynamoRolloutStore(dynamodb, NETWORK).create(rollout)


def uploaded(machine: Machine, path: Path) -> InputFile:
    """Upload a file as the command does."""
    body = path.read_bytes()
    file = InputFile(sha256=sha256(body).hexdigest(), file_name=path.name, size=len(body))
    machine.s3.put_object(Bucket=INTAKE, Key=file.key, Body=body)
    return file


if __name__ == "__main__":
    sys.stdout.write(json.dumps(count(*map(Path, sys.argv[1:]))))
