"""A team: who holds which role in a nation or in the network, and who is invited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.access.audit import AuditEntry
    from shared.access.grant import Standing
    from shared.access.invitation import Invitation
    from shared.access.member import Member
    from shared.access.posting import Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The team of a nation, or HQ where `nation` is None, as it was at one `revision`."""

    nation: str | None
    revision: int = 0
    standings: tuple[Standing, ...] = ()
    invitations: tuple[Invitation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of a team, all of it or nothing: `team` is what the change was decided on.

    A `newcomer` becomes a member; `accepted` and `withdrawn` invitations are over. `posted` is the letter that brings
    the invitation to whom it is for.
    """

    team: Team
    entries: tuple[AuditEntry, ...]
    newcomer: Member | None = None
    given: tuple[Standing, ...] = ()
    taken: tuple[Standing, ...] = ()
    invited: Invitation | None = None
    posted: Posting | None = None
    accepted: Invitation | None = None
    withdrawn: tuple[Invitation, ...] = ()
