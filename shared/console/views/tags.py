"""A nation's tags: its own, which its team makes, describes, renames and retires; and those it only reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shared.access.permission import Permission
from shared.console.filters import query_of
from shared.console.office import may_edit, office_of
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.tag_sheet import TagSheet, tag_sheet
from shared.console.views.frame import framed
from shared.geography.atlases import atlas_of
from shared.kernel.errors import InputError, NotFound
from shared.people.renaming import ask_to_rename
from shared.people.segments.index import read_head
from shared.people.segments.segment import segment_of
from shared.people.segments.selecting import select
from shared.people.tag_book import TagWish, describe_tag, make_tag, retire_tag, return_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.console.desk import Desk
    from shared.console.office import Office
    from shared.console.visit import Visit

DONE = ("made", "described", "retired", "returned")
"""What the page may say was just done (`tag_is_<word>`)."""


class TagUnknown(NotFound):
    """Nobody of the nation has such a tag, and its team wrote about none."""


def listed(visit: Visit, desk: Desk) -> Response:
    """Show all tags, each with how many people have it."""
    return _list(visit, desk)


def make(visit: Visit, desk: Desk) -> Response:
    """Keep a new tag."""
    return _do(visit, desk, make_tag, did="made")


def describe(visit: Visit, desk: Desk) -> Response:
    """Say what a tag is for."""
    return _do(visit, desk, describe_tag, did="described")


def retire(visit: Visit, desk: Desk) -> Response:
    """Offer a tag no longer."""
    return _do(visit, desk, retire_tag, did="retired")


def take_up(visit: Visit, desk: Desk) -> Response:
    """Offer a tag again."""
    return _do(visit, desk, return_tag, did="returned")


def one(visit: Visit, desk: Desk) -> Response:
    """Show one tag, and what can be done with it."""
    return _one(visit, desk)


def rename(visit: Visit, desk: Desk) -> Response:
    """Give a tag another name, for everybody who has it; lead to how far that is, and how it is undone."""
    office, to = office_of(visit, desk), visit.request.form.get("to", "")
    if read_head(office.slug, people=office.people) is None:
        desk.indexing.ask([office.slug])
        return _one(visit, desk, fault="fault_uncounted")
    ports = {**office.ports, "orders": desk.people.changes, "draw": office.draw}
    try:
        change = ask_to_rename(_wish(visit, office), to, **ports)
    except InputError:
        return _one(visit, desk, fault="fault_rename")
    return redirect(visit.at(f"/nation/{office.slug}/people/changes/{change.id}"))


def _do(visit: Visit, desk: Desk, act: Callable[..., object], *, did: str) -> Response:
    office = office_of(visit, desk)
    try:
        act(_wish(visit, office), **office.ports)
    except InputError as error:
        fault = f"fault_tag_{error.faults[0].place}"
        return _list(visit, desk, fault=fault) if act is make_tag else _one(visit, desk, fault=fault)
    return redirect(visit.at(f"/nation/{office.slug}/tags?did={did}"))


def _wish(visit: Visit, office: Office) -> TagWish:
    form = visit.request.form
    return TagWish(slug=office.slug, tag=form.get("tag", ""), about=form.get("about", ""), by=office.by)


def _list(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    form, did = visit.request.form, visit.request.query.get("did", "")
    sheet = _sheet(visit, desk)
    if sheet.counted_at is None:
        desk.indexing.ask([visit.params["slug"]])
    return framed(
        visit,
        desk,
        "tags",
        status=422 if fault else 200,
        base=f"nation/{visit.params['slug']}/tags",
        sheet=sheet,
        may_edit=may_edit(visit),
        did=did if did in DONE else "",
        typed={"tag": form.get("tag", ""), "about": form.get("about", "")},
        fault=fault,
    )


def _one(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    form = visit.request.form
    text = form.get("tag") or visit.request.query.get("tag", "")
    shown = _sheet(visit, desk).find(text)
    if shown is None:
        raise TagUnknown("there is no such tag")
    if shown.people is not None:
        having = segment_of(all_of=[shown.facet])
        found = select(having, visit.params["slug"], people=desk.reach(visit.params["slug"]).people, now=visit.now)
        shown = replace(shown, people=found.count)
    return framed(
        visit,
        desk,
        "tag",
        status=422 if fault else 200,
        base=f"nation/{visit.params['slug']}/tags",
        tag=shown,
        people=f"nation/{visit.params['slug']}/segments/new?{query_of(segment_of(all_of=[shown.facet]))}",
        may_edit=may_edit(visit),
        about=form.get("about", shown.about),
        to=form.get("to", shown.became),
        fault=fault,
    )


def _sheet(visit: Visit, desk: Desk) -> TagSheet:
    slug = desk.nations.get(visit.params["slug"]).slug

    def name_of(zone_id: str) -> str:
        zone = atlas_of(desk.country).by_id(zone_id)
        return zone.name if zone else ""

    return tag_sheet(slug, people=desk.reach(slug).people, hq=desk.hq_tags.all(), name_of=name_of)


_TAGS = "/nation/{slug}/tags"
_WRITES = {"new": make, "describe": describe, "retire": retire, "return": take_up, "rename": rename}

ROUTES = (
    Route(method="GET", path=_TAGS, needs=Permission.READ_PEOPLE, view=listed),
    Route(method="GET", path=f"{_TAGS}/one", needs=Permission.READ_PEOPLE, view=one),
    *(
        Route(method="POST", path=f"{_TAGS}/{word}", needs=Permission.EDIT_PEOPLE, view=view)
        for word, view in _WRITES.items()
    ),
)
