"""The stages there are, and which of them live on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.config import LayerTarget
from infra.stages import STAGES
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from infra.config import StageConfig


def stage_called(name: str) -> StageConfig:
    """Return the stage's configuration; raises InputError."""
    if name in STAGES:
        return STAGES[name]
    remedy = f"Choose one of {', '.join(STAGES)}, or add yours to infra/stages.py"
    raise InputError([Fault(place="--stage", reason=f"there is no stage “{name}”", remedy=remedy)])


def runs_here(stage: StageConfig) -> bool:
    """Tell whether the stage's cloud is the emulator on this machine."""
    return stage.layer is LayerTarget.HERE
