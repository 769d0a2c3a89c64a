"""The rows of a people file that no nation got, as files to be corrected and sent again."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from shared.rollouts.paths import folder

if TYPE_CHECKING:
    from shared.rollouts.ports import RolloutFiles


class Leftover(StrEnum):
    """Why rows were left."""

    REJECTS = "rejects"
    UNASSIGNED = "unassigned"


def leftovers(rollout_id: str, kind: Leftover, *, files: RolloutFiles) -> tuple[str, ...]:
    """Return the keys of the files with a rollout's rows of that kind, in the order of the people file."""
    return tuple(sorted(files.keys(f"{folder(rollout_id)}/{kind}/"), key=_number))


def _number(key: str) -> tuple[int, str]:
    """Order range-10 behind range-9."""
    digits = "".join(filter(str.isdecimal, key.rpartition("/")[2]))
    return int(digits or 0), key
