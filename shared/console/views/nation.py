"""A nation's home: its figures, what to do next, and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.chart import chart_of
from shared.console.checklist import DONE_AT, checklist, team_size
from shared.console.clock import nation_clock
from shared.console.errands import errands_of
from shared.console.figures import figures_of
from shared.console.route import Route
from shared.console.spans import SPANS, span_of
from shared.console.views.frame import framed
from shared.console.words import short_day_of
from shared.counters.days import days_until, growth, months_of
from shared.counters.showing import SUPPORTERS, shown_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from shared.console.chart import Chart
    from shared.console.desk import Desk
    from shared.console.figures import Figure
    from shared.console.response import Response
    from shared.console.visit import Visit

EVENTS = 3
"""Coming events on the page."""


def home(visit: Visit, desk: Desk) -> Response:
    """Show where a nation stands; no name of its people is on the page, so that HQ may see it too."""
    nation = desk.nations.get(visit.params["slug"])
    zones = nation.seed.zones
    today, span = visit.now.astimezone(nation_clock(nation, desk)).date(), span_of(visit)
    vote = desk.calendar.election_end(zones)
    events = [event for event in desk.events.of_nation(nation.slug) if not event.is_cancelled]
    coming = [event for event in events if event.ends_at >= visit.now]
    figures = figures_of(shown_counts(nation, desk.counters.read(nation.slug)), nation.seed.facts)
    return framed(
        visit,
        desk,
        "nation",
        nation=nation,
        figures=figures,
        tasks=checklist(
            nation,
            events=len(events),
            team=team_size(desk.members.team(visit.nation), now=visit.now),
            vote=vote,
            today=today,
        ),
        ways=_ways(visit),
        errands=errands_of(nation, visit, desk),
        days=(vote - today).days if vote else None,
        events=coming[:EVENTS],
        site=desk.site_address.format(slug=nation.slug),
        charts=_charts(figures, nation.slug, desk, days_until(today, count=span), visit.language),
        span=span,
        spans=SPANS,
    )


def _ways(visit: Visit) -> Mapping[str, str]:
    """Return where the visitor does which tasks: no page that they could not open."""
    member = visit.signed_in.member
    return {
        task: path for task, (path, needs) in DONE_AT.items() if may(member, needs, nation=visit.nation, now=visit.now)
    }


def _charts(
    figures: Iterable[Figure], slug: str, desk: Desk, days: Sequence[date], language: str
) -> Mapping[str, Chart]:
    """Return by how much the supporters, and each figure that has a goal, moved on each of the days."""
    months = [desk.counters.days(slug, month) for month in months_of(days)]
    labels = [short_day_of(day, language=language) for day in days]
    charted = [figure.name for figure in figures if figure.name == SUPPORTERS or figure.goal]
    return {counter: chart_of([*growth(months, counter, days)], labels) for counter in charted}


ROUTES = (Route(method="GET", path="/nation/{slug}", needs=Permission.READ_FIGURES, view=home),)
