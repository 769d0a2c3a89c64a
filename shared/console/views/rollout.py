"""One rollout: how it gets on, why nations failed, and what somebody decides about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.clock import clock_of, telling_by
from shared.console.response import Response, page, redirect
from shared.console.rollout_board import board_of
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import NotFound
from shared.rollouts.approval import abort_rollout, approve_rollout
from shared.rollouts.errors import NothingToRetry
from shared.rollouts.leftovers import Leftover, leftovers
from shared.rollouts.retry import retry_rollout
from shared.rollouts.rollout import RolloutState
from shared.rollouts.start import start_rollout

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.rollout_board import RolloutBoard
    from shared.console.visit import Visit

LONGEST_REASON = 400
WRONG = 422


def show(visit: Visit, desk: Desk) -> Response:
    """Show how the rollout gets on."""
    return _page(visit, desk)


def show_part(visit: Visit, desk: Desk) -> Response:
    """Show the same without what surrounds it, for a page that looks again."""
    telling = telling_by(clock_of(visit, desk), language=visit.language)
    return page(desk.pages.show("rollout-live", visit, **telling, **_facts(visit, desk)))


def approve(visit: Visit, desk: Desk) -> Response:
    """Let it go on to its next wave."""
    board = _board(visit, desk)
    _note(visit, desk, "approved-rollout")
    approve_rollout(board.id, rollouts=desk.rollouts, tokens=desk.rolling.tokens)
    return _back(visit)


def abort(visit: Visit, desk: Desk) -> Response:
    """Stop it where it is, for a reason that its report tells."""
    board, reason = _board(visit, desk), visit.request.form.get("reason", "").strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        return _page(visit, desk, fault="fault_abortreason", status=WRONG)
    _note(visit, desk, "aborted-rollout")
    abort_rollout(
        board.id,
        reason=reason,
        rollouts=desk.rollouts,
        files=desk.rolling.files,
        machine=desk.rolling.machine,
        clock=desk.clock,
    )
    return _back(visit)


def retry(visit: Visit, desk: Desk) -> Response:
    """Take up the nations that failed."""
    board = _board(visit, desk)
    _note(visit, desk, "retried-rollout")
    retry_rollout(board.id, rollouts=desk.rollouts, machine=desk.rolling.machine, clock=desk.clock)
    return _back(visit)


def resume(visit: Visit, desk: Desk) -> Response:
    """Go on with one that was aborted or failed, over all nations that are not ready."""
    rollout = desk.rollouts.get(visit.params["run"])
    if rollout.state not in {RolloutState.ABORTED, RolloutState.FAILED}:
        raise NothingToRetry(rollout.id)
    _note(visit, desk, "resumed-rollout")
    start_rollout(rollout.request, rollouts=desk.rollouts, machine=desk.rolling.machine, clock=desk.clock)
    return _back(visit)


def save_rows(visit: Visit, desk: Desk) -> Response:
    """Lead to a file of rows that no nation got; raises NotFound where there is none."""
    form, run = visit.request.form, visit.params["run"]
    try:
        kind, number = Leftover(form.get("kind", "")), int(form.get("part", ""))
        key = dict(enumerate(leftovers(desk.rollouts.get(run).id, kind, files=desk.rolling.files), start=1))[number]
    except (ValueError, KeyError) as error:
        raise NotFound("there is no such file of rows") from error
    _note(visit, desk, f"saved-{kind}")
    return redirect(desk.rolling.links.of(key, name=f"{run}-{kind}-{number}.csv"))


def _note(visit: Visit, desk: Desk, deed: str) -> None:
    about, by = {"rollout": visit.params["run"]}, visit.signed_in.member
    desk.audit.record(entry(deed, by=by, nation=None, about=about, now=visit.now, draw=desk.draw))


def _back(visit: Visit) -> Response:
    return redirect(visit.at(f"/hq/rollouts/{visit.params['run']}"))


def _board(visit: Visit, desk: Desk) -> RolloutBoard:
    timezone = clock_of(visit, desk)
    after = visit.request.query.get("after", "")
    return board_of(desk.rollouts.progress(visit.params["run"]), now=visit.now, timezone=timezone, after=after)


def _facts(visit: Visit, desk: Desk) -> dict[str, object]:
    board = _board(visit, desk)
    runs = may(visit.signed_in.member, Permission.RUN_ROLLOUTS, nation=None, now=visit.now)
    return {
        "board": board,
        "base": f"hq/rollouts/{board.id}",
        "after": visit.request.query.get("after", ""),
        "runs": runs,
        "rows": _rows(board, desk) if runs and board.has_settled_people else {},
    }


def _rows(board: RolloutBoard, desk: Desk) -> dict[str, int]:
    """Return how many files there are of each kind of rows that no nation got."""
    counts = {Leftover.REJECTS: board.rejected, Leftover.UNASSIGNED: board.unassigned}
    return {
        kind.value: len(leftovers(board.id, kind, files=desk.rolling.files)) for kind, count in counts.items() if count
    }


def _page(visit: Visit, desk: Desk, *, fault: str = "", status: int = 200) -> Response:
    facts = _facts(visit, desk)
    form = visit.request.form
    answer = framed(visit, desk, "rollout", status=status, fault=fault, reason=form.get("reason", ""), **facts)
    return answer.reaching(desk.rolling.links.origin)


ROUTES = (
    Route(method="GET", path="/hq/rollouts/{run}", needs=Permission.READ_NATIONS, view=show),
    Route(method="GET", path="/hq/rollouts/{run}/live", needs=Permission.READ_NATIONS, view=show_part),
    Route(method="POST", path="/hq/rollouts/{run}/approve", needs=Permission.RUN_ROLLOUTS, view=approve),
    Route(method="POST", path="/hq/rollouts/{run}/abort", needs=Permission.RUN_ROLLOUTS, view=abort),
    Route(method="POST", path="/hq/rollouts/{run}/resume", needs=Permission.RUN_ROLLOUTS, view=resume),
    Route(method="POST", path="/hq/rollouts/{run}/retry", needs=Permission.RUN_ROLLOUTS, view=retry),
    Route(method="POST", path="/hq/rollouts/{run}/rows", needs=Permission.RUN_ROLLOUTS, view=save_rows),
)
