"""Through the door: from a proof of who one is to a session in one's browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.lockout import Attempt, proved, succeeded, take_try
from shared.access.sessions import end, open_session
from shared.access.sign_in import Challenged, Passed
from shared.access.tokens import ID_BYTES, digest_of
from shared.console.cookies import GUEST, PENDING, SESSION, dropped, kept
from shared.console.pending import VALID, Pending, seal, unseal
from shared.console.response import Response, redirect

if TYPE_CHECKING:
    from datetime import datetime

    from shared.access.member import Member
    from shared.console.desk import Desk
    from shared.console.visit import Visit

SESSION_SECONDS = 12 * 3600
"""As long as a session lives at most (`shared.access.session.LIFE`)."""


def pending_of(visit: Visit, desk: Desk) -> tuple[Pending, Member] | None:
    """Return who has given the password in this browser and still owes the second factor, as they now stand."""
    pending = unseal(visit.request.cookies.get(PENDING, ""), keys=desk.keys, now=visit.now)
    member = desk.members.get(pending.member_id) if pending else None
    if pending is None or member is None or pending.generation != member.generation:
        return None
    return pending, member


def go_on(visit: Visit, desk: Desk, member: Member, proof: Passed | Challenged) -> Response:
    """Lead on somebody whose password was right: to their code, to enrolling where it is due, or inside."""
    if isinstance(proof, Challenged) or member.is_hq(visit.now) or has_lost(member, proof):
        return wait(visit, desk, member, proof, renews=has_lost(member, proof))
    return enter(visit, desk, member, second_factor=False, to=visit.to)


def has_lost(member: Member, proof: Passed | Challenged) -> bool:
    """Tell whether a member who had a second factor is asked for none: they began another, or the operator took it."""
    return member.enrolled_at is not None and isinstance(proof, Passed)


def wait(
    visit: Visit, desk: Desk, member: Member, proof: Passed | Challenged, *, renews: bool, to: str = ""
) -> Response:
    """Remember in the browser how far a member has come, and lead to the next step: their code, or enrolling."""
    pending = Pending(
        member_id=member.id,
        generation=member.generation,
        id=desk.draw(ID_BYTES),
        challenge=proof.challenge if isinstance(proof, Challenged) else "",
        token=proof.token if isinstance(proof, Passed) else "",
        to=to or visit.to,
        renews=renews,
    )
    sealed = seal(pending, keys=desk.keys, now=visit.now)
    at = "/second-factor" if pending.challenge else "/enrol"
    return redirect(visit.at(at)).with_cookies(kept(PENDING, sealed, seconds=int(VALID.total_seconds())))


def is_spent(pending: Pending, desk: Desk, *, now: datetime) -> bool:
    """Tell whether a step was taken already that leads inside once; from now on it is."""
    key = digest_of(f"pending/{pending.id}")
    return desk.tries.take(key, now=now, window=VALID, hold=lambda _: VALID) is not None


def enter(visit: Visit, desk: Desk, member: Member, *, second_factor: bool, to: str = "") -> Response:
    """Open a session in place of whatever this browser had, and lead inside."""
    succeeded(attempt_of(member.id, visit), tries=desk.tries, key=desk.members.key())
    if visit.who:
        end(visit.who.token, sessions=desk.sessions)
    opened = open_session(member, second_factor=second_factor, sessions=desk.sessions, now=visit.now, draw=desk.draw)
    return redirect(visit.at(to or "/")).with_cookies(
        kept(SESSION, opened.token, seconds=SESSION_SECONDS), dropped(PENDING), dropped(GUEST)
    )


def is_held(member_id: str, visit: Visit, desk: Desk) -> bool:
    """Count a try that is about to be made, or tell that none is taken now. Raises TransientError."""
    return take_try(attempt_of(member_id, visit), tries=desk.tries, key=desk.members.key(), now=visit.now) is not None


def was_right(member_id: str, visit: Visit, desk: Desk) -> None:
    """Have a try that was right count against nobody else behind its address."""
    proved(attempt_of(member_id, visit), tries=desk.tries, key=desk.members.key())


def attempt_of(member_id: str, visit: Visit) -> Attempt:
    """Return who tries to come in, from where."""
    return Attempt(member_id=member_id, address=visit.request.address)
