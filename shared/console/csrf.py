"""Whether a form that arrives is one of ours: sent by our own page, in the browser that it was shown in."""

from __future__ import annotations

import re
from hmac import compare_digest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.console.request import Request

FIELD = "csrf"
"""The hidden field of each form."""

TOKEN = re.compile(r"[A-Za-z0-9_-]{32,128}")
"""A token as we make them."""


def is_token(text: str) -> bool:
    """Tell whether a text can be a token of ours."""
    return bool(TOKEN.fullmatch(text))


def is_ours(request: Request, *, token: str) -> bool:
    """Tell whether the request comes from our own page and carries the token that this browser was given."""
    shown = request.form.get(FIELD, "")
    return bool(token) and _comes_from_us(request) and compare_digest(shown.encode("utf-8", "replace"), token.encode())


def _comes_from_us(request: Request) -> bool:
    origin = request.headers.get("origin", "")
    if not origin:
        return request.headers.get("sec-fetch-site") == "same-origin"
    # Taken apart by hand: an origin has no more than a scheme and a host, and no text makes this raise.
    return origin.partition("://")[2] == (request.headers.get("host") or None)
