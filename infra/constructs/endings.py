"""How a rollout ends: done, aborted or failed; the network's own site shows what came of it, and a report says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.constructs.steps import lambda_step
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_stepfunctions_tasks as tasks

    from infra.config import StageConfig
    from infra.constructs.machine import MachineFunctions

ERROR = "$.error"
"""Where a step's error is kept for the report: `{"Error", "Cause"}`."""


class Endings(Construct):
    """The three ends that other steps lead to."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig, functions: MachineFunctions) -> None:
        super().__init__(scope, id_)
        report = self._reporting(stage, functions.report_rollout)
        self._last = self._publishing(stage, functions.publish_network)
        self._last.add_catch(report, result_path=sfn.JsonPath.DISCARD)
        self._last.next(report)
        self.done = self._outcome("Done", RolloutState.DONE)
        self.aborted = self._outcome("Aborted", RolloutState.ABORTED)
        self.failed = self._outcome("Failed", RolloutState.FAILED)

    def catch_failure(self, step: tasks.LambdaInvoke | sfn.DistributedMap) -> None:
        """End the rollout as failed, with the step's error, when its repetitions are used up."""
        step.add_catch(self.failed, result_path=ERROR)

    def _publishing(self, stage: StageConfig, publish_network: lambda_.Function) -> tasks.LambdaInvoke:
        """Show on the network's own site what is there now; the clock will, if this fails, and the report is due."""
        return lambda_step(
            self,
            "PublishNetwork",
            publish_network,
            stage=stage,
            payload=sfn.TaskInput.from_object({}),
            result_path=sfn.JsonPath.DISCARD,
        )

    def _reporting(self, stage: StageConfig, report_rollout: lambda_.Function) -> tasks.LambdaInvoke:
        """Report whatever the outcome; the execution itself then ends as the rollout did."""
        report = lambda_step(
            self,
            "ReportRollout",
            report_rollout,
            stage=stage,
            payload=sfn.TaskInput.from_json_path_at("$"),
            result_path=sfn.JsonPath.DISCARD,
        )
        report.add_catch(
            sfn.Fail(self, "Unreported", error="RolloutUnreported", cause="The report could not be written.")
        )
        failed = sfn.Condition.string_equals("$.outcome", RolloutState.FAILED.value)
        ended = sfn.Choice(self, "Outcome")
        ended.when(failed, sfn.Fail(self, "RolloutFailed", error="RolloutFailed", cause="The report says why."))
        report.next(ended.otherwise(sfn.Succeed(self, "RolloutEnded")))
        return report

    def _outcome(self, id_: str, state: RolloutState) -> sfn.Pass:
        note = sfn.Pass(self, id_, result=sfn.Result.from_string(state.value), result_path="$.outcome")
        note.next(self._last)
        return note
