"""The network's figures: by day, on the map, in a table, and as files to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.permission import Permission
from shared.console.chart import chart_of
from shared.console.clock import clock_of
from shared.console.colouring import TRAITS, colouring_of
from shared.console.response import attachment
from shared.console.route import Route
from shared.console.shading import shading_of
from shared.console.spans import SPANS, span_of
from shared.console.views.frame import framed
from shared.console.words import short_day_of
from shared.counters.days import days_until
from shared.counters.figure_files import days_file, nations_file
from shared.counters.nation_table import kit_number
from shared.counters.network_figures import CHARTED, MEASURES, network_figures
from shared.counters.showing import SUPPORTERS
from shared.nations.listing import every_nation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.console.chart import Chart
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.seat_map import Ground
    from shared.console.visit import Visit
    from shared.counters.network_figures import NetworkFigures

EXPORTED = "exported-figures"


def show(visit: Visit, desk: Desk) -> Response:
    """Show all figures; the map is by the measure or trait that is asked for, and so is the table by a measure."""
    asked, figures = visit.request.query.get("by", ""), _figures(visit, desk)
    measure = asked if asked in MEASURES else SUPPORTERS
    trait = asked if asked in TRAITS else ""
    return framed(
        visit,
        desk,
        "figures",
        figures=figures,
        charts=_charts(figures, visit.language),
        measure=measure,
        measures=MEASURES,
        trait=trait,
        names={**{name: f"figure_{name}" for name in MEASURES}, **{name: f"nations_{name}" for name in TRAITS}},
        colouring=colouring_of(figures, trait) if trait else None,
        span=len(figures.days),
        spans=SPANS,
        shading=shading_of(each.measures[measure] for each in figures.nations),
        standing={each.nation.slug: each for each in figures.nations},
        kit_number=kit_number,
        ground=_ground(figures, desk.country),
    )


def nations(visit: Visit, desk: Desk) -> Response:
    """Give the figures of each nation as a file."""
    return _given(visit, desk, "nations", nations_file)


def days(visit: Visit, desk: Desk) -> Response:
    """Give the network's figures of each day as a file."""
    return _given(visit, desk, "days", days_file)


def _given(visit: Visit, desk: Desk, name: str, written: Callable[[NetworkFigures], str]) -> Response:
    about = {"file": name, "days": str(span_of(visit))}
    member = visit.signed_in.member
    desk.audit.record(entry(EXPORTED, by=member, nation=None, about=about, now=visit.now, draw=desk.draw))
    figures = _figures(visit, desk)
    return attachment(written(figures), name=f"{name}-{figures.days[-1]}.csv", content_type="text/csv; charset=utf-8")


def _figures(visit: Visit, desk: Desk) -> NetworkFigures:
    today = visit.now.astimezone(clock_of(visit, desk)).date()
    return network_figures(every_nation(desk.nations), desk.counters, days=days_until(today, count=span_of(visit)))


def _charts(figures: NetworkFigures, language: str) -> Mapping[str, Chart]:
    labels = [short_day_of(day, language=language) for day in figures.days]
    return {counter: chart_of(figures.moved[counter], labels) for counter in CHARTED}


def _ground(figures: NetworkFigures, country: str) -> Ground | None:
    from shared.console.seat_map import ground_of  # noqa: PLC0415 - every commune of a country, for one page

    return ground_of(figures.nations, country)


ROUTES = (
    Route(method="GET", path="/hq/figures", needs=Permission.READ_NATIONS, view=show),
    Route(method="GET", path="/hq/figures/nations.csv", needs=Permission.READ_NATIONS, view=nations),
    Route(method="GET", path="/hq/figures/days.csv", needs=Permission.READ_NATIONS, view=days),
)
