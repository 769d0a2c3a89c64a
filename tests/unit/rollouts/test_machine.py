"""The state machine as Step Functions runs it, in memory: attempts that run, that were stopped, that never began."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from shared.kernel.aws import client
from shared.rollouts.machine import StepFunctionsMachine
from shared.rollouts.rollout import Scope

WAITING = json.dumps({"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 60, "End": True}}})


@pytest.fixture
def machine(aws: None) -> StepFunctionsMachine:
    states = client("stepfunctions")
    role = "arn:aws:iam::123456789012:role/machine"
    made = states.create_state_machine(name="rollout", definition=WAITING, roleArn=role)
    return StepFunctionsMachine(states, made["stateMachineArn"])


def test_an_attempt_runs_until_it_is_stopped_and_then_says_since_when(machine: StepFunctionsMachine) -> None:
    machine.start("may", attempt=1, scope=Scope.UNFINISHED)
    assert (machine.is_running("may", attempt=1), machine.ended_at("may", attempt=1)) == (True, None)
    before = datetime.now(UTC)

    for _ in range(2):
        machine.stop("may", attempt=1, reason="wrong roster")

    ended = machine.ended_at("may", attempt=1)
    assert not machine.is_running("may", attempt=1)
    assert ended is not None
    assert abs((ended - before).total_seconds()) < 60


def test_an_attempt_that_never_began_neither_runs_nor_has_ended_and_may_be_stopped(
    machine: StepFunctionsMachine,
) -> None:
    machine.stop("may", attempt=1, reason="wrong roster")

    assert not machine.is_running("may", attempt=1)
    assert machine.ended_at("may", attempt=1) is None
