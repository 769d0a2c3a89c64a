"""A member of a nation's team, by the e-mail address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.member import member_id
from shared.kernel.errors import Fault, InputError
from shared.people.email import normalise_email

if TYPE_CHECKING:
    from datetime import datetime

    from cli.stage import Stage


def teammate(email: str, slug: str, *, stage: Stage, now: datetime) -> str:
    """Return the id of whoever has that address and a role in the nation; raises InputError, which repeats nothing."""
    wanted = member_id(normalise_email(email) or "", key=stage.members.key())
    standings = stage.members.team(slug).standings
    if not any(each.member_id == wanted and each.grant.is_live(now) for each in standings):
        remedy = f"`banneret team list --nation {slug}` tells who has"
        raise InputError([Fault(place="member", reason="nobody of this address has a role there", remedy=remedy)])
    return wanted
