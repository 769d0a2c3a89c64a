"""The tags of headquarters: made, described and retired here; in nations they are only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.response import Response, redirect
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.kernel.errors import InputError
from shared.nations.hq_tags import HqTagDesk, describe_hq_tag, make_hq_tag, retire_hq_tag, return_hq_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.console.desk import Desk
    from shared.console.visit import Visit

DONE = ("made", "described", "retired", "returned")
"""What the page may say was just done (`tag_is_<word>`)."""


def listed(visit: Visit, desk: Desk) -> Response:
    """Show all tags of headquarters."""
    return _page(visit, desk)


def make(visit: Visit, desk: Desk) -> Response:
    """Keep a new tag."""
    form = visit.request.form
    try:
        make_hq_tag(form.get("tag", ""), form.get("about", ""), desk=_work(visit, desk))
    except InputError as error:
        return _page(visit, desk, fault=f"fault_tag_{error.faults[0].place}")
    return _done(visit, "made")


def describe(visit: Visit, desk: Desk) -> Response:
    """Say what a tag is for."""
    form = visit.request.form
    try:
        describe_hq_tag(form.get("tag", ""), form.get("about", ""), desk=_work(visit, desk))
    except InputError:
        return _page(visit, desk, fault="fault_tag_about")
    return _done(visit, "described")


def retire(visit: Visit, desk: Desk) -> Response:
    """Say that no file should give a tag any more."""
    return _turn(visit, desk, retire_hq_tag, "retired")


def take_up(visit: Visit, desk: Desk) -> Response:
    """Take a tag into use again."""
    return _turn(visit, desk, return_hq_tag, "returned")


def _turn(visit: Visit, desk: Desk, act: Callable[..., object], did: str) -> Response:
    act(visit.request.form.get("tag", ""), desk=_work(visit, desk))
    return _done(visit, did)


def _work(visit: Visit, desk: Desk) -> HqTagDesk:
    member = visit.signed_in.member

    def note(what: str, tag: str) -> None:
        desk.audit.record(entry(what, by=member, nation=None, about={"tag": tag}, now=visit.now, draw=desk.draw))

    return HqTagDesk(tags=desk.hq_tags, note=note, clock=desk.clock, by=member.id)


def _done(visit: Visit, did: str) -> Response:
    return redirect(visit.at(f"/hq/tags?did={did}"))


def _page(visit: Visit, desk: Desk, *, fault: str = "") -> Response:
    form, did, tags = visit.request.form, visit.request.query.get("did", ""), desk.hq_tags.all()
    return framed(
        visit,
        desk,
        "hq-tags",
        status=422 if fault else 200,
        own=[tag for tag in tags if not tag.retired_at],
        retired=[tag for tag in tags if tag.retired_at],
        may_edit=may(visit.signed_in.member, Permission.EDIT_KIT, nation=None, now=visit.now),
        did=did if did in DONE else "",
        typed={"tag": form.get("tag", ""), "about": form.get("about", "")},
        fault=fault,
    )


_WRITES = {"new": make, "describe": describe, "retire": retire, "return": take_up}

ROUTES = (
    Route(method="GET", path="/hq/tags", needs=Permission.READ_NATIONS, view=listed),
    *(
        Route(method="POST", path=f"/hq/tags/{word}", needs=Permission.EDIT_KIT, view=view)
        for word, view in _WRITES.items()
    ),
)
