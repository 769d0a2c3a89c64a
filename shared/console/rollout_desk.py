"""What the console's pages of rollouts work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.geography.atlas import Atlas
    from shared.kernel.presigning import DownloadLinks, UploadForms
    from shared.rollouts.arrivals import Arrivals
    from shared.rollouts.ports import RolloutFiles, RolloutMachine, TaskTokens


@dataclass(frozen=True, slots=True, kw_only=True)
class RolloutDesk:
    """The machine, its tokens and the intake bucket; the atlas is loaded by the first request that reads a roster."""

    machine: RolloutMachine
    tokens: TaskTokens
    files: RolloutFiles
    arrivals: Arrivals
    forms: UploadForms
    links: DownloadLinks
    atlas: Callable[[], Atlas]
