"""A nation's home: its figures, what to do next, and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.checklist import checklist
from shared.console.figures import figures_of
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.counters.showing import shown_counts

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

EVENTS = 3
"""Coming events on the page."""


def home(visit: Visit, desk: Desk) -> Response:
    """Show where a nation stands; no name of its people is on the page, so that HQ may see it too."""
    nation = desk.nations.get(visit.params["slug"])
    zones = nation.seed.zones
    today = visit.now.astimezone(desk.calendar.timezone(zones)).date()
    vote = desk.calendar.election_end(zones)
    events = desk.events.of_nation(nation.slug)
    coming = [event for event in events if event.ends_at >= visit.now and not event.is_cancelled]
    return framed(
        visit,
        desk,
        "nation",
        nation=nation,
        figures=figures_of(shown_counts(nation, desk.counters.read(nation.slug)), nation.seed.facts),
        tasks=checklist(nation, events=len(events), vote=vote, today=today),
        days=(vote - today).days if vote else None,
        events=coming[:EVENTS],
        site=desk.site_address.format(slug=nation.slug),
    )


ROUTES = (Route(method="GET", path="/nation/{slug}", needs=Permission.READ_FIGURES, view=home),)
