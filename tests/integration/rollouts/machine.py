"""The rollout's functions, called as the state machine and the queue call them, against AWS in memory.

What the real state machine adds (maps, waits, time-outs) is proven by the scenarios
on the embedded cloud; here every handler runs for real, with its own settings.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from shared.rollouts.paths import wave_key
from shared.rollouts.settings import (
    AskApprovalSettings,
    FailDeadLettersSettings,
    JudgeWaveSettings,
    LoadPeopleSettings,
    PlanRolloutSettings,
    ProvisionNationSettings,
    RecordFailureSettings,
    ReportRolloutSettings,
    SettleImportSettings,
    SortPeopleSettings,
)
from tests.fakes.context import A_CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from shared.kernel.settings import Settings

NETWORK, PEOPLE, INTAKE, SITES = "network", "people", "intake", "sites"
SIGNING = "signing"
QUEUE = "https://sqs.eu-west-3.amazonaws.com/123456789012/nations"
RECEIVES = 3
"""Tries of a message before it is a dead letter, as the queue's redrive policy says."""

SETTINGS: dict[str, Settings] = {
    "plan_rollout": PlanRolloutSettings(
        network_table=NETWORK,
        people_table=PEOPLE,
        intake_bucket=INTAKE,
        country="FR",
        range_bytes=2_000,
        shard_bytes=4_000,
        straggle_seconds=90,
    ),
    "sort_people": SortPeopleSettings(network_table=NETWORK, intake_bucket=INTAKE, country="FR"),
    "load_people": LoadPeopleSettings(network_table=NETWORK, people_table=PEOPLE, intake_bucket=INTAKE),
    "settle_import": SettleImportSettings(network_table=NETWORK, intake_bucket=INTAKE),
    "provision_nation": ProvisionNationSettings(
        network_table=NETWORK,
        intake_bucket=INTAKE,
        site_bucket=SITES,
        network_domain="banneret.example",
        country="FR",
        nations_queue=QUEUE,
        retry_seconds=1,
        at_once=2,
        signing_secret=SIGNING,
    ),
    "record_failure": RecordFailureSettings(network_table=NETWORK),
    "judge_wave": JudgeWaveSettings(network_table=NETWORK),
    "ask_approval": AskApprovalSettings(network_table=NETWORK),
    "report_rollout": ReportRolloutSettings(network_table=NETWORK, intake_bucket=INTAKE),
    "fail_dead_letters": FailDeadLettersSettings(network_table=NETWORK),
}


@dataclass
class Machine:
    """Runs an attempt step by step; `approves` answers the gates that ask."""

    environment: pytest.MonkeyPatch
    s3: Any
    approves: bool = False
    asked: list[int] = field(default_factory=list)

    def call(self, function: str, event: dict[str, Any]) -> Any:
        """Call a function as Lambda would."""
        for name, value in SETTINGS[function].to_env().items():
            self.environment.setenv(name, value)
        handler = import_module(f"functions.{function}.handler").lambda_handler
        return handler(event, A_CONTEXT)

    def run(self, rollout_id: str, *, attempt: int = 1, scope: str = "unfinished") -> dict[str, Any]:
        """Run an attempt from plan to report; return what the report's function answers."""
        order = {"rollout_id": rollout_id, "attempt": attempt, "scope": scope}
        plan = self.call("plan_rollout", order)
        if plan["import_people"]:
            self._import(order)
        self.call("settle_import", order)
        outcome = "done" if not plan["waves"] else self._waves(order, plan["waves"])
        ended: dict[str, Any] = self.call("report_rollout", {**order, "outcome": outcome})
        return ended

    def _import(self, order: dict[str, Any]) -> None:
        for function, listing in (("sort_people", "ranges"), ("load_people", "shards")):
            for item in self._listing(f"rollouts/{order['rollout_id']}/{listing}.json"):
                self.call(function, {**order, **item})

    def _waves(self, order: dict[str, Any], waves: int) -> str:
        wave = 0
        while True:
            self.provision(order, self._slugs(order, wave))
            judged = self.call("judge_wave", {**order, "wave": wave, "waves": waves})
            wave = judged["wave"]
            if judged["verdict"] == "finish":
                return "done"
            if judged["verdict"] == "pause" and not self._approved(order, wave):
                return "aborted"

    def _approved(self, order: dict[str, Any], wave: int) -> bool:
        self.call("ask_approval", {**order, "wave": wave, "task_token": f"approval-{wave}"})
        self.asked.append(wave)
        return self.approves

    def provision(self, order: dict[str, Any], slugs: Iterable[str]) -> None:
        """Send the nations through the queue: each tried up to three times, then a dead letter."""
        messages = [a_message(order, slug) for slug in slugs]
        for _ in range(RECEIVES):
            answer = self.call("provision_nation", {"Records": messages})
            failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
            messages = [message for message in messages if message["messageId"] in failed]
            if not messages:
                return
        assert self.call("fail_dead_letters", {"Records": messages}) == {"batchItemFailures": []}

    def _slugs(self, order: dict[str, Any], wave: int) -> list[str]:
        key = wave_key(order["rollout_id"], attempt=order["attempt"], wave=wave)
        return [item["slug"] for item in self._listing(key)]

    def _listing(self, key: str) -> list[dict[str, Any]]:
        listing: list[dict[str, Any]] = json.loads(self.s3.get_object(Bucket=INTAKE, Key=key)["Body"].read())
        return listing


def a_message(order: dict[str, Any], slug: str) -> dict[str, Any]:
    """Return a message of the nations' queue as Lambda receives it."""
    command = {"rollout_id": order["rollout_id"], "attempt": order["attempt"], "slug": slug, "task_token": f"t-{slug}"}
    return {
        "messageId": slug,
        "receiptHandle": f"receipt-{slug}",
        "body": json.dumps(command),
        "attributes": {},
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-west-3:123456789012:nations",
        "awsRegion": "eu-west-3",
    }
