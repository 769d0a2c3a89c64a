"""The machine that an emulator runs on: its processes, its ports, its time."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.local_stage import ports

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.local_stage.processes import Processes
    from cli.waiting import Patience

HEALTH_SECONDS = 2
"""Longer than a loaded emulator takes for an answer it has at hand."""


def is_healthy(endpoint: str) -> bool:
    """Tell whether an emulator answers there."""
    try:
        # The endpoint is an address of 127.0.0.1 that we composed ourselves.
        with urllib.request.urlopen(f"{endpoint}/_ministack/health", timeout=HEALTH_SECONDS) as answer:  # noqa: S310
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's word for fine
    except (urllib.error.URLError, OSError):
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What an emulator needs of the machine it runs on."""

    processes: Processes
    patience: Patience
    is_free: Callable[[int], bool] = ports.is_free
    holder_of: Callable[[int], str | None] = ports.holder_of
    is_healthy: Callable[[str], bool] = is_healthy
