"""Where somebody stands who has given the password and not yet the second factor: sealed, and kept in their browser."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from itsdangerous import BadData, URLSafeSerializer

if TYPE_CHECKING:
    from datetime import datetime

    from shared.kernel.secrets import SigningKeys

VALID = timedelta(minutes=10)
"""Long enough to fetch a phone and to install an app on it."""

SALT = "banneret.console.pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Whose password was right; then either the `challenge` of the second factor, or the `token` that enrols one.

    It is good for the `generation` of the member alone that it was made in: signing out everywhere, a new password and
    a new second factor end it with their sessions.
    """

    member_id: str
    generation: int = 0
    id: str = ""
    """What it is known by where it may be used once."""
    challenge: str = ""
    token: str = ""
    to: str = ""
    """The path of the page that they wanted."""
    renews: bool = False
    """Whether a second factor is to take the place of one that they had."""


def seal(pending: Pending, *, keys: SigningKeys, now: datetime) -> str:
    """Return the value of the cookie."""
    return str(_serializer(keys).dumps({**asdict(pending), "until": int((now + VALID).timestamp())}))


def unseal(sealed: str, *, keys: SigningKeys, now: datetime) -> Pending | None:
    """Return what was sealed, or None: it is none of ours, or its time is over."""
    try:
        fields = _serializer(keys).loads(sealed)
    except BadData:
        return None
    return Pending(**fields) if fields.pop("until") > now.timestamp() else None


def _serializer(keys: SigningKeys) -> URLSafeSerializer:
    return URLSafeSerializer(list(keys.keys()), salt=SALT)
