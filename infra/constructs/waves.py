"""The loop over the waves: provision, judge, and go on, wait for a person, or finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.constructs.endings import ERROR
from infra.constructs.retention import duration
from infra.constructs.steps import DONE, carried, lambda_step, repeat
from shared.rollouts.approval import ABORTED
from shared.rollouts.failures import NATION_FAILED
from shared.rollouts.gate import Verdict

if TYPE_CHECKING:
    from aws_cdk import aws_s3 as s3
    from aws_cdk import aws_sqs as sqs

    from infra.config import StageConfig
    from infra.constructs.endings import Endings
    from infra.constructs.machine import MachineFunctions

ALL_MAY_FAIL = 100
"""Per cent: the gate judges a wave's failures, not the map."""


class Waves(Construct):
    """The waves of an attempt, entered at `start` with `wave` at 0."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        stage: StageConfig,
        functions: MachineFunctions,
        nations: sqs.IQueue,
        intake: s3.IBucket,
        endings: Endings,
    ) -> None:
        super().__init__(scope, id_)
        self._stage, self._functions, self._nations, self._endings = stage, functions, nations, endings
        self.start = self._wave(intake)
        following = sfn.Pass(self, "NextWave", input_path="$.judged.wave", result_path="$.wave")
        following.next(self.start)
        verdict = sfn.Choice(self, "Verdict")
        verdict.when(judged(Verdict.ADVANCE), following)
        verdict.when(judged(Verdict.PAUSE), self._asking().next(following))
        self.start.next(self._judging()).next(verdict.otherwise(endings.done))

    def _wave(self, intake: s3.IBucket) -> sfn.DistributedMap:
        wave = sfn.DistributedMap(
            self,
            "ProvisionWave",
            label="ProvisionWave",
            # A task token outlives five minutes, which only a Standard execution does.
            map_execution_type=sfn.StateMachineType.STANDARD,
            item_reader=sfn.S3JsonItemReader(bucket=intake, key=wave_key()),
            item_selector={
                "rollout_id": sfn.JsonPath.string_at("$.rollout_id"),
                "attempt": sfn.JsonPath.number_at("$.attempt"),
                "slug": sfn.JsonPath.string_at("$$.Map.Item.Value.slug"),
            },
            max_concurrency=self._stage.provisioning.in_flight,
            tolerated_failure_percentage=ALL_MAY_FAIL,
            result_path=sfn.JsonPath.DISCARD,
        )
        self._endings.catch_failure(wave)
        return wave.item_processor(self._nation())

    def _nation(self) -> sfn.IChainable:
        """Hand a nation to the queue and wait for the answer to its token."""
        nation = tasks.SqsSendMessage(
            self,
            "ProvisionNation",
            queue=self._nations,
            integration_pattern=sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
            message_body=carried("rollout_id", "attempt", "slug", task_token=sfn.JsonPath.task_token),
            task_timeout=sfn.Timeout.duration(duration(self._stage.patience.nation)),
            result_selector=DONE,
        )
        # What cannot be sent is sent again; what a worker, or nobody, said of the nation stands.
        repeat(nation, patience=self._stage.patience, answers=(NATION_FAILED, sfn.Errors.TIMEOUT))
        record = lambda_step(
            self,
            "RecordFailure",
            self._functions.record_failure,
            stage=self._stage,
            payload=carried("rollout_id", "attempt", "slug", "error"),
            result_selector=DONE,
        )
        return nation.add_catch(record, result_path=ERROR)

    def _judging(self) -> tasks.LambdaInvoke:
        judge = lambda_step(
            self,
            "JudgeWave",
            self._functions.judge_wave,
            stage=self._stage,
            payload=carried("rollout_id", "attempt", "wave", "waves"),
            result_selector={
                "verdict": sfn.JsonPath.string_at("$.Payload.verdict"),
                "wave": sfn.JsonPath.number_at("$.Payload.wave"),
            },
            result_path="$.judged",
        )
        self._endings.catch_failure(judge)
        return judge

    def _asking(self) -> tasks.LambdaInvoke:
        """Wait for a person's word.

        Who asks may be killed like any other: it asks again with a new token, which replaces the one it may have kept.
        """
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
        repeat(ask, patience=self._stage.patience, answers=(ABORTED, sfn.Errors.TIMEOUT))
        ask.add_catch(self._endings.aborted, errors=[ABORTED, sfn.Errors.TIMEOUT], result_path=ERROR)
        self._endings.catch_failure(ask)
        return ask


def judged(verdict: Verdict) -> sfn.Condition:
    """Return the condition that the wave got this verdict."""
    return sfn.Condition.string_equals("$.judged.verdict", verdict.value)


def wave_key() -> str:
    """Return where the list of the wave's nations lies: `[{"slug": …}, …]`."""
    parts = [sfn.JsonPath.string_at(f"$.{name}") for name in ("rollout_id", "attempt", "wave")]
    return sfn.JsonPath.format("rollouts/{}/attempts/{}/waves/{}.json", *parts)
