"""Searching a nation's people from a page, which sees to the index that numbers are found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.people.searching import search_people

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.people.by_name import ListedPerson
    from shared.people.segments.by_number import NumberedPage


def seek(asked: str, visit: Visit, desk: Desk, *, limit: int, after: str = "") -> NumberedPage[ListedPerson]:
    """Return a page of those of the nation of a visit whom a search finds."""
    slug, reach = visit.params["slug"], desk.reach(visit.params["slug"])
    page = search_people(
        asked,
        slug,
        people=reach.people,
        by_name=reach.by_name,
        country=desk.country,
        now=visit.now.timestamp(),
        limit=limit,
        after=after or None,
    )
    have_indexed(page, slug, desk)
    return page


def have_indexed(page: NumberedPage[Any], slug: str, desk: Desk) -> None:
    """Ask for a nation's index where a page went without numbers, or by too old ones."""
    if page.is_waiting or page.as_of:
        desk.indexing.ask([slug])
