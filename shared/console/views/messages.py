"""What people wrote to a nation by its contact form, the latest first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.actions.messages import latest_messages
from shared.actions.telling import told_by
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.people.full_name import full_name

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

SHOWN = 25
"""Messages on one page."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show a page of messages, each leading to who wrote it."""
    nation, after = desk.nations.get(visit.params["slug"]), visit.request.query.get("after", "")
    people, now = desk.reach(nation.slug).people, visit.now.timestamp()
    page = latest_messages(nation.slug, people=people, now=now, limit=SHOWN, after=after)
    return framed(
        visit,
        desk,
        "messages",
        nation=nation,
        messages=page.elements,
        next=page.cursor,
        after=after,
        name_of=full_name,
        told=partial(told_by, language=visit.language, matters=None),
    )


ROUTES = (Route(method="GET", path="/nation/{slug}/messages", needs=Permission.READ_PEOPLE, view=show),)
