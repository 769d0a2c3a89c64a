"""A nation's own import: the file goes straight to the bucket, its columns are named, it is checked, then loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.access.audit import entry
from shared.access.permission import Permission
from shared.console.clock import nation_clock
from shared.console.office import may_export, office_of, showed_second_factor
from shared.console.response import Response, page, redirect
from shared.console.route import Route
from shared.console.teammates import names_of
from shared.console.views.frame import framed
from shared.kernel.errors import InputError, NotFound
from shared.people import layout
from shared.people.consent import ConsentStatement
from shared.people.fields import CUSTOM, HEADERS, IGNORE
from shared.people.imports.orders import ask_to_check, ask_to_load
from shared.people.imports.record import ImportUnknown, NationImport, find_import, imports_of
from shared.people.text import clean_text
from shared.rollouts.arrivals import PEOPLE, PLACE_BYTES, own_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.console.desk import Desk
    from shared.console.visit import Visit
    from shared.people.imports.heading import ShownColumn

MOST = 10 * 1024**2
"""Bytes that a file may have: what one worker checks or loads within its time, some 100,000 people."""

TARGETS = (*HEADERS, CUSTOM, IGNORE)
"""What a column may be; each has a word in the catalogue (`column_<name>`)."""

CONSENT = ("collected_by", "collected_at", "wording")
SAVED = "saved-import-rejects"


def listed(visit: Visit, desk: Desk) -> Response:
    """Show the imports of a nation."""
    nation = desk.nations.get(visit.params["slug"])
    made = imports_of(nation.slug, people=desk.reach(nation.slug).people)
    names = names_of({each.by for each in made}, visit, desk)
    return framed(visit, desk, "imports", nation=nation, imports=made, names=names)


def open_place(visit: Visit, desk: Desk) -> Response:
    """Lead to a new place for a file."""
    return redirect(visit.at(f"/nation/{visit.params['slug']}/imports/{desk.draw(PLACE_BYTES)}"))


def show(visit: Visit, desk: Desk) -> Response:
    """Show how far an import has come; before it is asked for, the form for the file and that for its columns."""
    made = _made(visit, desk)
    return _import_page(visit, desk, made) if made else _start_page(visit, desk)


def state(visit: Visit, desk: Desk) -> Response:
    """Show the same without what surrounds it, for a page that looks again."""
    made = _made(visit, desk)
    if made is None:
        raise ImportUnknown("nobody asked for this import")
    return page(desk.pages.show("import-state", visit, **_state(made, visit)))


def check(visit: Visit, desk: Desk) -> Response:
    """Have the file checked as its columns were named."""
    office, form, place = office_of(visit, desk), visit.request.form, visit.params["place"]
    (columns, _), source = _seen(visit, desk), clean_text(form.get("source", ""))
    consent = {name: clean_text(form.get(name, "")) for name in CONSENT} if form.get("agreed") else {}
    faulty = {name for name, text in {"source": source, **consent}.items() if not text}
    mapping = {column.name: form.get(f"column-{number}", "") for number, column in enumerate(columns)}
    if not columns or faulty or not set(mapping.values()) <= set(TARGETS):
        return _start_page(visit, desk, faulty=frozenset(faulty) or frozenset({"columns"}))
    made = NationImport(
        id=place,
        slug=office.slug,
        by=office.by,
        at=visit.now,
        upload=own_key(office.slug, place, PEOPLE),
        source=source,
        mapping=mapping,
        consent=ConsentStatement(**consent) if consent else None,
    )
    ask_to_check(made, people=office.people, journal=office.journal, orders=desk.people.imports)
    return redirect(visit.at(f"/nation/{office.slug}/imports/{place}"))


def load(visit: Visit, desk: Desk) -> Response:
    """Have a checked import loaded."""
    office, place = office_of(visit, desk), visit.params["place"]
    ask_to_load(office.slug, place, people=office.people, journal=office.journal, orders=desk.people.imports)
    return redirect(visit.at(f"/nation/{office.slug}/imports/{place}"))


def rejects(visit: Visit, desk: Desk) -> Response:
    """Lead to the rows that an import rejects, with all that its file says of people; the log tells who saved them."""
    made, number = _made(visit, desk), visit.params["number"]
    if made is None or number not in map(str, made.rejects):
        raise NotFound("there are no such rows")
    if not showed_second_factor(visit):
        return _import_page(visit, desk, made, status=403)
    about, by = {"import": made.id}, visit.signed_in.member
    desk.audit.record(entry(SAVED, by=by, nation=made.slug, about=about, now=visit.now, draw=desk.draw))
    return redirect(desk.rolling.links.of(layout.rejects_key(made.run, int(number)), name=f"rejects-{number}.csv"))


def _made(visit: Visit, desk: Desk) -> NationImport | None:
    slug = desk.nations.get(visit.params["slug"]).slug
    return find_import(slug, visit.params["place"], people=desk.reach(slug).people)


def _columns(visit: Visit, desk: Desk) -> tuple[ShownColumn, ...]:
    """Return the columns of the file that arrived; none where nothing did, or nothing that can be read."""
    key = own_key(visit.params["slug"], visit.params["place"], PEOPLE)
    if desk.rolling.arrivals.size(key) is None:
        return ()
    from shared.people.imports.heading import look_at  # noqa: PLC0415 - what reads files, for whoever brings one

    return look_at(desk.rolling.arrivals.read(key), name=PEOPLE)


def _import_page(visit: Visit, desk: Desk, made: NationImport, *, status: int = 200) -> Response:
    nation = desk.nations.get(made.slug)
    shown = framed(visit, desk, "import", status=status, nation=nation, **_state(made, visit))
    return shown.reaching(desk.rolling.links.origin)


def _state(made: NationImport, visit: Visit) -> dict[str, object]:
    """Return what the part of the page is filled with that is looked at again."""
    leaves = {"may_export": may_export(visit), "has_factor": showed_second_factor(visit)}
    return {"made": made, "slug": made.slug, **leaves}


def _start_page(visit: Visit, desk: Desk, *, faulty: frozenset[str] = frozenset()) -> Response:
    nation, place = desk.nations.get(visit.params["slug"]), visit.params["place"]
    here = f"/nation/{nation.slug}/imports/{place}"
    key, back = own_key(nation.slug, place, PEOPLE), visit.request.origin + visit.at(here)
    upload = desk.rolling.forms.of(key, most=MOST, back=back)
    columns, unreadable = _seen(visit, desk)
    today = visit.now.astimezone(nation_clock(nation, desk)).date().isoformat()
    asks = {
        "collected_by": visit.signed_in.member.name,
        "collected_at": today,
        "wording": "",
        "source": "",
        "agreed": "",
    }
    answer = framed(
        visit,
        desk,
        "import-start",
        status=422 if faulty else 200,
        nation=nation,
        base=here.removeprefix("/"),
        upload=upload,
        most=MOST,
        columns=columns,
        chosen=_chosen(columns, visit.request.form),
        targets=TARGETS,
        values={name: visit.request.form.get(name, value) for name, value in asks.items()},
        unreadable=unreadable,
        faulty=faulty,
    )
    return answer.reaching(upload.origin)


def _seen(visit: Visit, desk: Desk) -> tuple[tuple[ShownColumn, ...], str]:
    try:
        return _columns(visit, desk), ""
    except InputError as error:
        return (), error.faults[0].reason


def _chosen(columns: tuple[ShownColumn, ...], form: Mapping[str, str]) -> list[str]:
    return [form.get(f"column-{number}", column.field) for number, column in enumerate(columns)]


_PLACE = "/nation/{slug}/imports/{place}"
_MAY = Permission.EDIT_PEOPLE

ROUTES = (
    Route(method="GET", path="/nation/{slug}/imports", needs=_MAY, view=listed),
    Route(method="GET", path="/nation/{slug}/new-import", needs=_MAY, view=open_place),
    Route(method="GET", path=_PLACE, needs=_MAY, view=show),
    Route(method="GET", path=f"{_PLACE}/state", needs=_MAY, view=state),
    Route(method="POST", path=_PLACE, needs=_MAY, view=check),
    Route(method="POST", path=f"{_PLACE}/load", needs=_MAY, view=load),
    Route(method="POST", path=f"{_PLACE}/rejects/{{number}}", needs=Permission.EXPORT_PEOPLE, view=rejects),
)
