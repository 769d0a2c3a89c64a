"""Starting a rollout: files go straight to the bucket, every fault is told, and only then anything happens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.permission import Permission
from shared.console.choices import TARGETS, Choices, read_choices
from shared.console.clock import clock_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.numbers import whole_number
from shared.rollouts import roster
from shared.rollouts.arrivals import MOST, PEOPLE, PLACE_BYTES, ROSTER, arrival_key
from shared.rollouts.errors import NetworkBusy, NetworkResting, RolloutNameTaken
from shared.rollouts.start import start_rollout

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.people.imports.heading import ShownColumn
    from shared.rollouts.preflight import Preflight

WRONG, HELD = 422, 409

FAULTS = 500
"""Faults of a file on one page: a roster of ten thousand lines may have one on each."""


def open_place(visit: Visit, desk: Desk) -> Response:
    """Lead to a new place for files."""
    return redirect(visit.at(f"/hq/new-rollout/{desk.draw(PLACE_BYTES)}"))


def show(visit: Visit, desk: Desk) -> Response:
    """Show what has arrived, what is to be said of it, and once nothing is wrong the choices."""
    choices = _choices(visit, desk)
    return _page(visit, desk, _tried(visit, desk, choices), choices)


def start(visit: Visit, desk: Desk) -> Response:
    """Start the rollout, unless something is wrong with the files or the choices; or only try the columns named."""
    choices = _choices(visit, desk)
    tried = _tried(visit, desk, choices)
    if "try" in visit.request.form:
        return _page(visit, desk, tried, choices)
    if not tried.may_start or choices.faulty:
        return _page(visit, desk, tried, choices, status=WRONG)
    try:
        rollout_id = _start(visit, desk, tried, choices)
    except RolloutNameTaken:
        faulty = replace(choices, faulty=frozenset({"name"}))
        return _page(visit, desk, tried, faulty, fault="fault_rollouttaken", status=HELD)
    except NetworkResting as resting:
        fault = "fault_rolloutresting"
        return _page(visit, desk, tried, choices, fault=fault, running=resting.running, status=HELD)
    except NetworkBusy as busy:
        return _page(visit, desk, tried, choices, fault="fault_rolloutbusy", running=busy.running, status=HELD)
    return redirect(visit.at(f"/hq/rollouts/{rollout_id}"))


def _start(visit: Visit, desk: Desk, tried: Preflight, choices: Choices) -> str:
    arrivals, place = desk.rolling.arrivals, visit.params["place"]
    mapping = _mapping(visit, desk, choices)
    taken = arrivals.take_in(arrival_key(place, ROSTER), file_name=ROSTER)
    people = arrivals.take_in(arrival_key(place, PEOPLE), file_name=PEOPLE) if tried.people else None
    request = choices.request(taken, people, mapping=mapping)
    about = {"rollout": request.rollout_id}
    by = visit.signed_in.member
    desk.audit.record(entry("started-rollout", by=by, nation=None, about=about, now=visit.now, draw=desk.draw))
    start_rollout(request, rollouts=desk.rollouts, machine=desk.rolling.machine, clock=desk.clock)
    return request.rollout_id


def _tried(visit: Visit, desk: Desk, choices: Choices) -> Preflight:
    from shared.rollouts.preflight import preflight  # noqa: PLC0415 - all of the import, which no other page needs

    return preflight(
        visit.params["place"],
        arrivals=desk.rolling.arrivals,
        country=desk.country,
        atlas=desk.rolling.atlas,
        claims=desk.nations.claims,
        mapping=_mapping(visit, desk, choices),
    )


def _mapping(visit: Visit, desk: Desk, choices: Choices) -> dict[str, str]:
    from shared.rollouts.arrived_columns import mapping_of  # noqa: PLC0415 - as above

    return mapping_of(_columns(visit, desk), choices.columns)


def _columns(visit: Visit, desk: Desk) -> tuple[ShownColumn, ...]:
    from shared.rollouts.arrived_columns import columns_of  # noqa: PLC0415 - as above

    return columns_of(visit.params["place"], arrivals=desk.rolling.arrivals)


def _choices(visit: Visit, desk: Desk) -> Choices:
    return read_choices(visit.request.form, timezone=clock_of(visit, desk))


def _page(
    visit: Visit,
    desk: Desk,
    tried: Preflight,
    choices: Choices,
    *,
    fault: str = "",
    running: str = "",
    status: int = 200,
) -> Response:
    here = f"/hq/new-rollout/{visit.params['place']}"
    back = visit.request.origin + visit.at(here)
    forms = {
        name: desk.rolling.forms.of(arrival_key(visit.params["place"], name), most=most, back=back)
        for name, most in MOST.items()
    }
    answer = framed(
        visit,
        desk,
        "rollout-start",
        status=status,
        base=here.removeprefix("/"),
        forms=forms,
        most=MOST,
        arrived={ROSTER: tried.roster, PEOPLE: tried.people},
        tried=tried,
        choices=choices,
        columns=_columns(visit, desk),
        targets=TARGETS,
        waves=[len(wave) for wave in choices.waves.cut(tried.roster.nations)] if tried.roster else [],
        fault=fault or ("fault_rolloutchoices" if choices.faulty else ""),
        running=running,
        skipped=_skipped(visit),
        listed=FAULTS,
    )
    return answer.reaching(forms[ROSTER].origin)


def _skipped(visit: Visit) -> int:
    return whole_number(visit.request.query.get("faults", ""), most=roster.MAX_BYTES) or 0


ROUTES = (
    Route(method="GET", path="/hq/new-rollout", needs=Permission.RUN_ROLLOUTS, view=open_place),
    Route(method="GET", path="/hq/new-rollout/{place}", needs=Permission.RUN_ROLLOUTS, view=show),
    Route(method="POST", path="/hq/new-rollout/{place}", needs=Permission.RUN_ROLLOUTS, view=start),
)
