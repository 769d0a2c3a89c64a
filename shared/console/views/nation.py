"""A nation's home: its figures, what to do next, and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.chart import chart_of
from shared.console.checklist import checklist
from shared.console.figures import figures_of
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.console.words import short_day_of
from shared.counters.days import days_until, growth, months_of
from shared.counters.showing import SUPPORTERS, shown_counts

if TYPE_CHECKING:
    from datetime import date

    from shared.console.chart import Chart
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

EVENTS = 3
"""Coming events on the page."""

DAYS = 28
"""Of the chart."""


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
        chart=_joined(nation.slug, desk, today, visit.language),
    )


def _joined(slug: str, desk: Desk, today: date, language: str) -> Chart:
    """Return who joined on each of the last days."""
    shown = days_until(today, count=DAYS)
    months = [desk.counters.days(slug, month) for month in months_of(shown)]
    return chart_of([*growth(months, SUPPORTERS, shown)], [short_day_of(day, language=language) for day in shown])


ROUTES = (Route(method="GET", path="/nation/{slug}", needs=Permission.READ_FIGURES, view=home),)
