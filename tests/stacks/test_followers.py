"""Who follows the tables, and whom the clock calls."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from infra.capacity import FOLLOWER_TRIES

if TYPE_CHECKING:
    from tests.stacks.synthesis import Resource, Synthesis

READERS_OF_A_SHARD = 2
"""DynamoDB's own quota; a third one would slow all of them down."""

FOLLOWED = {
    "KeepCounters": {"events": ["INSERT", "REMOVE"], "prefix": "DEED#"},
    "SendConfirmation": {"events": ["INSERT"], "prefix": "CONFIRM#"},
    "SendLetters": {"events": ["INSERT"], "prefix": "LETTER"},
}


def followers(synthesis: Synthesis) -> dict[str, Resource]:
    """Return the mappings of the stream by the name of their function."""
    sources = synthesis.resources("AWS::Lambda::EventSourceMapping")
    return {owner(name): source for name, source in sources if "StartingPosition" in source}


def owner(name: str) -> str:
    return name.split("/")[1].removeprefix("Functions").split("Function")[0]


def pattern_of(source: Resource) -> dict[str, Any]:
    [filtered] = source["FilterCriteria"]["Filters"]
    pattern: dict[str, Any] = json.loads(filtered["Pattern"])
    return pattern


def test_each_follower_is_told_only_what_it_is_about(synthesis: Synthesis) -> None:
    told = {name: pattern_of(source) for name, source in followers(synthesis).items()}

    assert told == {
        name: {"eventName": about["events"], "dynamodb": {"Keys": {"sk": {"S": [{"prefix": about["prefix"]}]}}}}
        for name, about in FOLLOWED.items()
    }


def test_no_more_follow_than_a_stream_serves(synthesis: Synthesis) -> None:
    streams = Counter(str(source["EventSourceArn"]) for source in followers(synthesis).values())

    assert max(streams.values()) <= READERS_OF_A_SHARD


def test_no_change_is_lost_to_a_poisoned_one(synthesis: Synthesis) -> None:
    for name, source in followers(synthesis).items():
        assert source["StartingPosition"] == "TRIM_HORIZON", name
        assert source["BisectBatchOnFunctionError"], name
        assert source["DestinationConfig"]["OnFailure"]["Destination"], name
        # What a function answers is nothing to the emulator, which knows raised errors alone.
        assert "FunctionResponseTypes" not in source, name


def test_a_letter_that_cannot_be_taken_stops_the_others_for_a_while_and_a_deed_for_as_long_as_it_is_known(
    synthesis: Synthesis,
) -> None:
    retries = {name: source.get("MaximumRetryAttempts") for name, source in followers(synthesis).items()}

    assert retries == {
        "KeepCounters": None,
        "SendConfirmation": FOLLOWER_TRIES - 1,
        "SendLetters": FOLLOWER_TRIES - 1,
    }


@pytest.mark.parametrize(("sender", "queue"), [("send_letters", "letters"), ("send_confirmation", "confirmations")])
def test_whoever_sends_letters_empties_the_queue_in_which_it_has_them_wait(
    synthesis: Synthesis, sender: str, queue: str
) -> None:
    ours = f"banneret-{synthesis.stage.name}-{queue}"
    [waits] = [name for name, each in synthesis.resources("AWS::SQS::Queue") if each["QueueName"] == ours]
    waits = waits.split("/")[1]
    [function] = [
        each
        for _, each in synthesis.resources("AWS::Lambda::Function")
        if each["Handler"].startswith(f"functions.{sender}.")
    ]
    sources = [
        str(source["EventSourceArn"])
        for name, source in synthesis.resources("AWS::Lambda::EventSourceMapping")
        if "StartingPosition" not in source and owner(name).lower() == sender.replace("_", "")
    ]

    assert waits in str(function["Environment"]["Variables"]["WAITING_QUEUE"])
    assert len(sources) == 1
    assert waits in sources[0]


def test_a_letter_stays_in_its_senders_hand_until_that_is_surely_gone(synthesis: Synthesis) -> None:
    functions = [function for _, function in synthesis.resources("AWS::Lambda::Function")]
    [sender] = [function for function in functions if function["Handler"].startswith("functions.send_letters.")]

    hold = int(sender["Environment"]["Variables"]["HOLD_SECONDS"])
    assert hold > sender["Timeout"]
    assert synthesis.stage.letters.outlasted.total_seconds() > hold


def test_the_clock_calls_as_often_as_each_task_needs(synthesis: Synthesis) -> None:
    rules = {owner(name): rule["ScheduleExpression"] for name, rule in synthesis.resources("AWS::Events::Rule")}

    assert rules == {
        "KeepSilence": "rate(1 minute)",
        "PublishNetwork": "rate(5 minutes)",
        "ApplyRetention": "rate(1 day)",
        "KeepIndexes": "rate(1 hour)",
    }
