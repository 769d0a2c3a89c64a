"""Somebody who may sign in."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.grant import Grant

_ID_CHARACTERS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who accepted an invitation; `grants` may have run out, and may be none.

    A look inside a nation stands on HQ's right to look, and is over with it.

    `charter` is the version of the charter they accepted, `enrolled_at` when their second factor was enrolled, None if
    never. Sessions of an earlier `generation` are over.
    """

    id: str
    email: str
    name: str
    language: str
    charter: str | None = None
    charter_at: datetime | None = None
    enrolled_at: datetime | None = None
    generation: int = 1
    grants: tuple[Grant, ...] = ()

    def live_grants(self, now: datetime) -> tuple[Grant, ...]:
        """Return the grants that have not run out, without looks inside that nothing stands under any more."""
        live = [grant for grant in self.grants if grant.is_live(now)]
        looks = any(grant.may_look(now) for grant in live)
        return tuple(grant for grant in live if looks or not grant.is_look)

    def is_hq(self, now: datetime) -> bool:
        """Tell whether the member holds a role of the network's."""
        return any(grant.is_hq for grant in self.live_grants(now))

    def nations(self, now: datetime) -> tuple[str, ...]:
        """Return the slugs of the nations that the member holds a role in, in their order."""
        return tuple(sorted({grant.nation for grant in self.live_grants(now) if grant.nation is not None}))


def member_id(email: str, *, key: bytes) -> str:
    """Return the id of whoever has a normalised address (see `normalise_email`): also their user name in Cognito.

    It is keyed, so that neither logs nor Cognito tell the address to whoever guesses it.
    """
    return hmac.new(key, f"member/{email}".encode(), sha256).hexdigest()[:_ID_CHARACTERS]
