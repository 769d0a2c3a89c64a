"""All nations as HQ sees them, searched, narrowed to a state and put in order: numbers of people, never people."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.clock import clock_of
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.counters.nation_table import COLUMNS, MOST_FIRST, Choice, chosen_lines, nation_table
from shared.kernel.numbers import whole_number
from shared.nations.listing import every_nation
from shared.nations.nation import NationStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

SHOWN = 50
"""Nations on one page."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show a page of the nations that are asked for; what nobody offers is answered as if it were not asked."""
    choice = _choice(visit.request.query)
    today = visit.now.astimezone(clock_of(visit, desk)).date()
    table = nation_table(every_nation(desk.nations), desk.counters, today=today)
    found = chosen_lines(table.lines, choice)
    first = _first(visit.request.query.get("from", ""), len(found))
    return framed(
        visit,
        desk,
        "nations",
        choice=choice,
        lines=found[first : first + SHOWN],
        since=table.since,
        found=len(found),
        total=len(table.lines),
        columns={column: _address(choice, by=column, turned=_turns(choice, column)) for column in COLUMNS},
        most_first=MOST_FIRST,
        states=tuple(NationStatus),
        beginning=_address(choice) if first else "",
        next=_address(choice, start=first + SHOWN) if first + SHOWN < len(found) else "",
        steers=may(visit.signed_in.member, Permission.RUN_NATIONS, nation=None, now=visit.now),
    )


def _choice(query: Mapping[str, str]) -> Choice:
    by, state = query.get("by", ""), query.get("state", "")
    return Choice(
        words=query.get("q", "").strip(),
        state=NationStatus(state) if state in set(NationStatus) else None,
        by=by if by in COLUMNS else COLUMNS[0],
        is_turned=query.get("turned") == "yes",
    )


def _first(asked: str, found: int) -> int:
    """Return the place of the first line to show; a page that is no more is the first one."""
    first = whole_number(asked) or 0
    return first if first < found else 0


def _turns(choice: Choice, column: str) -> bool:
    """Tell whether the head of a column asks for the other way round: it does once the table is ordered by it."""
    return column == choice.by and not choice.is_turned


def _address(choice: Choice, *, by: str | None = None, turned: bool | None = None, start: int = 0) -> str:
    """Return the path of a page of the same nations; without a start, of the first."""
    asked = {
        "q": choice.words,
        "state": choice.state.value if choice.state else "",
        "by": by or choice.by,
        "turned": "yes" if (choice.is_turned if turned is None else turned) else "",
        "from": str(start or ""),
    }
    return f"hq/nations?{urlencode({name: value for name, value in asked.items() if value})}"


ROUTES = (Route(method="GET", path="/hq/nations", needs=Permission.READ_NATIONS, view=show),)
