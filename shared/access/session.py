"""A session: that somebody signed in, in one browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member

LIFE = timedelta(hours=12)
"""The longest that one signing in lasts: a day at the headquarters."""

HQ_IDLE = timedelta(minutes=30)
"""How long a member of HQ may do nothing before they sign in again."""

SEEN_EVERY = timedelta(minutes=1)
"""How often at most a session's last use is written down."""

RENEWED_EVERY = timedelta(hours=1)
"""How old a token grows: a copy that somebody took is good no longer than that, unless they show themselves by it."""

GRACE = timedelta(seconds=30)
"""How long a token is good after the next one was used: requests that were under way, and other tabs, still have it.
As long as a request may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the table knows of a session, under the hash of its token; `csrf` goes into each of its forms.

    `rights` tells what the member held when the token was made, at `renewed_at`; `is_used` whether a browser came with
    it, as it does with the first one of a session. `former` is the hash of the token before, `successor` of the next.
    """

    member_id: str
    csrf: str
    generation: int
    created_at: datetime
    seen_at: datetime
    renewed_at: datetime
    expires_at: datetime
    second_factor_at: datetime | None = None
    rights: str = ""
    is_used: bool = True
    former: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session that is good, and whose it is, as they stand at this moment."""

    session: Session
    member: Member
    token: str

    def lacks_second_factor(self, now: datetime) -> bool:
        """Tell whether the member must give a second factor before they do anything else: all of HQ must."""
        return self.session.second_factor_at is None and self.member.is_hq(now)
