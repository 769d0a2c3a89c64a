"""The network's kit: what it says, what its next edition will say, and the editions that were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.authority import may
from shared.access.permission import Permission
from shared.console.clock import clock_of, telling_by
from shared.console.kit_desk import kit_sheet
from shared.console.response import Response, page, redirect
from shared.console.revisions import revision_in
from shared.console.route import Route
from shared.console.views.frame import framed
from shared.console.views.log import names_of
from shared.kernel.errors import InputError
from shared.kernel.numbers import whole_number
from shared.kits.comparing import compared
from shared.kits.editing import Kind
from shared.kits.publishing import discard, go_back, publish_draft
from shared.kits.run import Standing, progress_of

if TYPE_CHECKING:
    from shared.console.desk import Desk
    from shared.console.visit import Visit

DONE = ("published", "discarded", "back", "pushed", "stopped")
"""What the page may say was just done (`kit_is_<word>`)."""


def show(visit: Visit, desk: Desk) -> Response:
    """Show the kit."""
    return _overview(visit, desk)


def live(visit: Visit, desk: Desk) -> Response:
    """Show how far the push has come: a part of the page that looks again."""
    telling = telling_by(clock_of(visit, desk), language=visit.language)
    return page(desk.pages.show("kit-push", visit, may_edit=_may_edit(visit), **telling, **_pushed(desk)))


def changes(visit: Visit, desk: Desk) -> Response:
    """Show what the draft says that the network's edition does not, word by word."""
    sheet = kit_sheet(visit, desk)
    return framed(visit, desk, "kit-changes", sheet=sheet, compared=compared(sheet), may_edit=_may_edit(visit))


def publish(visit: Visit, desk: Desk) -> Response:
    """Make the draft the network's edition."""
    try:
        publish_draft(
            visit.request.form.get("note", ""),
            revision=revision_in(visit),
            kits=desk.kits,
            by=visit.signed_in.member.id,
            at=visit.now,
            tell=lambda: note(visit, desk, "published-kit"),
        )
    except InputError as error:
        return _overview(visit, desk, error=error)
    return _done(visit, "published")


def throw_away(visit: Visit, desk: Desk) -> Response:
    """Throw the draft away."""
    discard(revision=revision_in(visit), kits=desk.kits, tell=lambda: note(visit, desk, "discarded-kit"))
    return _done(visit, "discarded")


def back(visit: Visit, desk: Desk) -> Response:
    """Make an earlier edition the network's again."""
    wanted = whole_number(visit.request.form.get("number", "")) or 0
    words = desk.pages.words(visit.language)
    note(visit, desk, "went-back-kit")
    told = words.say("kit_back_note", number=wanted)
    go_back(wanted, told, kits=desk.kits, by=visit.signed_in.member.id, at=visit.now)
    return _done(visit, "back")


def push(visit: Visit, desk: Desk) -> Response:
    """Push the network's edition to the nations, or ask again for what is not done."""
    note(visit, desk, "pushed-kit")
    desk.kit_push.begin(by=visit.signed_in.member.id)
    return _done(visit, "pushed")


def go_on(visit: Visit, desk: Desk) -> Response:
    """Begin the next wave although some nations of this one failed."""
    if run := desk.kit_push.runs.get(desk.kits.current().version):
        note(visit, desk, "pushed-kit")
        desk.kit_push.go_on(run, by=visit.signed_in.member.id)
    return _done(visit, "pushed")


def stop(visit: Visit, desk: Desk) -> Response:
    """Leave the nations that have not followed yet as they are."""
    if run := desk.kit_push.runs.get(desk.kits.current().version):
        note(visit, desk, "stopped-kit")
        desk.kit_push.stop(run)
    return _done(visit, "stopped")


def note(visit: Visit, desk: Desk, what: str, **about: str) -> None:
    """Write into the network's log what is done to the kit."""
    told = {"version": desk.kits.current().version, **about}
    member = visit.signed_in.member
    desk.audit.record(entry(what, by=member, nation=None, about=told, now=visit.now, draw=desk.draw))


def _overview(visit: Visit, desk: Desk, *, error: InputError | None = None) -> Response:
    sheet, history, did = kit_sheet(visit, desk), desk.kits.store.history(), visit.request.query.get("did", "")
    return framed(
        visit,
        desk,
        "kit",
        status=422 if error else 200,
        faults=error.faults if error else (),
        typed=visit.request.form.get("note", ""),
        did=did if did in DONE else "",
        sheet=sheet,
        pages=sheet.listed(Kind.PAGE),
        mails=sheet.listed(Kind.MAIL),
        history=history or (sheet.edition.head,),
        names=names_of({head.by for head in history if head.by}, visit, desk),
        may_edit=_may_edit(visit),
        **_pushed(desk),
    )


def _pushed(desk: Desk) -> dict[str, object]:
    run = desk.kit_push.runs.get(desk.kits.current().version)
    progress = progress_of(run, desk.kit_push.runs.settled(run.version)) if run else None
    return {"run": run, "progress": progress, "looks": bool(progress and progress.standing is Standing.RUNNING)}


def _may_edit(visit: Visit) -> bool:
    return may(visit.signed_in.member, Permission.EDIT_KIT, nation=None, now=visit.now)


def _done(visit: Visit, did: str) -> Response:
    return redirect(visit.at(f"/hq/kit?did={did}"))


ROUTES = (
    Route(method="GET", path="/hq/kit", needs=Permission.READ_NATIONS, view=show),
    Route(method="GET", path="/hq/kit/push", needs=Permission.READ_NATIONS, view=live),
    Route(method="GET", path="/hq/kit/changes", needs=Permission.READ_NATIONS, view=changes),
    Route(method="POST", path="/hq/kit/publish", needs=Permission.EDIT_KIT, view=publish),
    Route(method="POST", path="/hq/kit/discard", needs=Permission.EDIT_KIT, view=throw_away),
    Route(method="POST", path="/hq/kit/back", needs=Permission.EDIT_KIT, view=back),
    Route(method="POST", path="/hq/kit/push", needs=Permission.EDIT_KIT, view=push),
    Route(method="POST", path="/hq/kit/go-on", needs=Permission.EDIT_KIT, view=go_on),
    Route(method="POST", path="/hq/kit/stop", needs=Permission.EDIT_KIT, view=stop),
)
