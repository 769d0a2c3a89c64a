"""The state machine of a rollout: plan, import the people, provision wave after wave, report.

Carried along: `{"rollout_id", "attempt", "waves", "wave", "import_people"}`. All
else lies in the intake bucket and the `network` table.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.constructs.machine_role import MachineRole
from infra.constructs.retention import duration, log_days, removal
from infra.constructs.steps import DONE, lambda_step, people_map
from shared.rollouts.approval import ABORTED
from shared.rollouts.gate import Verdict
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_s3 as s3
    from aws_cdk import aws_sqs as sqs

    from infra.config import StageConfig

ALL_MAY_FAIL = 100
"""Per cent: the gate judges a wave's failures, not the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineFunctions:
    """The functions that the machine's steps call."""

    plan_rollout: lambda_.Function
    sort_people: lambda_.Function
    load_people: lambda_.Function
    settle_import: lambda_.Function
    record_failure: lambda_.Function
    judge_wave: lambda_.Function
    ask_approval: lambda_.Function
    report_rollout: lambda_.Function


class RolloutMachine(Construct):
    """The machine `rollout`; input `{"rollout_id", "attempt", "scope"}`."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        functions: MachineFunctions,
        nations: sqs.IQueue,
        intake: s3.IBucket,
        key: kms.IKey,
    ) -> None:
        super().__init__(scope, id_)
        self._stage, self._functions, self._nations, self._intake = stage, functions, nations, intake
        self._report = self._reporting()
        self._failed = self._outcome("Failed", RolloutState.FAILED)
        self._done = self._outcome("Done", RolloutState.DONE)
        self._aborted = self._outcome("Aborted", RolloutState.ABORTED)
        permissions = self._permissions(key)
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=stage.called("rollout"),
            definition_body=sfn.DefinitionBody.from_chainable(self._planning()),
            timeout=duration(stage.patience.rollout),
            tracing_enabled=True,
            logs=self._logs(),
            role=permissions.role,
        )
        # The machine is refused while its role may not yet write to its log.
        self.machine.node.add_dependency(permissions)
        # CDK grants a map what our role spells out already, and in words that no rule of ours could accept beforehand.
        self.machine.node.try_remove_child("DistributedMapPolicy")

    def _planning(self) -> sfn.IChainable:
        plan = self._step(
            "PlanRollout", self._functions.plan_rollout, sfn.TaskInput.from_json_path_at("$"), output_path="$.Payload"
        )
        settle = self._settling()
        people = sfn.Choice(self, "AnyPeople")
        people.when(sfn.Condition.boolean_equals("$.import_people", value=True), self._import().next(settle))
        return plan.next(people.otherwise(settle))

    def _import(self) -> sfn.Chain:
        capacity = self._stage.people_import
        sort = self._people_map("SortPeople", self._functions.sort_people, number="range", workers=capacity.sorters)
        load = self._people_map("LoadPeople", self._functions.load_people, number="shard", workers=capacity.loaders)
        return sfn.Chain.start(sort).next(load)

    def _people_map(self, id_: str, function: lambda_.Function, *, number: str, workers: int) -> sfn.DistributedMap:
        everything = sfn.TaskInput.from_json_path_at("$")
        step = lambda_step(self, f"{id_}Piece", function, stage=self._stage, payload=everything, result_selector=DONE)
        mapping = people_map(self, id_, step, intake=self._intake, number=number, workers=workers)
        mapping.add_catch(self._failed, result_path="$.error")
        return mapping

    def _settling(self) -> sfn.Chain:
        settle = self._step(
            "SettleImport",
            self._functions.settle_import,
            carried("rollout_id", "attempt"),
            result_path=sfn.JsonPath.DISCARD,
        )
        waves = sfn.Choice(self, "AnyWaves").when(sfn.Condition.number_greater_than("$.waves", 0), self._waves())
        return settle.next(waves.otherwise(self._done))

    def _waves(self) -> sfn.IChainable:
        wave, judge, following = self._wave(), self._judging(), self._next_wave()
        following.next(wave)
        ask = self._asking().next(following)
        verdict = sfn.Choice(self, "Verdict")
        verdict.when(sfn.Condition.string_equals("$.judged.verdict", Verdict.ADVANCE.value), following)
        verdict.when(sfn.Condition.string_equals("$.judged.verdict", Verdict.PAUSE.value), ask)
        wave.next(judge).next(verdict.otherwise(self._done))
        return wave

    def _wave(self) -> sfn.DistributedMap:
        mapping = sfn.DistributedMap(
            self,
            "ProvisionWave",
            label="ProvisionWave",
            map_execution_type=sfn.StateMachineType.STANDARD,
            item_reader=sfn.S3JsonItemReader(
                bucket=self._intake,
                key=sfn.JsonPath.format(
                    "rollouts/{}/attempts/{}/waves/{}.json",
                    sfn.JsonPath.string_at("$.rollout_id"),
                    sfn.JsonPath.string_at("$.attempt"),
                    sfn.JsonPath.string_at("$.wave"),
                ),
            ),
            item_selector={
                "rollout_id": sfn.JsonPath.string_at("$.rollout_id"),
                "attempt": sfn.JsonPath.number_at("$.attempt"),
                "slug": sfn.JsonPath.string_at("$$.Map.Item.Value.slug"),
            },
            max_concurrency=self._stage.provisioning.in_flight,
            tolerated_failure_percentage=ALL_MAY_FAIL,
            result_path=sfn.JsonPath.DISCARD,
        )
        mapping.add_catch(self._failed, result_path="$.error")
        return mapping.item_processor(self._nation())

    def _nation(self) -> sfn.IChainable:
        record = lambda_step(
            self,
            "RecordFailure",
            self._functions.record_failure,
            stage=self._stage,
            payload=carried("rollout_id", "slug", "error"),
            result_selector=DONE,
        )
        nation = tasks.SqsSendMessage(
            self,
            "ProvisionNation",
            queue=self._nations,
            integration_pattern=sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
            message_body=carried("rollout_id", "attempt", "slug", task_token=sfn.JsonPath.task_token),
            task_timeout=sfn.Timeout.duration(duration(self._stage.patience.nation)),
            result_selector=DONE,
        )
        return nation.add_catch(record, result_path="$.error")

    def _judging(self) -> tasks.LambdaInvoke:
        return self._step(
            "JudgeWave",
            self._functions.judge_wave,
            carried("rollout_id", "attempt", "wave", "waves"),
            result_selector={
                "verdict": sfn.JsonPath.string_at("$.Payload.verdict"),
                "wave": sfn.JsonPath.number_at("$.Payload.wave"),
            },
            result_path="$.judged",
        )

    def _next_wave(self) -> sfn.Pass:
        return sfn.Pass(self, "NextWave", input_path="$.judged.wave", result_path="$.wave")

    def _asking(self) -> tasks.LambdaInvoke:
        """Wait for a person's word; nobody else's error may end the wait, so that it is not repeated."""
        ask = tasks.LambdaInvoke(
            self,
            "AskApproval",
            lambda_function=self._functions.ask_approval,
            integration_pattern=sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
            payload=carried("rollout_id", "attempt", "wave", task_token=sfn.JsonPath.task_token),
            task_timeout=sfn.Timeout.duration(duration(self._stage.patience.approval)),
            retry_on_service_exceptions=False,
            result_path=sfn.JsonPath.DISCARD,
        )
        ask.add_catch(self._aborted, errors=[ABORTED, sfn.Errors.TIMEOUT], result_path="$.error")
        ask.add_catch(self._failed, result_path="$.error")
        return ask

    def _reporting(self) -> tasks.LambdaInvoke:
        """Report whatever the outcome; the execution itself then ends as the rollout did."""
        unreported = sfn.Fail(self, "Unreported", error="RolloutUnreported", cause="The report could not be written.")
        report = lambda_step(
            self,
            "ReportRollout",
            self._functions.report_rollout,
            stage=self._stage,
            payload=sfn.TaskInput.from_json_path_at("$"),
            result_path=sfn.JsonPath.DISCARD,
        )
        report.add_catch(unreported)
        failed = sfn.Condition.string_equals("$.outcome", RolloutState.FAILED.value)
        end = sfn.Choice(self, "Outcome").when(
            failed, sfn.Fail(self, "RolloutFailed", error="RolloutFailed", cause="The report says why.")
        )
        report.next(end.otherwise(sfn.Succeed(self, "RolloutEnded")))
        return report

    def _outcome(self, id_: str, state: RolloutState) -> sfn.Pass:
        note = sfn.Pass(self, id_, result=sfn.Result.from_string(state.value), result_path="$.outcome")
        note.next(self._report)
        return note

    def _step(
        self, id_: str, function: lambda_.Function, payload: sfn.TaskInput, **properties: str | dict[str, str]
    ) -> tasks.LambdaInvoke:
        step = lambda_step(self, id_, function, stage=self._stage, payload=payload, **properties)
        step.add_catch(self._failed, result_path="$.error")
        return step

    def _permissions(self, key: kms.IKey) -> MachineRole:
        called = [getattr(self._functions, field.name) for field in fields(self._functions)]
        return MachineRole(
            self,
            "Permissions",
            machine=self._stage.called("rollout"),
            functions=called,
            nations=self._nations,
            intake=self._intake,
            key=key,
        )

    def _logs(self) -> sfn.LogOptions:
        retention = self._stage.retention
        group = logs.LogGroup(
            self,
            "Logs",
            # AWS wants this beginning: the resource policy of log delivery covers it once for all.
            log_group_name=f"/aws/vendedlogs/states/{self._stage.called('rollout')}",
            retention=log_days(retention),
            removal_policy=removal(retention),
        )
        return sfn.LogOptions(destination=group, level=sfn.LogLevel.ALL, include_execution_data=False)


def carried(*names: str, **more: str) -> sfn.TaskInput:
    """Return the named parts of what the machine carries along, and whatever is added to them."""
    return sfn.TaskInput.from_object({name: sfn.JsonPath.object_at(f"$.{name}") for name in names} | more)
