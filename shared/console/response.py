"""What the console answers: a page, the way to another one, or a file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

GUARDS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    # Not `no-referrer`: with it browsers send `Origin: null` with forms, and we could not tell whose form it was.
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer: it is kept nowhere, framed by nobody, and runs nothing but our own files."""


HTML = "text/html; charset=utf-8"
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer; `cookies` are whole `Set-Cookie` values."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether somebody is to read it."""
        return self.headers.get("Content-Type") == HTML

    def with_cookies(self, *cookies: str) -> Response:
        """Return the answer with more to keep or to forget."""
        return replace(self, cookies=(*self.cookies, *cookies))

    def reaching(self, origin: str) -> Response:
        """Return the answer as a page that may send to one more origin: a bucket that takes files, or gives them."""
        policy = GUARDS["Content-Security-Policy"]
        for what in ("connect-src", "form-action"):
            policy = policy.replace(f"{what} 'self'", f"{what} 'self' {origin}")
        return replace(self, headers={**self.headers, "Content-Security-Policy": policy})

    def with_headers(self, headers: Mapping[str, str]) -> Response:
        """Return the answer with more headers, or others."""
        return replace(self, headers={**self.headers, **headers})

    def to_gateway(self) -> dict[str, Any]:
        """Return the answer as API Gateway takes it."""
        answer = {"statusCode": self.status, "headers": {**GUARDS, **self.headers}, "body": self.body}
        return {**answer, "cookies": list(self.cookies)} if self.cookies else answer


def origin_of(address: str) -> str:
    """Return the origin of an address, as policies name it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def framing(response: Response) -> Response:
    """Return a page that shows another one of ours in a frame."""
    return _under(response, f"{GUARDS['Content-Security-Policy']}; frame-src 'self'")


def picturing(response: Response, *, pictures: str) -> Response:
    """Return a page that shows pictures of one more origin: a nation's site."""
    return _under(response, GUARDS["Content-Security-Policy"].replace("img-src 'self'", f"img-src 'self' {pictures}"))


def framed_by_us(response: Response, *, pictures: str = "", styles: str = "") -> Response:
    """Return what a frame of ours shows: it runs nothing, sends nothing, leads nowhere, and is nobody of this origin.

    It loads our own stylesheets alone, and pictures of ours or from the origin `pictures`. `styles` are sources of
    styles besides: those within a letter, each by its hash.
    """
    style, image = (" ".join(filter(None, ("'self'", more))) for more in (styles, pictures))
    policy = (
        f"default-src 'none'; style-src {style}; img-src {image}; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'; sandbox"
    )
    return _under(response, policy)


def _under(response: Response, policy: str) -> Response:
    return response.with_headers({"Content-Security-Policy": policy})


def page(body: str, *, status: int = 200) -> Response:
    """Return a page."""
    return Response(status=status, body=body, headers={"Content-Type": HTML})


def redirect(to: str) -> Response:
    """Return the way to another of our pages, which is then asked for with GET; `to` begins with the request's root."""
    return Response(status=303, headers={"Location": to})


def attachment(body: str, *, name: str, content_type: str) -> Response:
    """Return a file to be kept; its name is ours, of letters, digits, `-` and `.` alone."""
    disposition = f'attachment; filename="{name}"'
    return Response(body=body, headers={"Content-Type": content_type, "Content-Disposition": disposition})


def lasting(body: str, *, content_type: str) -> Response:
    """Return a file whose name changes with its content."""
    return Response(body=body, headers={"Content-Type": content_type, "Cache-Control": FOREVER})
