"""The candidate's portrait: a photograph goes straight to the bucket, and comes back as a small square of its own."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.silence import silence_facts
from shared.console.views.frame import framed
from shared.console.views.nation_settings import change
from shared.kernel.errors import InputError
from shared.rollouts.arrivals import PLACE_BYTES, own_key

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.nations.nation import Nation

PORTRAIT = "portrait"

MOST_BYTES = 20 * 1024**2
"""Bytes of a photograph: more than phones make of 60 megapixels."""


def open_place(visit: Visit, desk: Desk) -> Response:
    """Lead to a new place for a photograph."""
    slug = desk.nations.get(visit.params["slug"]).slug
    return redirect(visit.at(f"/nation/{slug}/portrait/{desk.draw(PLACE_BYTES)}"))


def show(visit: Visit, desk: Desk) -> Response:
    """Show the form that takes a photograph, and once one has arrived the button that makes it the portrait."""
    return _page(visit, desk)


def take(visit: Visit, desk: Desk) -> Response:
    """Make the photograph that has arrived the portrait, or take the portrait away."""
    nation = desk.nations.get(visit.params["slug"])
    if visit.request.form.get("do") == "remove":
        return _change(visit, desk, nation, "")
    from shared.sites.portraits import portrait_of  # noqa: PLC0415 - pictures are read for one form alone

    photograph = b"".join(desk.rolling.arrivals.read(_key(visit)))
    try:
        portrait = portrait_of(BytesIO(photograph), place=PORTRAIT)
    except InputError:
        return _page(visit, desk, fault="fault_portrait")
    # The picture before the fact: a page never names what is not there.
    desk.reach(nation.slug, may_write=True).pictures.add(nation.slug, portrait)
    return _change(visit, desk, nation, portrait.path)


def _change(visit: Visit, desk: Desk, nation: Nation, path: str) -> Response:
    try:
        saved = change(visit, desk, nation, {"portrait": path})
    except InputError:
        return _page(visit, desk, fault="silence_fault_reason")
    return redirect(visit.at(f"/nation/{nation.slug}/settings?saved={saved}"))


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    nation, key = desk.nations.get(visit.params["slug"]), _key(visit)
    here = f"/nation/{nation.slug}/portrait/{visit.params['place']}"
    form = desk.rolling.forms.of(key, most=MOST_BYTES, back=visit.request.origin + visit.at(here))
    shown = framed(
        visit,
        desk,
        "portrait",
        status=422 if fault else 200,
        nation=nation,
        base=here.removeprefix("/"),
        form=form,
        most=MOST_BYTES,
        arrived=desk.rolling.arrivals.size(key) is not None,
        fault=fault,
        **silence_facts(visit, desk),
    )
    return shown.reaching(form.origin)


def _key(visit: Visit) -> str:
    return own_key(visit.params["slug"], visit.params["place"], PORTRAIT)


ROUTES = (
    Route(method="GET", path="/nation/{slug}/portrait", needs=Permission.EDIT_FACTS, view=open_place),
    Route(method="GET", path="/nation/{slug}/portrait/{place}", needs=Permission.EDIT_FACTS, view=show),
    Route(method="POST", path="/nation/{slug}/portrait/{place}", needs=Permission.EDIT_FACTS, view=take),
)
