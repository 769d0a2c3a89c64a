"""Routes of the network's figures: sums and days, each nation's, and both as files. Small numbers are kept back."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.counters.days import days_until
from shared.counters.figure_files import days_file, nations_file
from shared.counters.network_figures import CHARTED, MEASURES, NetworkFigures, network_figures
from shared.counters.network_figures import NationFigures as Counted
from shared.counters.suppression import number_told, sum_told
from shared.nations.listing import every_nation
from shared.network_api.caller import Caller
from shared.network_api.desk import AtDesk, Desk
from shared.network_api.models.figures import DayFigures, Figures, Measures, NationFigures, NationsFigures
from shared.network_api.noting import note
from shared.network_api.paging import PAGE_SIZE, Cursor, Limit, read_page
from shared.network_api.responses import answering, answering_file

router = APIGatewayHttpRouter()

USUAL_DAYS, MOST_DAYS = 28, 84

CSV = "text/csv"

Days = Annotated[int, Query(ge=1, le=MOST_DAYS, description="How many days, today the last.")]

FIGURES: dict[str, Any] = {"tags": ["figures"]}
FILE: dict[str, Any] = {**FIGURES, "responses": answering_file(CSV)}


@router.get(
    "/figures", summary="Read the network's sums", operation_id="readFigures", responses=answering(Figures), **FIGURES
)
def read_figures(at: AtDesk, days: Days = USUAL_DAYS) -> Figures:
    """Read the sums of all nations, and by how much they moved on each day."""
    figures = _all(at, days)
    columns = {counter: figures.moved[counter] for counter in CHARTED}
    totals = {name: sum_told([each.measures[name] for each in figures.nations]) for name in MEASURES}
    return Figures(
        nations=len(figures.nations),
        totals=Measures(**totals),
        days=[
            DayFigures(day=day, **{counter: number_told(moved[place]) for counter, moved in columns.items()})
            for place, day in enumerate(figures.days)
        ],
    )


@router.get(
    "/figures/nations",
    summary="List each nation's figures",
    operation_id="listFigures",
    responses=answering(NationsFigures),
    **FIGURES,
)
def list_figures(
    at: AtDesk, days: Days = USUAL_DAYS, limit: Limit = PAGE_SIZE, cursor: Cursor = None
) -> NationsFigures:
    """List the figures of nations in the order of their slugs."""
    found = read_page(at.nations, limit=limit, cursor=cursor)
    figures = network_figures(found.elements, at.counters, days=days_until(at.today(), count=days))
    return NationsFigures(nations=list(map(_told, figures.nations)), cursor=found.cursor)


@router.get("/figures/nations.csv", summary="Take nations' figures as a file", operation_id="takeNations", **FILE)
def take_nations(at: AtDesk, by: Caller, days: Days = USUAL_DAYS) -> Response[str]:
    """Take the figures of each nation as CSV, and the sums; the log of headquarters tells it."""
    return _file("nations", nations_file, _all(at, days), at, by)


@router.get("/figures/days.csv", summary="Take the days as a file", operation_id="takeDays", **FILE)
def take_days(at: AtDesk, by: Caller, days: Days = USUAL_DAYS) -> Response[str]:
    """Take the network's figures of each day as CSV, and the sums; the log of headquarters tells it."""
    return _file("days", days_file, _all(at, days), at, by)


def _all(at: Desk, days: int) -> NetworkFigures:
    return network_figures(every_nation(at.nations), at.counters, days=days_until(at.today(), count=days))


def _file(
    name: str, written: Callable[[NetworkFigures], str], figures: NetworkFigures, at: Desk, by: str
) -> Response[str]:
    note("exported-figures", by=by, at=at, file=name, days=str(len(figures.days)))
    disposition = {"Content-Disposition": f'attachment; filename="{name}-{figures.days[-1]}.csv"'}
    return Response(status_code=HTTPStatus.OK, content_type=CSV, body=written(figures), headers=disposition)


def _told(each: Counted) -> NationFigures:
    return NationFigures(
        nation=each.nation.slug,
        name=each.nation.seed.name,
        status=each.nation.status,
        measures=Measures(**{name: number_told(each.measures[name]) for name in MEASURES}),
        last_activity=each.last,
    )
