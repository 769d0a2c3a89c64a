"""The console: answers what browsers ask, over a desk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.serve_console.desk import desk_of
from shared.console.answering import answer, give_up
from shared.console.request import read_request
from shared.console.settings import ServeConsoleSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.request import Request
    from shared.console.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """Answers what browsers ask; `path` stands before the console's own paths, with `{api}` for the API's id,
    `scheme` before its host."""

    desk: Desk
    path: str
    scheme: str

    def answer(self, event: Mapping[str, Any]) -> Response:
        """Answer one request of API Gateway."""
        return answer(self._read(event), self.desk)

    def give_up(self, event: Mapping[str, Any]) -> Response:
        """Answer a request that we failed."""
        return give_up(self._read(event), self.desk)

    def _read(self, event: Mapping[str, Any]) -> Request:
        return read_request(event, console_path=self.path, scheme=self.scheme)


def connect() -> Console:
    """Connect to AWS."""
    settings = ServeConsoleSettings.from_env(os.environ)
    return Console(desk=desk_of(settings), path=settings.console_path, scheme=settings.console_scheme)
