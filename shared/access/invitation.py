"""An invitation: a role that waits for somebody to take it up, once, within a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.role import RoleName

VALID = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What somebody is invited to; `digest` is the SHA-256 of the token in their link, which is kept nowhere.

    `by` is a member id or OPERATOR, `until` when the role itself will run out.
    """

    digest: str
    email: str
    name: str
    language: str
    role: RoleName
    nation: str | None
    by: str
    invited_at: datetime
    expires_at: datetime
    until: datetime | None = None
    accepted_at: datetime | None = None

    @property
    def id(self) -> str:
        """What people name it by, where a team is listed."""
        return self.digest[:12]

    def is_open(self, now: datetime) -> bool:
        """Tell whether it can still be accepted."""
        return self.accepted_at is None and now < self.expires_at
