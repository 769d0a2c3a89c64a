"""Somebody is called when something is wrong, and sees the night on one page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from infra.stages import PROD
from tests.stacks.synthesis import add_alarm_topic, synthesise

if TYPE_CHECKING:
    from pathlib import Path

    from tests.stacks.synthesis import Synthesis

EVERYWHERE = {
    *("nations-failed", "dead-letters", "dead-letters-waiting", "queue-age"),
    *("rollout-failed", "approval-awaited", "rollout-timed-out"),
}

ACTING = {
    *("actions-dead-letters", "actions-queue-age", "actions-api-failed", "counters-late", "confirmations-late"),
    *("changes-dead-letters", "publications-dead-letters", "mails-bounce"),
    *("letters-waiting", "letters-dead-letters", "confirmations-waiting", "confirmations-dead-letters"),
}


def alarm_names(synthesis: Synthesis) -> set[str]:
    prefix = f"banneret-{synthesis.stage.name}-"
    return {str(alarm["AlarmName"]).removeprefix(prefix) for _, alarm in synthesis.resources("AWS::CloudWatch::Alarm")}


def test_every_trouble_of_a_rollout_calls_a_person(synthesis: Synthesis) -> None:
    assert alarm_names(synthesis) >= EVERYWHERE


def test_every_trouble_of_the_sites_that_act_calls_a_person(synthesis: Synthesis) -> None:
    assert alarm_names(synthesis) >= ACTING


def test_a_console_that_fails_calls_a_person(synthesis: Synthesis) -> None:
    assert alarm_names(synthesis) >= {
        "console-api-failed",
        "imports-dead-letters",
        "indexes-dead-letters",
        "exports-dead-letters",
    }


def test_every_dead_letter_queue_calls_a_person(synthesis: Synthesis) -> None:
    dead = [name for name, _ in synthesis.resources("AWS::SQS::Queue") if "DeadLetters" in name]

    watched = {
        json.dumps(alarm["Dimensions"])
        for _, alarm in synthesis.resources("AWS::CloudWatch::Alarm")
        if alarm.get("MetricName") == "ApproximateNumberOfMessagesVisible"
    }
    assert len(watched) == len(dead)
    assert all("DeadLetters" in queue for queue in watched)


def test_every_function_calls_when_it_fails_or_is_throttled(synthesis: Synthesis) -> None:
    functions = {str(f["FunctionName"]) for _, f in synthesis.resources("AWS::Lambda::Function")}
    titles = {name.removeprefix(f"banneret-{synthesis.stage.name}-") for name in functions}

    assert alarm_names(synthesis) >= {f"{title}-{what}" for title in titles for what in ("failed", "throttled")}


def test_a_stalled_rollout_calls_wherever_alarms_may_watch_expressions(on_aws: Synthesis) -> None:
    assert "rollout-stalled" in alarm_names(on_aws)


def test_every_alarm_speaks_to_the_topic_and_says_what_to_do(synthesis: Synthesis) -> None:
    for name, alarm in synthesis.resources("AWS::CloudWatch::Alarm"):
        assert alarm["AlarmActions"], name
        assert alarm["AlarmDescription"].endswith("."), name


def test_an_address_of_the_stage_is_subscribed(tmp_path: Path) -> None:
    alarms = replace(PROD.alarms, mail="night@campagne.example")

    synthesis = synthesise(replace(PROD, alarms=alarms), tmp_path, add=add_alarm_topic)

    [(_, subscription)] = synthesis.resources("AWS::SNS::Subscription")

    assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", "night@campagne.example")


def test_there_is_one_dashboard(synthesis: Synthesis) -> None:
    [(_, dashboard)] = synthesis.resources("AWS::CloudWatch::Dashboard")

    assert dashboard["DashboardName"] == f"banneret-{synthesis.stage.name}-rollout"
    assert "NationsReady" in str(dashboard["DashboardBody"])
