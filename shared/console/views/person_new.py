"""A person added by hand: whom the team met, and what they agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.actions.adding import CONSENT, PersonKnown, add_person, read_newcomer
from shared.console.clock import nation_clock
from shared.console.office import office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.people.fields import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.visit import Visit

FORM = (
    *(Field.GIVEN_NAME, Field.FAMILY_NAME, Field.EMAIL, Field.PHONE, Field.ADDRESS, Field.POSTCODE, Field.COMMUNE),
    *(Field.SUPPORT_LEVEL, Field.VOLUNTEER, Field.SOURCE, *CONSENT),
)


def show(visit: Visit, desk: Desk) -> Response:
    """Show the form; whoever fills it in probably asked for the consent, today."""
    nation = desk.nations.get(visit.params["slug"])
    today = visit.now.astimezone(nation_clock(nation, desk)).date().isoformat()
    collected = {"collected_by": visit.signed_in.member.name, "collected_at": today}
    return _page(visit, desk, collected)


def send(visit: Visit, desk: Desk) -> Response:
    """Add the person; whom the nation knows already is shown instead."""
    office, seed, form = office_of(visit, desk), desk.nations.get(visit.params["slug"]).seed, visit.request.form
    typed = {name: form.get(name, "") for name in FORM if name not in CONSENT or form.get("agreed")}
    try:
        newcomer = read_newcomer(typed, country=desk.country)
        added = add_person(
            seed,
            newcomer,
            ground=desk.people.ground,
            erasures=desk.people.erasures,
            draw=office.draw,
            **office.ports,
        )
    except PersonKnown as known:
        return redirect(visit.at(f"/nation/{office.slug}/people/{known.person_id}?known=1"))
    except InputError as error:
        return _page(visit, desk, form, faulty=frozenset(fault.place for fault in error.faults))
    return redirect(visit.at(f"/nation/{office.slug}/people/{added.person_id}"))


def _page(visit: Visit, desk: Desk, values: Mapping[str, str], *, faulty: frozenset[str] = frozenset()) -> Response:
    return framed(
        visit,
        desk,
        "person-new",
        status=422 if faulty else 200,
        nation=desk.nations.get(visit.params["slug"]),
        values={name: values.get(name, "") for name in FORM},
        agreed=bool(values.get("agreed")),
        faulty=faulty,
    )


ROUTES = (
    Route(method="GET", path="/nation/{slug}/people/new", needs=Permission.EDIT_PEOPLE, view=show),
    Route(method="POST", path="/nation/{slug}/people/new", needs=Permission.EDIT_PEOPLE, view=send),
)
