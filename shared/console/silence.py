"""What a view needs while electoral silence may hold: whether it does, who may let something through, and for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.permission import Permission
from shared.elections.errors import HeldBySilence
from shared.elections.gate import LONGEST_REASON, Gate

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.reach import Reach
    from shared.console.visit import Visit
    from shared.elections.silence import Silence
    from shared.nations.nation import Nation

OVERRIDE = "override"
"""The field that takes the reason for which something is done even during silence."""


def may_override(visit: Visit) -> bool:
    """Tell whether the visitor may have things happen during silence, for a reason."""
    return may(visit.signed_in.member, Permission.PUBLISH, nation=visit.nation, now=visit.now)


def reason_of(visit: Visit) -> str:
    """Return the reason that was typed, on one line, from those alone who answer for what is published."""
    return " ".join(visit.request.form.get(OVERRIDE, "").split()) if may_override(visit) else ""


def silence_now(visit: Visit, desk: Desk) -> Silence | None:
    """Return the silence that the nation is in, or None."""
    zones = desk.nations.get(visit.params["slug"]).seed.zones
    return desk.calendar.silence_at(zones, visit.now)


def gate_of(desk: Desk, reach: Reach) -> Gate:
    """Return the gate before all that waits while a nation is silent; it needs a reach that may write."""
    return Gate(calendar=desk.calendar, overrides=reach.overrides, clock=desk.clock)


def let_through(visit: Visit, desk: Desk, nation: Nation, *, what: str) -> str:
    """Return the reason for which `what` is public at once, which is then kept; empty where none is needed.

    Raises HeldBySilence where silence holds it, and InputError for a reason that is too long.
    """
    gate = gate_of(desk, desk.reach(nation.slug, may_write=True))
    return gate.pass_through(nation, what=what, by=visit.signed_in.member.id, reason=reason_of(visit))


def through_or_waiting(visit: Visit, desk: Desk, nation: Nation, *, what: str) -> str:
    """Return what `let_through` does, and empty where `what` waits for the end of silence. Raises InputError."""
    try:
        return let_through(visit, desk, nation, what=what)
    except HeldBySilence:
        return ""


def silence_facts(visit: Visit, desk: Desk) -> dict[str, object]:
    """Return what `console/silence-parts.html.j2` tells, with the reason that was typed."""
    return {
        "silence": silence_now(visit, desk),
        "may_override": may_override(visit),
        "reason": visit.request.form.get(OVERRIDE, ""),
        "longest_reason": LONGEST_REASON,
    }
