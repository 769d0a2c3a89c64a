"""What the use cases of access need from the world; for proving who one is, see `SignIn` in `sign_in`."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from shared.access.audit import AuditEntry
    from shared.access.invitation import Invitation
    from shared.access.member import Member
    from shared.access.posting import Posting
    from shared.access.session import Session
    from shared.access.team import Change, Team
    from shared.kernel.page import Page


class MemberStore(Protocol):
    """Keeps members, their grants, teams and invitations."""

    def key(self) -> bytes:
        """Return the key that hides addresses in ids: made at the first call, the same ever after."""

    def get(self, member_id: str) -> Member | None:
        """Return the member as they stand, with their grants."""

    def save(self, member: Member, *, after: Member, entry: AuditEntry) -> None:
        """Replace what is the member's own (all but grants) and log it.

        Raises Conflict if it is no longer as `after` has it.
        """

    def remove(self, member: Member, *, entry: AuditEntry) -> None:
        """Forget what is the member's own and log it; raises Conflict if they were changed, or are gone by now."""

    def team(self, nation: str | None) -> Team:
        """Return the team of a nation, or HQ, with all invitations that nobody has accepted."""

    def change(self, change: Change) -> None:
        """Carry out a change and log it, all or nothing.

        Raises Conflict if the team is no longer at the revision that the change was decided on, or if an invitation
        was accepted or withdrawn meanwhile.
        """

    def invitation(self, digest: str) -> Invitation | None:
        """Return an invitation by the hash of its token."""


class Taken(Enum):
    """Why a letter cannot be taken in hand."""

    GONE = "gone"
    """Its invitation was withdrawn, or its link ran out."""
    SETTLED = "settled"
    HELD = "held"
    """Somebody took it who may still be at it."""


class Post(Protocol):
    """Keeps letters until their links run out; each is in one hand at a time."""

    def add(self, posting: Posting) -> None:
        """Keep a letter that is to be sent."""

    def find(self, pk: str) -> Posting | None:
        """Return a letter by its partition (`posting_key`), sent or not."""

    def take(self, pk: str, *, now: datetime, until: datetime) -> Posting | Taken:
        """Take a letter in hand, which nobody else does `until` then; or tell why not. Raises TransientError.

        Who does not say by then what became of it is taken for dead, and the letter is taken again.
        """

    def hand_back(self, posting: Posting, *, until: datetime) -> None:
        """Have a letter that was taken `until` then be taken at once; one in another hand by now stays there."""

    def settle(self, posting: Posting, outcome: str) -> None:
        """Write down what became of a letter, for good; nothing can make its link from then on."""


class SessionStore(Protocol):
    """Keeps sessions under the hashes of their tokens, until they expire."""

    def add(self, digest: str, session: Session) -> None:
        """Keep a session."""

    def get(self, digest: str) -> Session | None:
        """Return a session; one that has expired may still be there."""

    def see(self, digest: str, at: datetime) -> None:
        """Write down when a session was last used; one that was ended stays ended."""

    def succeed(self, digest: str, *, by: str, session: Session) -> bool:
        """Have a session go on under another token's hash; tell whether it does: not if it ended, or goes on already.

        It stays good under the hash of before.
        """

    def retire(self, digest: str, *, by: str, until: datetime) -> None:
        """Have a session be good under the hash of before `until` then, because the token that follows was used."""

    def end(self, digest: str) -> None:
        """Forget a session, if there is one."""


class AuditLog(Protocol):
    """Keeps what was done; nothing of it is ever changed or removed."""

    def record(self, entry: AuditEntry) -> None:
        """Add an entry."""

    def page(self, nation: str | None, *, limit: int, cursor: str | None = None) -> Page[AuditEntry]:
        """Return entries of a nation, or of the network itself, newest first. Raises InputError for a false cursor."""


class Tries(Protocol):
    """Counts tries to sign in, under keyed hashes, for as long as they matter."""

    def take(self, key: str, *, now: datetime, window: timedelta, hold: Callable[[int], timedelta]) -> datetime | None:
        """Count one try, and return None; or count none, and return until when none is taken.

        The n-th try since the count began has those after it held for `hold(n)`, however many come at once.
        The count is forgotten a `window` after it began, or after the last hold is over.
        """

    def give_back(self, key: str) -> None:
        """Count one try less."""

    def forget(self, key: str) -> None:
        """Count from nothing, and hold no longer."""
