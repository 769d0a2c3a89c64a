"""A role that a member was given: where, by whom, until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.access.role import ROLES, Scope

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.role import RoleName

OPERATOR = "operator"
"""In place of a member's id: whoever works on the AWS account itself, from the command line."""

ARN = "arn:"
"""How the names begin by which IAM knows whoever gives commands."""


def is_operator(who: str) -> bool:
    """Tell whether somebody is no member but works on the account, told as OPERATOR or as IAM knows them."""
    return who == OPERATOR or who.startswith(ARN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One role in one nation, or in the network where `nation` is None.

    `given_by` is a member id or OPERATOR. A grant with a `reason` is a look inside a nation by HQ.
    """

    id: str
    role: RoleName
    nation: str | None
    given_by: str
    given_at: datetime
    expires_at: datetime | None = None
    reason: str = ""

    @property
    def is_hq(self) -> bool:
        """Tell whether the role is one of the network's."""
        return ROLES[self.role].scope is Scope.NETWORK

    @property
    def is_look(self) -> bool:
        """Tell whether HQ looks inside the nation by it, for the reason that it bears."""
        return bool(self.reason)

    @property
    def permissions(self) -> frozenset[Permission]:
        """What comes with the role."""
        return ROLES[self.role].permissions

    def may_look(self, now: datetime) -> bool:
        """Tell whether its holder may look inside nations by it, at HQ."""
        return self.is_hq and Permission.LOOK_INSIDE in self.permissions and self.is_live(now)

    def is_live(self, now: datetime) -> bool:
        """Tell whether the grant has not run out."""
        return self.expires_at is None or now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A grant, and the member who holds it."""

    member_id: str
    grant: Grant
