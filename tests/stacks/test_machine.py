"""The state machine waits for nothing without end, and loses no error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.stacks.synthesis import Synthesis

EXPRESS_SECONDS = 5 * 60
"""An Express execution ends then: a fixed quota of Step Functions."""


def definition_of(synthesis: Synthesis) -> dict[str, Any]:
    [(_, machine)] = synthesis.resources("AWS::StepFunctions::StateMachine")
    text = machine["DefinitionString"]
    parts = text["Fn::Join"][1] if isinstance(text, dict) else [text]
    machine_definition: dict[str, Any] = json.loads("".join(p if isinstance(p, str) else "resource" for p in parts))
    return machine_definition


def states_of(definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every state, those of maps' children included."""
    for name, state in definition["States"].items():
        yield name, state
        if "ItemProcessor" in state:
            yield from states_of(state["ItemProcessor"])


@pytest.fixture
def states(synthesis: Synthesis) -> dict[str, dict[str, Any]]:
    return dict(states_of(definition_of(synthesis)))


def test_the_machine_is_standard_traced_logged_and_ends_in_time(synthesis: Synthesis) -> None:
    [(_, machine)] = synthesis.resources("AWS::StepFunctions::StateMachine")

    assert machine.get("StateMachineType", "STANDARD") == "STANDARD"
    assert machine["TracingConfiguration"] == {"Enabled": True}
    assert machine["LoggingConfiguration"]["Level"] == "ALL"
    assert machine["LoggingConfiguration"]["IncludeExecutionData"] is False
    assert definition_of(synthesis)["TimeoutSeconds"] == synthesis.stage.patience.rollout.total_seconds()


def test_every_task_has_a_timeout_is_tried_again_and_has_somewhere_to_go_when_it_fails(
    states: dict[str, dict[str, Any]],
) -> None:
    for name, state in states.items():
        if state["Type"] == "Task":
            assert state["TimeoutSeconds"] > 0, name
            assert state["Retry"], name
            assert state.get("Catch") or name.endswith("Piece") or name == "RecordFailure", name


def test_every_map_is_bounded_and_catches_its_failure(states: dict[str, dict[str, Any]]) -> None:
    maps = {name: state for name, state in states.items() if state["Type"] == "Map"}

    assert set(maps) == {"SortPeople", "LoadPeople", "ProvisionWave"}
    for name, state in maps.items():
        assert state["MaxConcurrency"] > 0, name
        assert state["Catch"], name
        assert state["ResultPath"] is None, f"{name}: results of thousands of children do not fit into the state"


def test_children_that_wait_for_a_token_are_standard_and_the_import_s_are_express(
    states: dict[str, dict[str, Any]],
) -> None:
    kinds = {
        name: state["ItemProcessor"]["ProcessorConfig"]["ExecutionType"]
        for name, state in states.items()
        if state["Type"] == "Map"
    }

    assert kinds == {"SortPeople": "EXPRESS", "LoadPeople": "EXPRESS", "ProvisionWave": "STANDARD"}


def test_all_tries_of_an_import_step_fit_into_an_express_execution(
    states: dict[str, dict[str, Any]], synthesis: Synthesis
) -> None:
    patience = synthesis.stage.patience
    rests = sum(patience.rest.total_seconds() * 2**number for number in range(patience.tries - 1))
    for name in ("SortPeoplePiece", "LoadPeoplePiece"):
        assert states[name]["TimeoutSeconds"] * patience.tries + rests <= EXPRESS_SECONDS, name


def test_a_step_outlasts_its_function_so_that_the_function_names_its_own_timeout(
    states: dict[str, dict[str, Any]], synthesis: Synthesis
) -> None:
    sizes = synthesis.stage.functions

    assert states["PlanRollout"]["TimeoutSeconds"] > sizes.plan_rollout.timeout.total_seconds()


def test_what_no_repetition_mends_is_tried_once(states: dict[str, dict[str, Any]], synthesis: Synthesis) -> None:
    for name in ("PlanRollout", "SettleImport", "SortPeoplePiece", "JudgeWave", "ReportRollout"):
        first, rest = states[name]["Retry"]
        assert "InputError" in first["ErrorEquals"], name
        assert first["MaxAttempts"] == 0, name
        assert rest["ErrorEquals"] == ["States.ALL"], name
        assert rest["MaxAttempts"] == synthesis.stage.patience.tries - 1, name


def test_an_answer_to_a_token_is_taken_as_it_is_and_not_asked_for_again(states: dict[str, dict[str, Any]]) -> None:
    answers = {
        "ProvisionNation": {"NationFailed", "States.Timeout"},
        "AskApproval": {"RolloutAborted", "States.Timeout"},
    }

    waiting = {name for name, state in states.items() if "waitForTaskToken" in state.get("Resource", "")}
    assert waiting == set(answers)
    for name in waiting:
        first, rest = states[name]["Retry"]
        assert set(first["ErrorEquals"]) >= answers[name], name
        assert first["MaxAttempts"] == 0, name
        assert rest["ErrorEquals"] == ["States.ALL"], name


def test_workers_of_the_import_and_of_failures_are_told_whose_attempt_they_work_for(
    states: dict[str, dict[str, Any]],
) -> None:
    for name in ("SortPeople", "LoadPeople", "ProvisionWave"):
        assert states[name]["ItemSelector"]["attempt.$"] == "$.attempt", name
    assert states["RecordFailure"]["Parameters"]["Payload"]["attempt.$"] == "$.attempt"


def test_a_failed_import_keeps_the_network_until_its_last_worker_must_be_over(
    states: dict[str, dict[str, Any]], synthesis: Synthesis
) -> None:
    sizes, wait = synthesis.stage.functions, states["Straggling"]["Seconds"]

    assert {catch["Next"] for name in ("SortPeople", "LoadPeople") for catch in states[name]["Catch"]} == {"Straggling"}
    assert states["Straggling"]["Next"] == "Failed"
    assert wait > max(sizes.sort_people.timeout, sizes.load_people.timeout).total_seconds()
    functions = [function for _, function in synthesis.resources("AWS::Lambda::Function")]
    (plan,) = (each for each in functions if each.get("FunctionName", "").endswith("plan-rollout"))
    assert plan["Environment"]["Variables"]["STRAGGLE_SECONDS"] == str(wait)


def test_every_way_but_an_unwritten_report_passes_the_report(states: dict[str, dict[str, Any]]) -> None:
    ends = {name for name, state in states.items() if state["Type"] in {"Succeed", "Fail"}}

    assert ends == {"RolloutEnded", "RolloutFailed", "Unreported"}
    assert {states[name]["Next"] for name in ("Done", "Aborted", "Failed")} == {"PublishNetwork"}
    assert states["PublishNetwork"]["Next"] == "ReportRollout"
    assert [catch["Next"] for catch in states["PublishNetwork"]["Catch"]] == ["ReportRollout"]


def test_a_nation_takes_few_transitions(states: dict[str, dict[str, Any]]) -> None:
    child = states["ProvisionWave"]["ItemProcessor"]["States"]

    assert set(child) == {"ProvisionNation", "RecordFailure"}
