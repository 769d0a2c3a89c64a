"""Another country's zones, read from a CSV file."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.geography.atlas import Atlas
from shared.geography.gazetteer import Entry, write_line
from shared.geography.zone import ZoneKind
from shared.geography.zone_ids import UnknownZoneKind, format_zone_ids, parse_zone_ids
from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

REQUIRED = ("code", "kind", "name", "parents")
OPTIONAL = ("population", "postcodes")
CODE = re.compile(r"[^\s|;:]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row, with the line its record ends on."""

    line: int
    code: str
    kind: str
    name: str
    parents: str
    population: str
    postcodes: str

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.code}"


def load_zones(lines: Iterable[str], *, file_name: str, home: Sequence[str] = ()) -> Atlas:
    """Return the atlas of a zones file; raises InputError with every fault by its line.

    Columns: code, kind (country, region, departement, constituency, commune), name, parents (ids as in a roster's
    cell, nearest first; empty for a zone on top) and, if known, population and postcodes (separated by spaces).
    `home` are more names of the country than its zone's own name and code.
    """
    reader = csv.DictReader(lines)
    missing = [column for column in REQUIRED if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError([_fault(file_name, 1, f"the column {name} is missing", "Add it.") for name in missing])
    rows = list(_rows(reader, file_name))
    faults = sorted(_faults(rows), key=lambda fault: fault[0])
    if faults or not rows:
        raise InputError([_fault(file_name, *fault) for fault in faults or [(1, "there are no zones", "List them.")]])
    countries = [word for row in rows if row.kind == ZoneKind.COUNTRY for word in (row.code, row.name)]
    return Atlas(map(_line, rows), home=[*countries, *home])


def _rows(reader: csv.DictReader[str], file_name: str) -> Iterator[_Row]:
    try:
        for record in reader:
            yield _row(record, reader.line_num)
    except csv.Error as error:
        fault = _fault(file_name, reader.reader.line_num, f"it is no CSV ({error})", "Save it as CSV.")
        raise InputError([fault]) from error


def _row(record: dict[str, str | None], line: int) -> _Row:
    cells = {column: (record.get(column) or "").strip() for column in (*REQUIRED, *OPTIONAL)}
    return _Row(line=line, **cells | {"kind": cells["kind"].lower()})


def _faults(rows: Sequence[_Row]) -> Iterator[tuple[int, str, str]]:
    """Yield line, reason and remedy of everything wrong with the rows."""
    first: dict[str, int] = {}
    known = {row.id for row in rows}
    for row in rows:
        yield from ((row.line, *fault) for fault in _cell_faults(row))
        yield from ((row.line, *fault) for fault in _parent_faults(row, known))
        if row.id in first:
            yield row.line, f"{row.id} is listed before, on line {first[row.id]}", "Keep one of the two."
        first.setdefault(row.id, row.line)


def _cell_faults(row: _Row) -> Iterator[tuple[str, str]]:
    if row.kind not in set(ZoneKind):
        yield "the kind is none of " + ", ".join(ZoneKind), "Use one of them."
    if not CODE.fullmatch(row.code):
        yield "the code is empty, or has spaces, `|`, `;` or `:`", "Give the zone a code of one word."
    if not row.name:
        yield "the name is empty", "Give the zone its name."
    if row.population and not row.population.isdecimal():
        yield "the population is no whole number", "Write digits only, or leave it empty."


def _parent_faults(row: _Row, known: set[str]) -> Iterator[tuple[str, str]]:
    try:
        parents = parse_zone_ids(row.parents)
    except UnknownZoneKind as error:
        yield f"among the parents, {error}", "Use one of " + ", ".join(ZoneKind) + "."
        return
    for parent in parents:
        if parent not in known:
            yield f"its parent {parent} is not in the file", "List the parent, or correct its code."
        elif _narrower(parent, row.id) or parent == row.id:
            yield f"its parent {parent} is not above it", "Name a zone that contains this one."


def _narrower(one: str, other: str) -> bool:
    """Tell whether the kind of a zone id is narrower than another's; an unknown kind is not."""
    order = list(map(str, ZoneKind))
    kinds = [zone_id.partition(":")[0] for zone_id in (one, other)]
    return set(kinds) <= set(order) and order.index(kinds[0]) > order.index(kinds[1])


def _line(row: _Row) -> str:
    parents = format_zone_ids(parse_zone_ids(row.parents))
    name = " ".join(row.name.split())
    postcodes = " ".join(row.postcodes.split())
    return write_line(Entry(id=row.id, name=name, parents=parents, population=row.population, postcodes=postcodes))


def _fault(file_name: str, line: int, reason: str, remedy: str) -> Fault:
    return Fault(place=f"{file_name}, line {line}", reason=reason, remedy=remedy)
