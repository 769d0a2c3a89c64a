"""Every function alike: runtime, processor, traces, logs, time and environment."""

from __future__ import annotations

from dataclasses import fields
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from infra.bundling import ROOT, function_names

if TYPE_CHECKING:
    from shared.kernel.settings import Settings
    from tests.stacks.synthesis import Resource, Synthesis

SETTINGS = sorted((ROOT / "shared").rglob("settings.py"))
"""Where the features say what their functions must be told."""

OURS = {"MALLOC_MMAP_THRESHOLD_", "POWERTOOLS_LOG_LEVEL", "POWERTOOLS_METRICS_NAMESPACE"}


@pytest.fixture
def functions(synthesis: Synthesis) -> dict[str, Resource]:
    return dict(synthesis.resources("AWS::Lambda::Function"))


def test_every_folder_with_a_handler_is_a_function_and_there_are_no_others(functions: dict[str, Resource]) -> None:
    handlers = sorted(function["Handler"] for function in functions.values())

    assert handlers == [f"functions.{name}.handler.lambda_handler" for name in function_names()]


def test_every_function_runs_on_the_newest_python_and_on_arm(functions: dict[str, Resource]) -> None:
    for name, function in functions.items():
        assert (function["Runtime"], function["Architectures"]) == ("python3.14", ["arm64"]), name


def test_every_function_is_traced_and_logs_to_a_group_of_its_own(functions: dict[str, Resource]) -> None:
    groups = [str(function["LoggingConfig"]["LogGroup"]) for function in functions.values()]

    assert len(set(groups)) == len(functions)
    assert all(function["TracingConfig"] == {"Mode": "Active"} for function in functions.values())


def test_every_function_has_the_time_and_memory_of_its_stage(
    functions: dict[str, Resource], synthesis: Synthesis
) -> None:
    for function in functions.values():
        size = getattr(synthesis.stage.functions, function["Handler"].split(".")[1])
        assert function["Timeout"] == size.timeout.total_seconds()
        assert function["MemorySize"] == size.memory


def test_every_function_has_a_role_of_its_own(functions: dict[str, Resource]) -> None:
    roles = {str(function["Role"]) for function in functions.values()}

    assert len(roles) == len(functions)


def test_a_function_is_told_its_settings_and_what_powertools_reads_by_itself(
    functions: dict[str, Resource],
) -> None:
    told = settings_by_name()

    for function in functions.values():
        name = function["Handler"].split(".")[1]
        settings = told["".join(word.capitalize() for word in name.split("_")) + "Settings"]
        expected = {field.name.upper() for field in fields(settings)} | OURS
        assert set(function["Environment"]["Variables"]) == expected, name


def settings_by_name() -> dict[str, type[Settings]]:
    """Return every settings class of the features."""
    modules = [import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in SETTINGS]
    return {name: value for module in modules for name, value in vars(module).items() if name.endswith("Settings")}
