from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from cli import account as module
from cli.account import AwsAccount
from shared.kernel.aws import client

TEMPLATE = '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}'


def test_an_account_has_a_number(aws: None) -> None:
    assert AwsAccount().number() == "123456789012"


def test_an_account_is_bootstrapped_once_the_cdks_own_stack_stands(aws: None) -> None:
    assert not AwsAccount().is_bootstrapped()

    client("cloudformation").create_stack(StackName="CDKToolkit", TemplateBody=TEMPLATE)

    assert AwsAccount().is_bootstrapped()


def test_the_messages_of_a_queue_are_counted(aws: None) -> None:
    sqs = client("sqs")
    queue = sqs.create_queue(QueueName="dead")["QueueUrl"]
    sqs.send_message(QueueUrl=queue, MessageBody="x")

    assert AwsAccount().messages_in(queue) == 1


def test_messages_that_rest_or_are_on_their_way_are_counted_as_well(aws: None) -> None:
    sqs = client("sqs")
    queue = sqs.create_queue(QueueName="waiting")["QueueUrl"]
    for seconds in (0, 60):
        sqs.send_message(QueueUrl=queue, MessageBody="x", DelaySeconds=seconds)
    sqs.receive_message(QueueUrl=queue, VisibilityTimeout=60)

    assert AwsAccount().messages_in(queue) == 2


def test_only_alarms_of_the_stage_that_ring_are_named(aws: None) -> None:
    cloudwatch = client("cloudwatch")
    for name in ("banneret-prod-stalled", "other-stalled"):
        cloudwatch.put_metric_alarm(
            AlarmName=name, EvaluationPeriods=1, ComparisonOperator="GreaterThanThreshold", Threshold=1
        )
        cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="a test")

    assert AwsAccount().alarms("banneret-prod-") == ("banneret-prod-stalled",)


class Answering:
    """A client of a service that answers every question alike."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def __getattr__(self, _question: str) -> Any:
        return self._reply

    def _reply(self, **_words: Any) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_the_quota_is_what_the_account_grants_all_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"AccountLimit": {"ConcurrentExecutions": 10}}
    monkeypatch.setattr(module, "client", lambda _service: Answering(answer))

    assert AwsAccount().function_quota() == 10


def test_a_refusal_is_not_taken_for_an_account_that_is_not_bootstrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = ClientError({"Error": {"Code": "AccessDenied"}}, "DescribeStacks")
    monkeypatch.setattr(module, "client", lambda _service: Answering(refusal))

    with pytest.raises(ClientError):
        AwsAccount().is_bootstrapped()
