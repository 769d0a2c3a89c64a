"""The state machine of a rollout: plan, import the people, provision wave after wave, show the network, report.

Carried along: `{"rollout_id", "attempt", "waves", "wave", "import_people"}`. All
else lies in the intake bucket and the `network` table.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.constructs.endings import ERROR, Endings
from infra.constructs.log_group import MACHINE_LOGS, log_group
from infra.constructs.machine_role import MachineRole
from infra.constructs.people_map import people_map
from infra.constructs.retention import duration
from infra.constructs.steps import carried, lambda_step
from infra.constructs.waves import Waves

if TYPE_CHECKING:
    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_s3 as s3
    from aws_cdk import aws_sqs as sqs
    from aws_cdk import aws_stepfunctions_tasks as tasks

    from infra.config import StageConfig


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
    publish_network: lambda_.Function
    report_rollout: lambda_.Function

    def all(self) -> list[lambda_.Function]:
        """Return every function."""
        return [getattr(self, field.name) for field in fields(self)]


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
        self._endings = Endings(self, "Endings", stage=stage, functions=functions)
        permissions = self._permissions(key)
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=stage.called("rollout"),
            definition_body=sfn.DefinitionBody.from_chainable(self._definition()),
            timeout=duration(stage.patience.rollout),
            tracing_enabled=True,
            logs=self._logs(key),
            role=permissions.role,
        )
        # The machine is refused while its role may not yet write to its log.
        self.machine.node.add_dependency(permissions)
        # CDK grants a map what our role spells out already, and in words that no rule of ours could accept beforehand.
        self.machine.node.try_remove_child("DistributedMapPolicy")

    def _definition(self) -> sfn.IChainable:
        everything = sfn.TaskInput.from_json_path_at("$")
        plan = self._step("PlanRollout", self._functions.plan_rollout, everything, output_path="$.Payload")
        settle = self._settling()
        people = sfn.Choice(self, "AnyPeople")
        importing = self._import(self._straggling())
        people.when(sfn.Condition.boolean_equals("$.import_people", value=True), importing.next(settle))
        return plan.next(people.otherwise(settle))

    def _import(self, straggling: sfn.Wait) -> sfn.Chain:
        capacity = self._stage.people_import
        sort = self._people_map("SortPeople", self._functions.sort_people, number="range", workers=capacity.sorters)
        load = self._people_map("LoadPeople", self._functions.load_people, number="shard", workers=capacity.loaders)
        for mapping in (sort, load):
            mapping.add_catch(straggling, result_path=ERROR)
        return sfn.Chain.start(sort).next(load)

    def _straggling(self) -> sfn.Wait:
        """Keep the network until the last worker of an import that failed must be over: it may be writing people."""
        straggling = sfn.Wait(self, "Straggling", time=sfn.WaitTime.duration(duration(self._stage.straggling)))
        straggling.next(self._endings.failed)
        return straggling

    def _people_map(self, id_: str, worker: lambda_.Function, *, number: str, workers: int) -> sfn.DistributedMap:
        return people_map(self, id_, worker, stage=self._stage, intake=self._intake, number=number, workers=workers)

    def _settling(self) -> sfn.Chain:
        settle = self._step(
            "SettleImport",
            self._functions.settle_import,
            carried("rollout_id", "attempt"),
            result_path=sfn.JsonPath.DISCARD,
        )
        waves = Waves(
            self,
            "Waves",
            stage=self._stage,
            functions=self._functions,
            nations=self._nations,
            intake=self._intake,
            endings=self._endings,
        )
        any_waves = sfn.Choice(self, "AnyWaves").when(sfn.Condition.number_greater_than("$.waves", 0), waves.start)
        return settle.next(any_waves.otherwise(self._endings.done))

    def _step(
        self, id_: str, function: lambda_.Function, payload: sfn.TaskInput, **properties: Any
    ) -> tasks.LambdaInvoke:
        step = lambda_step(self, id_, function, stage=self._stage, payload=payload, **properties)
        self._endings.catch_failure(step)
        return step

    def _permissions(self, key: kms.IKey) -> MachineRole:
        return MachineRole(
            self,
            "Permissions",
            machine=self._stage.called("rollout"),
            functions=self._functions.all(),
            nations=self._nations,
            intake=self._intake,
            key=key,
        )

    def _logs(self, key: kms.IKey) -> sfn.LogOptions:
        name = f"{MACHINE_LOGS}{self._stage.called('rollout')}"
        group = log_group(self, "Logs", stage=self._stage, key=key, name=name)
        return sfn.LogOptions(destination=group, level=sfn.LogLevel.ALL, include_execution_data=False)
