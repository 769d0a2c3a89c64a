"""The log, of a nation or of the network: what was done, by whom, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.authority import may
from shared.access.grant import OPERATOR, is_operator
from shared.access.permission import Permission
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.people.change import KEPT
from shared.people.person import is_person_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.access.audit import AuditEntry
    from shared.console.desk import Desk
    from shared.console.response import Response
    from shared.console.visit import Visit

ENTRIES = 50
"""Entries on one page."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show a page of the log."""
    may_open = visit.nation is not None and may(
        visit.signed_in.member, Permission.READ_PEOPLE, nation=visit.nation, now=visit.now
    )
    page = desk.audit.page(visit.nation, limit=ENTRIES, cursor=visit.request.query.get("after") or None)
    return framed(
        visit,
        desk,
        "log",
        base=f"nation/{visit.nation}/log" if visit.nation else "hq/log",
        entries=[(entry, _way(entry, visit, may_open=may_open)) for entry in page.elements],
        names=names_of({entry.who for entry in page.elements}, visit, desk),
        next=page.cursor,
    )


def _way(entry: AuditEntry, visit: Visit, *, may_open: bool) -> str:
    """Return where an entry leads who may see people: to a change while it can be undone, or to a person's profile."""
    if not may_open:
        return ""
    change, person = entry.about.get("change", ""), entry.about.get("person", "")
    if change and entry.at > visit.now - KEPT:
        return f"nation/{visit.nation}/people/changes/{change}"
    return f"nation/{visit.nation}/people/{person}" if is_person_id(person) else ""


def names_of(ids: Iterable[str], visit: Visit, desk: Desk) -> dict[str, str]:
    """Return what to call those who did something: members by their names, the operator in the visitor's language."""
    named, operator = set(ids), desk.pages.words(visit.language).say("operator")
    known = {each: desk.members.get(each) for each in named if not is_operator(each)}
    names = {each: member.name if member else each[:8] for each, member in known.items()}
    return {**dict.fromkeys(named - known.keys(), operator), **names, OPERATOR: operator}


ROUTES = (
    Route(method="GET", path="/hq/log", needs=Permission.READ_LOG, view=show),
    Route(method="GET", path="/nation/{slug}/log", needs=Permission.READ_LOG, view=show),
)
