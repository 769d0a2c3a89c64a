"""The stages, synthesised once for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infra.stages import STAGES
from tests.stacks.synthesis import Synthesis, synthesise

if TYPE_CHECKING:
    from collections.abc import Callable


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep this folder's tests on one worker: synthesis takes seconds."""
    for item in items:
        if "stacks" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("stacks"))


@pytest.fixture(scope="session")
def synthesis_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Synthesis]:
    """Return the synthesis of a stage by its name."""
    made: dict[str, Synthesis] = {}

    def of(name: str) -> Synthesis:
        if name not in made:
            made[name] = synthesise(STAGES[name], tmp_path_factory.mktemp(name))
        return made[name]

    return of


RARE = {"dev": pytest.mark.nightly, "local": pytest.mark.nightly}
"""Stages that differ in numbers alone from one that every run looks at: `dev` from `prod`, `local` from `test`."""


@pytest.fixture(params=[pytest.param(name, marks=RARE.get(name, ())) for name in sorted(STAGES)])
def synthesis(request: pytest.FixtureRequest, synthesis_of: Callable[[str], Synthesis]) -> Synthesis:
    """Return each stage in turn."""
    return synthesis_of(request.param)


@pytest.fixture(params=[pytest.param("dev", marks=RARE["dev"]), "prod"])
def on_aws(request: pytest.FixtureRequest, synthesis_of: Callable[[str], Synthesis]) -> Synthesis:
    """Return each stage that lives in an AWS account, in turn."""
    return synthesis_of(request.param)
