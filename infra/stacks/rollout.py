"""Everything that runs: the functions, the nations' queue, the state machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aws_cdk as cdk

from infra.config import DEAD_LETTER_WORKERS
from infra.constructs.function import Layer, PythonFunction
from infra.constructs.grants import allow, allow_answers, allow_key, allow_listing, allow_objects, allow_table, role_of
from infra.constructs.machine import MachineFunctions, RolloutMachine
from infra.constructs.queue import WorkQueue, empty
from infra.nag import acknowledge
from shared.rollouts import settings

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from constructs import Construct

    from infra.assets import RuntimeAssets
    from infra.config import StageConfig
    from infra.stacks.data import DataStack
    from infra.stacks.sites import SitesStack
    from shared.kernel.settings import Settings

DEAD_LETTER_BATCH = 10
"""Dead letters failed at once: each takes a write and an answer."""


class RolloutStack(cdk.Stack):
    """The functions with what each may do, the queue they empty, and the machine that calls them."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        assets: RuntimeAssets,
        data: DataStack,
        sites: SitesStack,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        self._stage, self._assets, self._data, self._sites = stage, assets, data, sites
        self._layer = Layer(self, "Packages", stage=stage, assets=assets)
        self.functions: dict[str, lambda_.Function] = {}
        self.nations = WorkQueue(self, "Nations", stage=stage, key=data.key, name="nations")
        self.provision_nation = self._provision_nation()
        self.fail_dead_letters = self._fail_dead_letters()
        self.machine = RolloutMachine(
            self,
            "Rollout",
            stage=stage,
            functions=self._steps(),
            nations=self.nations.queue,
            intake=data.intake,
            key=data.key,
        ).machine
        self.serve_network_api = self._serve_network_api()

    def _steps(self) -> MachineFunctions:
        return MachineFunctions(
            plan_rollout=self._plan_rollout(),
            sort_people=self._sort_people(),
            load_people=self._load_people(),
            settle_import=self._settle_import(),
            record_failure=self._record_failure(),
            judge_wave=self._judge_wave(),
            ask_approval=self._ask_approval(),
            report_rollout=self._report_rollout(),
        )

    def _function(
        self, name: str, told: Settings, *, through: tuple[str, ...] = ("dynamodb", "s3")
    ) -> lambda_.Function:
        function = PythonFunction(
            self, name, stage=self._stage, assets=self._assets, layer=self._layer, settings=told
        ).function
        allow_key(function, self._data.key, through=through)
        self.functions[name] = function
        return function

    def _plan_rollout(self) -> lambda_.Function:
        data, cut = self._data, self._stage.people_import
        told = settings.PlanRolloutSettings(
            network_table=data.network.table_name,
            intake_bucket=data.intake.bucket_name,
            country=self._stage.country,
            range_bytes=cut.range_bytes,
            shard_bytes=cut.shard_bytes,
        )
        function = self._function("plan_rollout", told)
        writing = ("PutItem", "UpdateItem", "BatchWriteItem")
        allow_table(function, data.network, "GetItem", "Query", *writing, index="by_kind")
        allow_objects(function, data.intake, "GetObject", under=["uploads/"])
        allow_objects(function, data.intake, "GetObject", "PutObject", under=["rollouts/"])
        allow_listing(function, data.intake)
        return function

    def _sort_people(self) -> lambda_.Function:
        data = self._data
        told = settings.SortPeopleSettings(network_table=data.network.table_name, intake_bucket=data.intake.bucket_name)
        function = self._function("sort_people", told)
        allow_table(function, data.network, "PutItem")
        allow_objects(function, data.intake, "GetObject", under=["uploads/"])
        allow_objects(function, data.intake, "GetObject", "PutObject", under=["rollouts/"])
        return function

    def _load_people(self) -> lambda_.Function:
        data = self._data
        told = settings.LoadPeopleSettings(
            network_table=data.network.table_name,
            people_table=data.people.table_name,
            intake_bucket=data.intake.bucket_name,
        )
        function = self._function("load_people", told)
        allow_table(function, data.network, "PutItem")
        allow_table(function, data.people, "BatchGetItem", "GetItem", "BatchWriteItem", "PutItem")
        allow_objects(function, data.intake, "GetObject", "PutObject", under=["rollouts/"])
        return function

    def _settle_import(self) -> lambda_.Function:
        data = self._data
        told = settings.SettleImportSettings(
            network_table=data.network.table_name, intake_bucket=data.intake.bucket_name
        )
        function = self._function("settle_import", told)
        allow_table(function, data.network, "GetItem", "Query", "UpdateItem")
        allow_objects(function, data.intake, "GetObject", "PutObject", under=["rollouts/"])
        allow_listing(function, data.intake)
        return function

    def _provision_nation(self) -> lambda_.Function:
        data, capacity = self._data, self._stage.provisioning
        told = settings.ProvisionNationSettings(
            network_table=data.network.table_name,
            intake_bucket=data.intake.bucket_name,
            site_bucket=self._sites.bucket.bucket_name,
            network_domain=self._stage.domain.name,
            nations_queue=self.nations.queue.queue_url,
            retry_seconds=int(capacity.rest.total_seconds()),
        )
        function = self._function("provision_nation", told, through=("dynamodb", "s3", "sqs"))
        allow_table(function, data.network, "GetItem", "Query", "PutItem", "UpdateItem", "BatchWriteItem")
        allow_objects(function, data.intake, "GetObject", under=["rollouts/"])
        allow_listing(function, data.intake)
        allow_objects(function, self._sites.bucket, "GetObject", "PutObject", "DeleteObject", under=[""])
        allow_listing(function, self._sites.bucket)
        allow_answers(function, "SendTaskSuccess")
        empty(self.nations.queue, function, batch=capacity.batch, workers=capacity.workers)
        return function

    def _fail_dead_letters(self) -> lambda_.Function:
        told = settings.FailDeadLettersSettings(network_table=self._data.network.table_name)
        function = self._function("fail_dead_letters", told, through=("dynamodb", "sqs"))
        allow_table(function, self._data.network, "GetItem", "UpdateItem")
        allow_answers(function, "SendTaskFailure")
        empty(self.nations.dead_letters, function, batch=DEAD_LETTER_BATCH, workers=DEAD_LETTER_WORKERS)
        return function

    def _record_failure(self) -> lambda_.Function:
        told = settings.RecordFailureSettings(network_table=self._data.network.table_name)
        function = self._function("record_failure", told, through=("dynamodb",))
        allow_table(function, self._data.network, "UpdateItem")
        return function

    def _judge_wave(self) -> lambda_.Function:
        told = settings.JudgeWaveSettings(network_table=self._data.network.table_name)
        function = self._function("judge_wave", told, through=("dynamodb",))
        allow_table(function, self._data.network, "GetItem", "Query", "PutItem", "UpdateItem")
        return function

    def _ask_approval(self) -> lambda_.Function:
        told = settings.AskApprovalSettings(network_table=self._data.network.table_name)
        function = self._function("ask_approval", told, through=("dynamodb",))
        allow_table(function, self._data.network, "PutItem", "UpdateItem")
        return function

    def _report_rollout(self) -> lambda_.Function:
        data = self._data
        told = settings.ReportRolloutSettings(
            network_table=data.network.table_name, intake_bucket=data.intake.bucket_name
        )
        function = self._function("report_rollout", told)
        allow_table(function, data.network, "GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")
        allow_objects(function, data.intake, "GetObject", "PutObject", under=["rollouts/"])
        allow_listing(function, data.intake)
        return function

    def _serve_network_api(self) -> lambda_.Function:
        data, stage = self._data, self._stage
        told = settings.ServeNetworkApiSettings(
            network_table=data.network.table_name,
            intake_bucket=data.intake.bucket_name,
            rollout_machine=self.machine.state_machine_arn,
            upload_seconds=int(stage.api.upload.total_seconds()),
        )
        function = self._function("serve_network_api", told)
        allow_table(function, data.network, "GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", index="by_kind")
        allow_objects(function, data.intake, "GetObject", "PutObject", under=["uploads/", "rollouts/"])
        allow_listing(function, data.intake)
        allow(function, "states:StartExecution", on=[self.machine.state_machine_arn])
        allow_answers(function, "SendTaskSuccess")
        executions = self.format_arn(
            service="states",
            resource="execution",
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
            resource_name=f"{stage.called('rollout')}:*",
        )
        allow(function, "states:DescribeExecution", "states:StopExecution", on=[executions])
        acknowledge(
            role_of(function),
            f"AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:{self.region}:<AWS::AccountId>:"
            f"execution:{stage.called('rollout')}:*]",
            reason="Executions are named after rollouts, which nobody knows beforehand.",
        )
        return function
