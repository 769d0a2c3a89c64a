"""What calls a person, and what it tells them to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from constructs import Construct

from infra.constructs.metrics import MINUTE, OwnMetrics
from infra.constructs.retention import duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import aws_apigatewayv2 as apigatewayv2
    from aws_cdk import aws_dynamodb as dynamodb
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_sns as sns
    from aws_cdk import aws_sqs as sqs

    from infra.config import StageConfig
    from infra.constructs.queue import WorkQueue
    from infra.stacks.actions import ActionsStack
    from infra.stacks.api import ApiStack
    from infra.stacks.console import ConsoleStack
    from infra.stacks.data import DataStack
    from infra.stacks.rollout import RolloutStack


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A metric, and when it calls: as soon as it once reaches one, if nothing else is said."""

    name: str
    metric: cloudwatch.IMetric
    tells: str
    threshold: float = 1
    minutes: int = 1
    """How many minutes in a row it must last."""


class Alarms(Construct):
    """The stage's alarms, which all speak to one topic."""

    def __init__(self, scope: Construct, id_: str, *, stage: StageConfig, topic: sns.ITopic) -> None:
        super().__init__(scope, id_)
        self._stage, self._own = stage, OwnMetrics(stage=stage)
        self._action = actions.SnsAction(topic)

    def watch(
        self, *, data: DataStack, rollout: RolloutStack, actions: ActionsStack, api: ApiStack, console: ConsoleStack
    ) -> None:
        """Add every alarm of the stage."""
        calls = [
            *for_nations(rollout, self._own, stage=self._stage),
            *for_rollouts(rollout),
            *for_actions(actions, stage=self._stage),
            *for_followers({**actions.followers, "letters": console.send_letters}, actions.untaken, stage=self._stage),
            *for_waiting({"letters": console.letters, "confirmations": actions.confirmations}),
            *for_sites(rollout),
            *for_indexes(console),
            *for_own_imports(console),
            *for_functions({**rollout.functions, **actions.functions, **console.functions}),
            *for_table("network", data.network),
            *for_table("people", data.people),
            for_api("api-failed", api.api),
            for_api("console-api-failed", console.api),
        ]
        if self._stage.alarms.over_expressions:
            calls.append(stalled(rollout, self._own, stage=self._stage))
        for call in calls:
            self._add(call)

    def _add(self, call: Call) -> None:
        alarm = cloudwatch.Alarm(
            self,
            call.name,
            alarm_name=self._stage.called(call.name),
            alarm_description=call.tells,
            metric=call.metric,
            threshold=call.threshold,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            evaluation_periods=call.minutes,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(self._action)


ANSWERED_MINUTES = 3
"""A dead letter is answered within seconds; one that fails to be comes again after half a minute."""

LOOK_AT_LOG = "A function failed: its log has the request, and the trace the step that failed."


def for_nations(rollout: RolloutStack, own: OwnMetrics, *, stage: StageConfig) -> list[Call]:
    """Return what calls when nations fail or wait too long."""
    age = rollout.nations.queue.metric_approximate_age_of_oldest_message(period=MINUTE, statistic="Maximum")
    return [
        Call(
            name="nations-failed",
            metric=own.nations_failed,
            tells="A nation failed: `banneret rollout report latest` says which and why.",
        ),
        Call(
            name="dead-letters",
            metric=rollout.fail_dead_letters.metric_invocations(period=MINUTE),
            tells="A nation's message failed for good: see the runbook's chapter on dead letters.",
        ),
        Call(
            name="dead-letters-waiting",
            metric=waiting(rollout.nations.dead_letters),
            minutes=ANSWERED_MINUTES,
            tells="Dead letters are not answered, and their wave waits: look at the log of fail-dead-letters.",
        ),
        Call(
            name="queue-age",
            metric=age,
            threshold=stage.alarms.queue_age.total_seconds(),
            tells="A nation waits too long in the queue: its workers are stuck, or too few.",
        ),
    ]


def for_rollouts(rollout: RolloutStack) -> list[Call]:
    """Return what calls when a rollout fails, waits for a person, or comes to the end of its time."""
    return [
        Call(
            name="rollout-failed",
            metric=rollout.machine.metric_failed(period=MINUTE),
            tells="A rollout failed: `banneret rollout report latest` says why.",
        ),
        Call(
            name="approval-awaited",
            metric=rollout.functions["ask_approval"].metric_invocations(period=MINUTE),
            tells="Too many nations of a wave failed: `banneret rollout approve` goes on, `abort` ends the rollout.",
        ),
        Call(
            name="rollout-timed-out",
            metric=rollout.machine.metric_timed_out(period=MINUTE),
            tells="A rollout came to the end of its time: start it again to go on where it stopped.",
        ),
    ]


def for_actions(actions: ActionsStack, *, stage: StageConfig) -> list[Call]:
    """Return what calls when something that a visitor sent is not recorded, or not soon."""
    queue, dead = actions.actions.queue, actions.actions.dead_letters
    return [
        Call(
            name="actions-dead-letters",
            metric=waiting(dead),
            tells="What visitors sent was not recorded: mend the cause, then `banneret actions redrive`.",
        ),
        Call(
            name="actions-queue-age",
            metric=queue.metric_approximate_age_of_oldest_message(period=MINUTE, statistic="Maximum"),
            threshold=stage.alarms.queue_age.total_seconds(),
            tells="What visitors sent waits too long to be recorded: the recorders are stuck, or too few.",
        ),
        Call(
            name="actions-api-failed",
            metric=actions.api.metric_server_error(period=MINUTE, statistic="Sum"),
            tells="Visitors were told that a form cannot be taken now: look at the log of take-action.",
        ),
    ]


def for_followers(followers: Mapping[str, lambda_.Function], untaken: sqs.IQueue, *, stage: StageConfig) -> list[Call]:
    """Return what calls when counters, confirmations or letters lag behind, or changes were never taken."""
    late = timedelta(milliseconds=1)
    return [
        *(
            Call(
                name=f"{what}-late",
                metric=function.metric("IteratorAge", period=MINUTE, statistic="Maximum"),
                threshold=stage.alarms.queue_age / late,
                tells=f"The {what} lag behind what is done: look at the follower's log for what holds it up.",
            )
            for what, function in followers.items()
        ),
        Call(
            name="changes-dead-letters",
            metric=waiting(untaken),
            tells="Changes were never taken: `banneret nation recount` mends counters; a letter is asked for again.",
        ),
    ]


def for_waiting(queues: Mapping[str, WorkQueue]) -> list[Call]:
    """Return what calls when letters go on waiting for their next try, or are given up."""
    calls: list[Call] = []
    for what, waits in queues.items():
        calls += [
            Call(
                name=f"{what}-waiting",
                # A letter that rests is out of sight; its age is not told once it was tried a few times.
                metric=waits.queue.metric_approximate_number_of_messages_not_visible(
                    period=MINUTE, statistic="Maximum"
                ),
                minutes=WAITING_MINUTES,
                tells=f"Some {what} cannot be sent, and are tried again: look at the log of their sender.",
            ),
            Call(
                name=f"{what}-dead-letters",
                metric=waiting(waits.dead_letters),
                tells=f"Some {what} could not be sent: mend the cause, then `banneret letters redrive`.",
            ),
        ]
    return calls


WAITING_MINUTES = 10
"""A mail service that is asked for too much at once takes the rest within minutes."""


def for_sites(rollout: RolloutStack) -> list[Call]:
    """Return what calls when a site is not published again, or mails no longer reach people."""
    return [
        Call(
            name="publications-dead-letters",
            metric=waiting(rollout.publications.dead_letters),
            tells="A nation was not published again: `banneret nation publish` says why.",
        ),
        Call(
            name="mails-bounce",
            metric=cloudwatch.Metric(
                namespace="AWS/SES", metric_name="Reputation.BounceRate", statistic="Maximum", period=MINUTE
            ),
            threshold=BOUNCES,
            tells="Too many confirmations come back: somebody types in addresses of others; SES pauses at ten percent.",
        ),
    ]


def for_own_imports(console: ConsoleStack) -> list[Call]:
    """Return what calls when a nation's own file is neither checked nor loaded."""
    return [
        Call(
            name="imports-dead-letters",
            metric=waiting(console.imports.dead_letters),
            tells="A nation's own import stopped: look at the log of import-nation, and send its order again.",
        )
    ]


def for_indexes(console: ConsoleStack) -> list[Call]:
    """Return what calls when the people of a nation cannot be indexed, or exported."""
    return [
        Call(
            name="indexes-dead-letters",
            metric=waiting(console.indexes.dead_letters),
            tells="The people of a nation were not indexed: `banneret people index` says why.",
        ),
        Call(
            name="exports-dead-letters",
            metric=waiting(console.exports.dead_letters),
            tells="An export was not made: look at the log of export-people; whoever waits for it may ask again.",
        ),
    ]


BOUNCES = 0.05
"""The share of mails coming back at which SES puts an account under review; at 0.10 it may pause sending
(Amazon SES Developer Guide, “Reputation metrics messages”)."""


def waiting(queue: sqs.IQueue) -> cloudwatch.Metric:
    """Return how many messages wait in a queue."""
    return queue.metric_approximate_number_of_messages_visible(period=MINUTE, statistic="Maximum")


def for_functions(functions: Mapping[str, lambda_.Function]) -> list[Call]:
    """Return what calls when a function fails, or goes on being throttled."""
    calls: list[Call] = []
    for name, function in functions.items():
        title = name.replace("_", "-")
        calls += [
            Call(name=f"{title}-failed", metric=function.metric_errors(period=MINUTE), tells=LOOK_AT_LOG),
            Call(
                name=f"{title}-throttled",
                metric=function.metric_throttles(period=MINUTE),
                minutes=THROTTLED_MINUTES,
                tells="The account's Lambda quota is used up: ask AWS for more, or lower the stage's concurrency.",
            ),
        ]
    return calls


THROTTLED_MINUTES = 3
"""A throttle is repeated by itself; one that lasts slows the rollout down."""


def for_api(name: str, api: apigatewayv2.IHttpApi) -> Call:
    """Return what calls when an API answers that something of ours is broken."""
    return Call(name=name, metric=api.metric_server_error(period=MINUTE, statistic="Sum"), tells=LOOK_AT_LOG)


def for_table(name: str, table: dynamodb.ITable) -> list[Call]:
    """Return what calls when a table goes on being asked for more than it takes."""
    throttles = Call(
        name=f"{name}-table-throttled",
        metric=table_throttles("WriteThrottleEvents", table),
        minutes=THROTTLED_MINUTES,
        tells="The table takes fewer writes than the import makes: warm it up beforehand, or lower the loaders.",
    )
    reads = replace(
        throttles, name=f"{name}-table-reads-throttled", metric=table_throttles("ReadThrottleEvents", table)
    )
    return [throttles, reads]


def table_throttles(metric: str, table: dynamodb.ITable) -> cloudwatch.Metric:
    """Return DynamoDB's own count; CDK's adds operations up in an expression, which the emulator refuses."""
    dimensions: dict[str, Any] = {"TableName": table.table_name}
    return cloudwatch.Metric(
        namespace="AWS/DynamoDB", metric_name=metric, dimensions_map=dimensions, statistic="Sum", period=MINUTE
    )


def stalled(rollout: RolloutStack, own: OwnMetrics, *, stage: StageConfig) -> Call:
    """Return what calls when nations are in work and none gets ready."""
    span = duration(stage.alarms.stalled)
    in_work = rollout.nations.queue.metric_approximate_number_of_messages_not_visible(period=span)
    expression = cloudwatch.MathExpression(
        expression="IF(in_work > 0 AND FILL(ready, 0) == 0, 1, 0)",
        using_metrics={"in_work": in_work, "ready": own.nations_ready.with_(period=span)},
        label="nations in work and none ready",
        period=span,
    )
    return Call(
        name="rollout-stalled",
        metric=expression,
        tells="Nations are in work and none gets ready: look at the workers' log, then at the runbook's stuck rollout.",
    )
