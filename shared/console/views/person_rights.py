"""What a team does because somebody said so: write down that they withdraw, or erase them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.actions.hearing import erase_by_word, record_withdrawal
from shared.consent.dossier import read_dossier
from shared.consent.purposes import Purpose
from shared.console.office import office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.people.full_name import full_name
from shared.people.person import nation_holder
from shared.people.roll import person_of
from shared.rollouts.rollout import RolloutState

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

IMPORTING = frozenset({RolloutState.PLANNING, RolloutState.IMPORTING})
"""While a rollout is there, its import knows who was erased before its plan, and would bring back whoever was since."""

FAULTS = {"purposes": "fault_withdrawpurposes", "reason": "fault_withdrawreason"}
"""The word of what is missing, by its place."""

LATEST = 3
"""Rollouts that are looked at: one runs at a time."""


def ask_withdrawal(visit: Visit, desk: Desk) -> Response:
    """Show what somebody may take back."""
    return _withdrawal(visit, desk)


def withdrawn(visit: Visit, desk: Desk) -> Response:
    """Write down what they take back, and how they said so."""
    office, person, form = office_of(visit, desk), visit.params["person"], visit.request
    try:
        record_withdrawal(office.slug, person, form.ticked("purpose"), form.form.get("reason", ""), **office.ports)
    except InputError as error:
        return _withdrawal(visit, desk, fault=FAULTS[error.faults[0].place])
    return redirect(visit.at(f"/nation/{office.slug}/people/{person}"))


def ask_erasure(visit: Visit, desk: Desk) -> Response:
    """Say what goes, and ask for the address to be typed."""
    return _erasure(visit, desk)


def erased(visit: Visit, desk: Desk) -> Response:
    """Erase somebody whose address or number was typed; never while a rollout might bring them back."""
    office, typed = office_of(visit, desk), visit.request.form.get("typed", "").strip()
    if any(rollout.state in IMPORTING for rollout in desk.rollouts.page(limit=LATEST).elements):
        return _erasure(visit, desk, fault="fault_eraseimporting")
    try:
        erase_by_word(
            office.slug,
            visit.params["person"],
            typed,
            country=desk.country,
            erasures=desk.people.erasures,
            **office.ports,
        )
    except InputError:
        return _erasure(visit, desk, fault="fault_erasetyped")
    return redirect(visit.at(f"/nation/{office.slug}/people?erased=1"))


def _withdrawal(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    slug, person_id = visit.params["slug"], visit.params["person"]
    people = desk.reach(slug).people
    dossier = read_dossier((nation_holder(slug), person_id), people=people, now=visit.now)
    stands = {purpose for purpose, _ in dossier.standing(now=visit.now)} if dossier else set()
    ticked = visit.request.ticked("purpose") if fault else ()
    return _page(
        visit,
        desk,
        "person-withdraw",
        fault,
        purposes=[(purpose.value, purpose in stands, purpose in ticked) for purpose in Purpose],
        reason=visit.request.form.get("reason", ""),
    )


def _erasure(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    return _page(visit, desk, "person-erase", fault)


def _page(visit: Visit, desk: Desk, template: str, fault: str, **facts: object) -> Response:
    slug, people = visit.params["slug"], desk.reach(visit.params["slug"]).people
    person = person_of(slug, visit.params["person"], people=people, now=visit.now.timestamp())
    return framed(
        visit,
        desk,
        template,
        status=422 if fault else 200,
        nation=desk.nations.get(slug),
        person_id=person.person_id,
        name=full_name(person),
        fault=fault,
        **facts,
    )


_PERSON = "/nation/{slug}/people/{person}"
_MAY = Permission.EDIT_PEOPLE

ROUTES = (
    Route(method="GET", path=f"{_PERSON}/withdraw", needs=_MAY, view=ask_withdrawal),
    Route(method="POST", path=f"{_PERSON}/withdraw", needs=_MAY, view=withdrawn),
    Route(method="GET", path=f"{_PERSON}/erase", needs=_MAY, view=ask_erasure),
    Route(method="POST", path=f"{_PERSON}/erase", needs=_MAY, view=erased),
)
