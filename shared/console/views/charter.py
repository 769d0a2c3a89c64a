"""The charter: read and accepted before anything else inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from shared.access.charter import accept_charter, charter
from shared.console.response import Response, page, redirect
from shared.console.route import Door, Route
from shared.sites.markdown import to_safe_html

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

UNFIT = 422


def show(visit: Visit, desk: Desk) -> Response:
    """Show the charter as it now is."""
    return _page(visit, desk)


def take(visit: Visit, desk: Desk) -> Response:
    """Write down that somebody accepts the version that they were shown."""
    form, current = visit.request.form, charter(visit.language)
    if form.get("version") != current.version:
        return _page(visit, desk, fault="fault_changed")
    if form.get("agreed") != "yes":
        return _page(visit, desk, fault="fault_agree")
    member = visit.signed_in.member
    accept_charter(member, current.version, members=desk.members, now=visit.now, draw=desk.draw)
    return redirect(visit.at("/"))


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    current = charter(visit.language)
    text = Markup(to_safe_html(current.text))  # noqa: S704 - our own text, made safe like a nation's
    shown = desk.pages.show("charter", visit, text=text, version=current.version, fault=fault)
    return page(shown, status=UNFIT if fault else 200)


ROUTES = (
    Route(method="GET", path="/charter", needs=Door.SIGNED_IN, view=show),
    Route(method="POST", path="/charter", needs=Door.SIGNED_IN, view=take),
)
