"""A browser without a screen: it keeps cookies, follows no link by itself, and fills in forms as it was shown them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from selectolax.lexbor import LexborHTMLParser

from shared.console.answering import answer
from shared.console.request import read_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.response import Response

HOST = "console.example"
PATH = "/_aws/execute-api/{api}/$default"
ROOT = PATH.format(api="abc") + "/"


def event(
    method: str, path: str, *, headers: Mapping[str, str], form: Mapping[str, str | list[str]] | None = None
) -> dict[str, Any]:
    """Return what API Gateway tells of a request; `path` is the console's own, with its query."""
    path, _, query = path.partition("?")
    return {
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"host": HOST, **headers},
        "requestContext": {"apiId": "abc", "http": {"method": method, "sourceIp": "192.0.2.1"}},
        **({"body": urlencode(form, doseq=True)} if form is not None else {}),
    }


@dataclass
class Browser:
    """Talks to a console; `page` is what it shows, `language` what it asks for."""

    desk: Desk
    language: str = "en"
    cookies: dict[str, str] = field(default_factory=dict)
    last: Response | None = None

    def get(self, path: str, **headers: str) -> Response:
        """Open a page."""
        return self._send(event("GET", path, headers=headers))

    def post(self, path: str, form: Mapping[str, str | list[str]] | None = None, **headers: str) -> Response:
        """Send a form of the page that is shown, with what was typed and the page's own hidden fields.

        A list is a field that comes more than once.
        """
        sent = {**self.hidden, **(form or {})}
        return self._send(event("POST", path, form=sent, headers={"origin": f"https://{HOST}", **headers}))

    def go(self, path: str) -> Response:
        """Open a page and wherever it leads."""
        response = self.get(path)
        while response.status == 303:
            response = self.get(self.led_to)
        return response

    @property
    def led_to(self) -> str:
        """The path that the last answer leads to."""
        assert self.last is not None
        return "/" + self.last.headers["Location"].removeprefix(ROOT)

    @property
    def page(self) -> LexborHTMLParser:
        """The page that is shown."""
        assert self.last is not None
        return LexborHTMLParser(self.last.body)

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the first form of the page that changes something."""
        form = self.page.css_first("main form[method=post]") if self.last else None
        fields = form.css("input[type=hidden]") if form else []
        return {node.attributes["name"] or "": node.attributes.get("value") or "" for node in fields}

    def field(self, name: str) -> str:
        """Return what a field of the page that is shown holds."""
        (node, *_) = self.page.css(f'main [name="{name}"]')
        return (node.attributes.get("value") or "") if node.tag == "input" else node.text()

    @property
    def title(self) -> str:
        """The heading of the page that is shown."""
        heading = self.page.css_first("h1")
        return heading.text().strip() if heading else ""

    @property
    def text(self) -> str:
        """The words of the page that is shown."""
        main = self.page.css_first("main")
        return " ".join(main.text(separator=" ").split()) if main else ""

    def _send(self, asked: dict[str, Any]) -> Response:
        asked["headers"] = {"accept-language": self.language, **asked["headers"]}
        asked["cookies"] = [f"{name}={value}" for name, value in self.cookies.items()]
        self.last = answer(read_request(asked, console_path=PATH), self.desk)
        for cookie in self.last.cookies:
            name, _, rest = cookie.partition("=")
            value, _, rules = rest.partition(";")
            if "Max-Age=0" in rules:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return self.last
