"""A nation's people: the list in name order, the search, and one person's profile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.profile import consents_of, fields_of
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.counters.showing import SUPPORTERS, shown_counts
from shared.people.roll import find_people, person_of
from shared.people.searching import search_people

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit
    from shared.kernel.page import Page
    from shared.people.by_name import ListedPerson

LISTED = 50
"""People on one page."""


def listed(visit: Visit, desk: Desk) -> Response:
    """Show a page of the people, or of those whom a search finds."""
    query = visit.request.query
    nation, asked, after = desk.nations.get(visit.params["slug"]), query.get("q", "").strip(), query.get("after", "")
    page = _found(visit, desk, asked, after)
    counts = shown_counts(nation, desk.counters.read(nation.slug))
    return framed(
        visit,
        desk,
        "people",
        nation=nation,
        people=page.elements,
        next=page.cursor,
        after=after,
        q=asked,
        total=None if asked else counts[SUPPORTERS],
    )


def _found(visit: Visit, desk: Desk, asked: str, after: str) -> Page[ListedPerson]:
    slug = visit.params["slug"]
    reach = desk.reach(slug)
    return search_people(
        asked,
        slug,
        find=partial(find_people, people=reach.people, now=visit.now.timestamp()),
        by_name=reach.by_name,
        country=desk.country,
        limit=LISTED,
        after=after or None,
    )


def profile(visit: Visit, desk: Desk) -> Response:
    """Show all that is known of one person."""
    nation = desk.nations.get(visit.params["slug"])
    now = visit.now.timestamp()
    person = person_of(nation.slug, visit.params["person"], people=desk.reach(nation.slug).people, now=now)
    given, family = (str(person.values.get(name, "")) for name in ("given_name", "family_name"))
    return framed(
        visit,
        desk,
        "person",
        nation=nation,
        name=f"{given} {family}".strip(),
        fields=fields_of(person),
        consents=consents_of(person),
        deeds=person.deeds,
    )


ROUTES = (
    Route(method="GET", path="/nation/{slug}/people", needs=Permission.READ_PEOPLE, view=listed),
    Route(method="GET", path="/nation/{slug}/people/{person}", needs=Permission.READ_PEOPLE, view=profile),
)
