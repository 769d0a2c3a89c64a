"""What the command asks of the account itself, beside what the use cases do in it."""

from __future__ import annotations

from typing import Protocol

from botocore.exceptions import ClientError

from shared.kernel.aws import client, error_code

BOOTSTRAP_STACK = "CDKToolkit"
"""The stack with the CDK's own bucket and roles, one an account and region."""

BOOTSTRAPPED = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"})
"""States of that stack in which it may be used."""


class Account(Protocol):
    """The account of the cloud that this process has entered."""

    def number(self) -> str:
        """Return the account's number, which shows that the credentials are good."""

    def caller(self) -> str:
        """Return who gives the commands, as IAM knows them: an ARN."""

    def is_bootstrapped(self) -> bool:
        """Tell whether the CDK has prepared the account and region."""

    def function_quota(self) -> int:
        """Return how many functions may run at once."""

    def messages_in(self, queue: str) -> int:
        """Return about how many messages are in a queue, given by its URL, those that rest or are in hand as well."""

    def alarms(self, prefix: str) -> tuple[str, ...]:
        """Return the names of the alarms that ring, of those whose name has the prefix."""


class AwsAccount:
    """The account as AWS tells of it; every client is made when it is needed, since the cloud is entered late."""

    def number(self) -> str:
        """Return the account's number, which shows that the credentials are good."""
        return str(client("sts").get_caller_identity()["Account"])

    def caller(self) -> str:
        """Return who gives the commands, as IAM knows them: an ARN."""
        return str(client("sts").get_caller_identity()["Arn"])

    def is_bootstrapped(self) -> bool:
        """Tell whether the CDK has prepared the account and region."""
        try:
            stacks = client("cloudformation").describe_stacks(StackName=BOOTSTRAP_STACK)["Stacks"]
        except ClientError as error:
            if error_code(error) == "ValidationError":  # CloudFormation's word for a stack that does not exist.
                return False
            raise
        return any(stack["StackStatus"] in BOOTSTRAPPED for stack in stacks)

    def function_quota(self) -> int:
        """Return how many functions may run at once."""
        return int(client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"])

    def messages_in(self, queue: str) -> int:
        """Return about how many messages are in a queue, given by its URL, those that rest or are in hand as well."""
        names = [f"ApproximateNumberOfMessages{where}" for where in ("", "NotVisible", "Delayed")]
        told = client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
        return sum(int(told.get(name, 0)) for name in names)

    def alarms(self, prefix: str) -> tuple[str, ...]:
        """Return the names of the alarms that ring, of those whose name has the prefix."""
        pages = client("cloudwatch").get_paginator("describe_alarms")
        ringing = pages.paginate(StateValue="ALARM", AlarmNamePrefix=prefix)
        return tuple(alarm["AlarmName"] for page in ringing for alarm in page["MetricAlarms"])
