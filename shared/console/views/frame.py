"""What all pages inside have around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.console.clock import nation_clock, telling_by
from shared.console.menu import menu_of
from shared.console.response import Response, page
from shared.nations.errors import NationUnknown
from shared.nations.nation import NationStatus

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit


def told_beside(visit: Visit, desk: Desk, word: str) -> Response:
    """Return the line that says why the page beside a form does not show what was typed: a part of a page."""
    shown = page(desk.pages.show("page-tried", visit, told=word))
    return shown.with_headers({"HX-Retarget": "#tried", "HX-Reswap": "outerHTML"})


def framed(visit: Visit, desk: Desk, template: str, *, status: int = 200, **facts: object) -> Response:
    """Return a page inside: for the nation of its path, or for HQ. To its team, a nation that was removed is gone.

    It tells time by the clock of that nation, or the network's.
    """
    member = visit.signed_in.member
    nation = desk.nations.get(visit.nation) if visit.nation else None
    if nation and nation.status is NationStatus.REMOVED and not member.is_hq(visit.now):
        raise NationUnknown(nation.slug)
    return page(
        desk.pages.show(
            template,
            visit,
            member=member,
            place=nation.seed.candidate if nation else desk.pages.network,
            menu=menu_of(member, nation=visit.nation, now=visit.now),
            **telling_by(nation_clock(nation, desk), language=visit.language),
            **facts,
        ),
        status=status,
    )
