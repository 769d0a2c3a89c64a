"""The log of all that was done: it only grows, and whoever it is about can read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from secrets import token_hex
from typing import TYPE_CHECKING

from shared.access.grant import OPERATOR
from shared.access.tokens import ID_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.access.member import Member
    from shared.access.tokens import Draw


class Deed(StrEnum):
    """What is done with access itself; other features have words of their own."""

    INVITED = "invited"
    WITHDREW = "withdrew-invitation"
    JOINED = "accepted-invitation"
    REVOKED = "revoked-role"
    LOOKED_INSIDE = "looked-inside"
    ACCEPTED_CHARTER = "accepted-charter"
    ENDED_SESSIONS = "ended-all-sessions"
    CHANGED_PASSWORD = "changed-password"  # noqa: S105 - the name of a deed
    ENROLLED = "enrolled-second-factor"
    CHANGED_LANGUAGE = "changed-language"
    REMOVED_MEMBER = "removed-member"
    READ_PEOPLE = "read-people"
    """By the operator: a nation's own team reads its people without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what: in a nation, or in the network where `nation` is None.

    `id` tells apart what happens in one moment. `who` is a member id or OPERATOR. `about` names things by their ids
    and says no more of people than that.
    """

    id: str
    at: datetime
    who: str
    what: str
    nation: str | None
    about: Mapping[str, str] = field(default_factory=dict)


def entry(
    what: str,
    *,
    by: Member | None,
    nation: str | None,
    about: Mapping[str, str],
    now: datetime,
    draw: Draw = token_hex,
) -> AuditEntry:
    """Return an entry of this moment; `by` None is the operator."""
    who = by.id if by else OPERATOR
    return AuditEntry(id=draw(ID_BYTES), at=now, who=who, what=what, nation=nation, about=about)
