"""The console answered on this machine, as API Gateway answers it; its stores are in memory."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from shared.console.answering import answer
from shared.console.request import read_request
from tests.browser.serving import QuietHandler, serving

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from shared.console.desk import Desk


class ConsoleHandler(QuietHandler):
    """Turns each request into an event, and the console's answer into bytes."""

    def __init__(self, *arguments: Any, desk: Desk, **named: Any) -> None:
        self._desk = desk
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        """Answer a page."""
        self._answer("")

    def do_POST(self) -> None:  # noqa: N802 - as above
        """Answer a form."""
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())

    def _answer(self, body: str) -> None:
        asked = urlsplit(self.path)
        event = {
            "rawPath": asked.path,
            "rawQueryString": asked.query,
            "headers": dict(self.headers.items()),
            "requestContext": {"apiId": "", "http": {"method": self.command, "sourceIp": "192.0.2.1"}},
            "body": body,
        }
        response = answer(read_request(event, console_path="", scheme="http"), self._desk).to_gateway()
        self.send_response(response["statusCode"])
        for name, value in response["headers"].items():
            self.send_header(name, value)
        for cookie in response.get("cookies", []):
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        self.wfile.write(response["body"].encode())


def serving_console(desk: Desk) -> AbstractContextManager[str]:
    """Serve a console while the context lasts; gives the address of its root."""
    return serving(partial(ConsoleHandler, desk=desk))
