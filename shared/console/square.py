"""The square that an authenticator app reads with the phone's camera."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from markupsafe import Markup

if TYPE_CHECKING:
    from markupsafe import HasHTML

SECRET = re.compile(r"[A-Z2-7]{16,128}=*")
"""A secret in base 32."""


def is_secret(text: str) -> bool:
    """Tell whether a text can be a secret: it comes back from a page that may have been changed."""
    return bool(SECRET.fullmatch(text))


def address_of(secret: str, *, issuer: str, account: str) -> str:
    """Return the secret as apps take it (https://github.com/google/google-authenticator/wiki/Key-Uri-Format)."""
    told = urlencode({"secret": secret.rstrip("="), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{told}"


def square(text: str) -> HasHTML:
    """Return a text drawn as a square, in SVG without styles of its own."""
    import segno  # noqa: PLC0415 - one page in a member's life needs it

    drawing = segno.make(text, error="m", micro=False).svg_inline(
        omitsize=True, border=2, svgclass=None, lineclass=None
    )
    return Markup(drawing)  # noqa: S704 - drawn by segno from dots alone: no character of the text is in it
