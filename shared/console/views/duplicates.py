"""One person twice: who may be, both side by side, and one of them in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.actions.mergers import NotToMerge, Wish, merge_people, undo_merger
from shared.console.comparing import rows_of
from shared.console.office import office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.seeking import have_indexed, seek
from shared.console.views.frame import framed
from shared.people.change import KEPT
from shared.people.duplicates import find_duplicates
from shared.people.full_name import full_name
from shared.people.roll import person_of
from shared.people.segments.by_number import NumberedPage

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.people.by_name import ListedPerson
    from shared.people.person import Person

FOUND = 20
"""People whom a search for the other one shows."""


def suggested(visit: Visit, desk: Desk) -> Response:
    """Show who may be one person, a portion of the nation's list at a time."""
    nation = desk.nations.get(visit.params["slug"])
    reach = desk.reach(nation.slug)
    after = visit.request.query.get("after", "")
    page = find_duplicates(
        nation.slug, by_name=reach.by_name, people=reach.people, now=visit.now.timestamp(), after=after or None
    )
    have_indexed(page, nation.slug, desk)
    return framed(
        visit,
        desk,
        "duplicates",
        nation=nation,
        pairs=page.elements,
        name_of=full_name,
        next=page.cursor,
        found=page,
        after=after,
    )


def other(visit: Visit, desk: Desk) -> Response:
    """Show whom a search finds, to choose the other record of a person."""
    nation, person = desk.nations.get(visit.params["slug"]), _person(visit, desk, "person")
    asked = visit.request.query.get("q", "").strip()
    found = _others(asked or full_name(person), visit, desk)
    return framed(
        visit,
        desk,
        "merge-with",
        nation=nation,
        person_id=person.person_id,
        name=full_name(person),
        q=asked,
        people=[each for each in found.elements if each.person_id != person.person_id],
        found=found,
    )


def compare(visit: Visit, desk: Desk) -> Response:
    """Show two people side by side."""
    return _side_by_side(visit, desk)


def merge(visit: Visit, desk: Desk) -> Response:
    """Make two people one, with what was chosen of each."""
    office, form = office_of(visit, desk), visit.request.form
    wish = Wish(
        slug=office.slug,
        kept_id=visit.params["person"],
        gone_id=visit.params["other"],
        by=office.by,
        preferring=frozenset(name.removeprefix("of-") for name, whose in form.items() if whose == "gone"),
    )
    try:
        merge_people(wish, draw=office.draw, **office.ports)
    except NotToMerge as refused:
        return _side_by_side(visit, desk, fault=f"fault_{refused.why}")
    return redirect(visit.at(f"/nation/{office.slug}/people/{wish.kept_id}"))


def undo(visit: Visit, desk: Desk) -> Response:
    """Part two people again."""
    office, kept = office_of(visit, desk), visit.params["person"]
    _, back = undo_merger(office.slug, kept, visit.params["merger"], **office.ports)
    return redirect(visit.at(f"/nation/{office.slug}/people/{back.person_id}"))


def _side_by_side(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    kept, gone = _person(visit, desk, "person"), _person(visit, desk, "other")
    return framed(
        visit,
        desk,
        "merge",
        status=422 if fault else 200,
        nation=desk.nations.get(visit.params["slug"]),
        kept=kept,
        gone=gone,
        kept_name=full_name(kept),
        gone_name=full_name(gone),
        rows=rows_of(kept, gone),
        days=KEPT.days,
        fault=fault,
    )


def _person(visit: Visit, desk: Desk, part: str) -> Person:
    people = desk.reach(visit.params["slug"]).people
    return person_of(visit.params["slug"], visit.params[part], people=people, now=visit.now.timestamp())


def _others(asked: str, visit: Visit, desk: Desk) -> NumberedPage[ListedPerson]:
    return seek(asked, visit, desk, limit=FOUND) if asked else NumberedPage(elements=())


_PERSON = "/nation/{slug}/people/{person}"
_MAY = Permission.EDIT_PEOPLE

ROUTES = (
    Route(method="GET", path="/nation/{slug}/people/duplicates", needs=_MAY, view=suggested),
    Route(method="GET", path=f"{_PERSON}/merge", needs=_MAY, view=other),
    Route(method="GET", path=f"{_PERSON}/merge/{{other}}", needs=_MAY, view=compare),
    Route(method="POST", path=f"{_PERSON}/merge/{{other}}", needs=_MAY, view=merge),
    Route(method="POST", path=f"{_PERSON}/mergers/{{merger}}/undo", needs=_MAY, view=undo),
)
