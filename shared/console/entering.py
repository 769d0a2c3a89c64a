"""Through the door: from a proof of who one is to a session in one's browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.lockout import Attempt, succeeded
from shared.access.sessions import end, open_session
from shared.access.sign_in import Challenged
from shared.console.cookies import GUEST, PENDING, SESSION, dropped, kept
from shared.console.pending import VALID, Pending, seal, unseal
from shared.console.response import Response, redirect

if TYPE_CHECKING:
    from shared.access.member import Member
    from shared.access.sign_in import Passed
    from shared.console.desk import Desk
    from shared.console.visit import Visit

SESSION_SECONDS = 12 * 3600
"""As long as a session lives at most (`shared.access.session.LIFE`)."""


def pending_of(visit: Visit, desk: Desk) -> Pending | None:
    """Return who has given the password in this browser and still owes the second factor."""
    return unseal(visit.request.cookies.get(PENDING, ""), keys=desk.keys, now=visit.now)


def go_on(visit: Visit, desk: Desk, member: Member, proof: Passed | Challenged) -> Response:
    """Lead on somebody whose password was right: to their code, to enrolling where it is due, or inside."""
    if isinstance(proof, Challenged):
        return wait(
            visit, desk, Pending(member_id=member.id, challenge=proof.challenge, to=visit.to), at="/second-factor"
        )
    if member.is_hq(visit.now):
        return wait(visit, desk, Pending(member_id=member.id, token=proof.token, to=visit.to), at="/enrol")
    return enter(visit, desk, member, second_factor=False, to=visit.to)


def wait(visit: Visit, desk: Desk, pending: Pending, *, at: str) -> Response:
    """Remember in the browser how far somebody has come, and lead to the next step."""
    sealed = seal(pending, keys=desk.keys, now=visit.now)
    return redirect(visit.at(at)).with_cookies(kept(PENDING, sealed, seconds=int(VALID.total_seconds())))


def enter(visit: Visit, desk: Desk, member: Member, *, second_factor: bool, to: str = "") -> Response:
    """Open a session in place of whatever this browser had, and lead inside."""
    succeeded(attempt_of(member.id, visit), tries=desk.tries, key=desk.members.key())
    if visit.who:
        end(visit.who.token, sessions=desk.sessions)
    opened = open_session(member, second_factor=second_factor, sessions=desk.sessions, now=visit.now, draw=desk.draw)
    return redirect(visit.at(to or "/")).with_cookies(
        kept(SESSION, opened.token, seconds=SESSION_SECONDS), dropped(PENDING), dropped(GUEST)
    )


def attempt_of(member_id: str, visit: Visit) -> Attempt:
    """Return who tries to come in, from where."""
    return Attempt(member_id=member_id, address=visit.request.address)
