"""The console with its connections to AWS, as the environment tells."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from shared.console.answering import answer
from shared.console.desk import Desk
from shared.console.rendering import Pages
from shared.console.request import read_request
from shared.console.settings import ServeConsoleSettings
from shared.kernel.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.response import Response


class Console:
    """Answers what browsers ask."""

    def __init__(self, desk: Desk, *, path: str) -> None:
        """Take the desk, and what stands before the console's own paths."""
        self._desk, self._path = desk, path

    def answer(self, event: Mapping[str, object]) -> Response:
        """Answer one request of API Gateway."""
        return answer(read_request(event, console_path=self._path), self._desk)


def connect() -> Console:
    """Connect to AWS."""
    settings = ServeConsoleSettings.from_env(os.environ)
    return Console(Desk(pages=Pages(), clock=SystemClock()), path=settings.console_path)
