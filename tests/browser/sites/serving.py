"""A folder of sites behind a server, with a door for forms that answers as a test wishes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from tests.browser.serving import QuietHandler, serving

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

ACCEPTED = {"outcome": "accepted", "title": "Merci !", "message": "C’est enregistré."}


@dataclass
class Door:
    """What the API answers, one answer a post and the last one for ever, and what was posted.

    An answer of None is none: the connection is closed.
    """

    answers: list[dict[str, Any] | None] = field(default_factory=lambda: [ACCEPTED])
    posts: list[dict[str, list[str]]] = field(default_factory=list)
    stamps: int = 0
    wait: float = 0

    def answer(self, body: str) -> dict[str, Any] | None:
        """Note a post and return its answer."""
        self.posts.append(parse_qs(body, keep_blank_values=True))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class DoorHandler(QuietHandler):
    """Serves a folder, and the API below each site of it."""

    def __init__(self, *arguments: Any, door: Door, **named: Any) -> None:
        self._door = door
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:  # noqa: N802 - http.server calls it by this name
        if not self.path.endswith("/api/stamp"):
            super().do_GET()
            return
        self._door.stamps += 1
        self._json({"stamp": f"stamp-{self._door.stamps}", "wait": self._door.wait})

    def do_POST(self) -> None:  # noqa: N802 - http.server calls it by this name
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        answer = self._door.answer(body)
        if answer is None:
            self.close_connection = True
        elif self.headers["Accept"] == "application/json":
            self._json(answer)
        else:
            site, _, action = self.path.partition("/api/")
            self.send_response(303)
            self.send_header("Location", f"{site}/thanks/#{action}")
            self.end_headers()

    def _json(self, document: dict[str, Any]) -> None:
        self.reply(json.dumps(document).encode(), "application/json")


def served(folder: Path, door: Door) -> AbstractContextManager[str]:
    """Serve a folder with a door while the context lasts; gives the address of its root."""
    return serving(partial(DoorHandler, directory=str(folder), door=door))
