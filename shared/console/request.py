"""What a browser asks of the console: API Gateway's event, payload format 2.0, in our own words."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 64_000
"""Characters of a posted form: ours are far shorter, files go straight to S3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request; `path` is below the console's own root, `root` is what links begin with.

    `headers` have lower-case names. Of a field that comes twice, the last one counts in `query` and `form`;
    `ticked` has all of them.
    """

    method: str
    path: str
    root: str
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]
    address: str
    fields: tuple[tuple[str, str], ...] = ()
    scheme: str = "https"

    @property
    def posts(self) -> bool:
        """Whether something is to be changed."""
        return self.method == "POST"

    def ticked(self, name: str) -> tuple[str, ...]:
        """Return all values that a form has for a field, in its order: the boxes of a list that somebody ticked."""
        return tuple(value for field, value in self.fields if field == name)

    @property
    def origin(self) -> str:
        """Where the console is reached: the browser's own word with a form that we know to be ours, else our host."""
        return self.headers.get("origin") or f"{self.scheme}://{self.headers.get('host', '')}"

    @property
    def wants_part(self) -> bool:
        """Whether htmx asks for a part of a page."""
        return self.headers.get("hx-request") == "true"


def read_request(event: Mapping[str, Any], *, console_path: str, scheme: str = "https") -> Request:
    """Return what is asked; a body that is not what the event calls it, or is too long, is empty.

    `scheme` is how browsers reach the console: no header tells.
    """
    context = event["requestContext"]
    headers = {name.lower(): str(value) for name, value in (event.get("headers") or {}).items()}
    before = console_path.format(api=context.get("apiId", ""))
    fields = parse_qsl(_body(event), keep_blank_values=True)
    return Request(
        method=str(context["http"]["method"]),
        path=str(event.get("rawPath") or "/").removeprefix(before) or "/",
        root=f"{before}/",
        headers=headers,
        cookies=_cookies(event, headers),
        query=dict(parse_qsl(str(event.get("rawQueryString") or ""), keep_blank_values=True)),
        form=dict(fields),
        address=str(context["http"].get("sourceIp", "")),
        fields=tuple(fields),
        scheme=scheme,
    )


def _cookies(event: Mapping[str, Any], headers: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in event.get("cookies") or [headers.get("cookie", "")]:
        try:
            found |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        except CookieError:
            continue  # Whatever else a browser carries for this host is none of ours.
    return found


def _body(event: Mapping[str, Any]) -> str:
    body = str(event.get("body") or "")
    if event.get("isBase64Encoded"):
        try:
            body = base64.b64decode(body).decode("utf-8", "replace")
        except binascii.Error:
            return ""
    return body if len(body) <= LARGEST else ""
