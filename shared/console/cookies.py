"""What the console keeps in a browser: cookies of this host alone, that no script reads.

The prefix `__Host-` has the browser itself refuse a cookie that another host of the domain planted
(RFC 6265bis, section 4.1.3.2).
"""

from __future__ import annotations

SESSION = "__Host-session"
"""Whoever has signed in."""

PENDING = "__Host-pending"
"""Whoever has given the password, and not yet the second factor."""

GUEST = "__Host-guest"
"""A form that was opened before anybody signed in."""

RULES = "Path=/; Secure; HttpOnly; SameSite=Lax"


def kept(name: str, value: str, *, seconds: int) -> str:
    """Return the header that has a browser keep a value."""
    return f"{name}={value}; Max-Age={seconds}; {RULES}"


def dropped(name: str) -> str:
    """Return the header that has a browser forget it."""
    return f"{name}=; Max-Age=0; {RULES}"
