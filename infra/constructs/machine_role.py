"""What the state machine may do, spelled out: CDK's own grants would reach every version of each function."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.constructs.grants import name_in_findings
from infra.nag import acknowledge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_s3 as s3
    from aws_cdk import aws_sqs as sqs

WITHOUT_RESOURCES = [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
]
"""What log delivery and tracing take: actions that know no resources."""


class MachineRole(Construct):
    """The role of the state machine `machine`, to which nothing adds by itself."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        machine: str,
        functions: Sequence[lambda_.IFunction],
        nations: sqs.IQueue,
        intake: s3.IBucket,
        key: kms.IKey,
    ) -> None:
        super().__init__(scope, id_)
        self.name = machine
        self._role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        self._allow("lambda:InvokeFunction", on=[function.function_arn for function in functions])
        self._allow("sqs:SendMessage", on=[nations.queue_arn])
        self._allow("kms:Decrypt", "kms:GenerateDataKey", on=[key.key_arn])
        self._read_items(intake)
        self._run_children()
        self._log_and_trace()
        self.role = self._role.without_policy_updates()

    def _allow(self, *actions: str, on: Sequence[str]) -> None:
        self._role.add_to_policy(iam.PolicyStatement(actions=list(actions), resources=list(on)))

    def _read_items(self, intake: s3.IBucket) -> None:
        self._allow("s3:GetObject", on=[intake.arn_for_objects("rollouts/*")])
        acknowledge(
            self,
            f"AwsSolutions-IAM5[Resource::{name_in_findings(intake)}/rollouts/*]",
            reason="The lists that the maps read lie in the folder of a rollout, which is named when it starts.",
        )

    def _run_children(self) -> None:
        """A distributed map starts its children on the machine itself, watches them and stops them."""
        children = [self._arn("execution", f"{self.name}:*"), self._arn("execution", f"{self.name}/*")]
        self._allow("states:StartExecution", on=[self._arn("stateMachine", self.name)])
        self._allow("states:DescribeExecution", "states:StopExecution", on=children)
        acknowledge(
            self,
            *(f"AwsSolutions-IAM5[Resource::{self._readable(arn)}]" for arn in children),
            reason="The children of the machine's maps get their names when they start.",
        )

    def _log_and_trace(self) -> None:
        self._allow(*WITHOUT_RESOURCES, on=["*"])
        acknowledge(
            self,
            "AwsSolutions-IAM5[Resource::*]",
            reason="Log delivery and X-Ray know no resources: their actions are granted on all of them or on none.",
        )

    def _arn(self, resource: str, name: str) -> str:
        return cdk.Stack.of(self).format_arn(
            service="states", resource=resource, arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME, resource_name=name
        )

    def _readable(self, arn: str) -> str:
        """Return the ARN as cdk-nag names it in a finding."""
        stack = cdk.Stack.of(self)
        return arn.replace(stack.partition, "<AWS::Partition>").replace(stack.account, "<AWS::AccountId>")
