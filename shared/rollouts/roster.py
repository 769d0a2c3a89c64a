"""The roster: the CSV of nations to bring into being. A bad one starts nothing, and names every fault with its line.

Columns (see `roster_columns`): slug (DNS label, RFC 1123), name, candidate,
email, zones (codes separated by space, `|` or `;`; a bare code is a
constituency, `departement:75` another kind), and optional facts.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from shared.geography.zone import ZoneKind
from shared.geography.zone_ids import UnknownZoneKind, parse_zone_ids, split_zone_id
from shared.kernel.errors import Fault, InputError
from shared.nations.nation import NationSeed
from shared.people.phone import normalise_phone
from shared.people.text import clean_text
from shared.rollouts.roster_columns import OPTIONAL, REQUIRED, column_of
from shared.sites.banner import default_banner
from shared.sites.facts import LONGEST, fact_fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.geography.atlas import Atlas

MAX_BYTES = 8 * 1024 * 1024
"""A roster of 10,000 nations has about 2 MB; anything far larger is another file."""

MAX_CELL = 400
"""Characters: longer than any name, slogan or address that fits a page's heading."""

SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
"""A label of a host name: RFC 1123, section 2.1, in lower case."""

RESERVED_SLUGS = frozenset({"www", "api", "assets", "admin", "console", "hq", "mail", "static", "network"})
"""Hosts that the network keeps for itself under its domain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the roster: its number (the header is line 1) and its cells by column."""

    line: int
    cells: Mapping[str, str]


def parse_roster(
    content: bytes, *, file_name: str, country: str, atlas: Atlas, claims: Mapping[str, str]
) -> tuple[NationSeed, ...]:
    """Return the nations of a roster in its order; raises InputError with every fault.

    `claims` says which zones the network's nations hold already (zone id to slug);
    `country` (ISO 3166) is where phone numbers without a prefix are of.
    """
    reader = RosterReader(file_name=file_name, country=country, atlas=atlas, claims=claims)
    return reader.read(content)


class RosterReader:
    """Reads one roster, gathering faults as it goes."""

    def __init__(self, *, file_name: str, country: str, atlas: Atlas, claims: Mapping[str, str]) -> None:
        self._file_name = file_name
        self._country = country
        self._atlas = atlas
        self._claims = claims
        self._colours = len(default_banner().palette)
        self._faults: list[tuple[int, Fault]] = []
        self._line_of_slug: dict[str, int] = {}
        self._line_of_zone: dict[str, int] = {}

    def read(self, content: bytes) -> tuple[NationSeed, ...]:
        """Return the seeds; raises InputError with every fault of the file."""
        rows = list(self._rows(self._text(content)))
        if not rows and not self._faults:
            self._fault(1, "it has no nation", "Add a line for each nation below the header")
        seeds = [self._seed(row) for row in rows]
        if self._faults:
            # A row's shape is looked at before any row's cells.
            raise InputError([fault for _, fault in sorted(self._faults, key=itemgetter(0))])
        return tuple(seeds)

    def _text(self, content: bytes) -> str:
        if len(content) > MAX_BYTES:
            raise self._refusal(f"it has over {MAX_BYTES // 1024**2} MB", "Check that this is the roster")
        if not content.removeprefix(BOM_UTF8).strip():
            raise self._refusal("it is empty", f"Write a header ({','.join(REQUIRED)}) and a line for each nation")
        if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise self._refusal("it holds NUL bytes", "Save it as CSV in UTF-8")
        return _decoded(content)

    def _rows(self, text: str) -> Iterator[Row]:
        try:
            yield from self._records(text)
        except csv.Error as error:
            raise self._refusal(f"it is no CSV ({error})", "Save it as CSV in UTF-8") from error

    def _records(self, text: str) -> Iterator[Row]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        columns = self._columns(next(lines, []))
        start = lines.line_num + 1
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield from self._row(start, cells, columns)
            start = lines.line_num + 1

    def _columns(self, header: Sequence[str]) -> list[str | None]:
        columns = [column_of(cell) for cell in header]
        missing = [column for column in REQUIRED if column not in columns]
        if missing:
            found = ", ".join(cell.strip()[:40] for cell in header) or "nothing"
            raise self._refusal(f"column {', '.join(missing)} is missing", f"The first line has: {found}")
        twice = [column for column in REQUIRED + OPTIONAL if columns.count(column) > 1]
        if twice:
            raise self._refusal(f"column {', '.join(twice)} stands there twice", "Keep one of each")
        return columns

    def _row(self, line: int, cells: Sequence[str], columns: Sequence[str | None]) -> Iterator[Row]:
        if len(cells) != len(columns):
            reason = f"it has {len(cells)} cells where the header has {len(columns)}"
            self._fault(line, reason, "Quote cells that hold the delimiter")
            return
        named = {column: cell.strip() for column, cell in zip(columns, cells, strict=True) if column}
        yield Row(line=line, cells=named)

    def _seed(self, row: Row) -> NationSeed:
        for column in REQUIRED:
            if not row.cells[column]:
                self._fault(row.line, f"{column} is blank", "Fill it in")
        for column, cell in row.cells.items():
            self._check_cell(row.line, column, cell)
        return NationSeed(
            slug=self._slug(row),
            name=row.cells["name"],
            candidate=row.cells["candidate"],
            email=self._email(row),
            zones=self._zones(row),
            facts=self._facts(row),
        )

    def _facts(self, row: Row) -> dict[str, str]:
        facts = {column: row.cells[column] for column in OPTIONAL if row.cells.get(column)}
        if "phone" in facts:
            facts["phone"] = self._phone(row.line, facts["phone"])
        return facts

    def _phone(self, line: int, written: str) -> str:
        phone = normalise_phone(written, country=self._country)
        if phone is None:
            self._fault(line, "phone is no valid number", f"Write it as in {self._country}, or with + and the country")
        return phone or ""

    def _check_cell(self, line: int, column: str, cell: str) -> None:
        if len(cell) > LONGEST.get(column, MAX_CELL):
            self._fault(line, f"{column} has over {LONGEST.get(column, MAX_CELL)} characters", "Shorten it")
            return
        if "\ufffd" in cell:
            self._fault(line, f"{column} holds a character that cannot be read", "Save the file as CSV in UTF-8")
        if any(not letter.isprintable() for letter in cell):
            self._fault(line, f"{column} holds a control character or a line break", "Write it on one line")
        elif column in OPTIONAL and (fault := fact_fault(column, cell, colours=self._colours)):
            self._fault(line, fault.reason, fault.remedy)

    def _slug(self, row: Row) -> str:
        slug = row.cells["slug"]
        if not slug:
            return slug
        if not SLUG.fullmatch(slug):
            remedy = "Use 1 to 63 small letters, digits and hyphens, none at either end: it becomes a host name"
            self._fault(row.line, f"slug “{slug[:80]}” is no DNS label", remedy)
        elif slug in RESERVED_SLUGS:
            self._fault(row.line, f"slug “{slug}” is kept for the network itself", "Choose another")
        first = self._line_of_slug.setdefault(slug, row.line)
        if first != row.line:
            self._fault(row.line, f"slug “{slug[:80]}” is on line {first} already", "Give each nation its own")
        return slug

    def _email(self, row: Row) -> str:
        email = row.cells["email"]
        if email and not _is_email(email):
            # The address itself is left out: this text may end up in a log.
            self._fault(row.line, "email is no e-mail address", "Write it like name@domain.fr")
        return email

    def _zones(self, row: Row) -> tuple[str, ...]:
        zones = tuple(dict.fromkeys(self._zone_ids(row)))
        for zone in zones:
            self._claim(zone, row)
        return zones

    def _zone_ids(self, row: Row) -> Iterator[str]:
        for zone_id in self._written_zone_ids(row):
            zone = self._atlas.zone(*split_zone_id(zone_id))
            if zone is None:
                reason = f"zone {zone_id[:60]} does not exist"
                self._fault(row.line, reason, "Constituencies are written like 75-06; other kinds like departement:75")
            else:
                yield zone.id

    def _written_zone_ids(self, row: Row) -> tuple[str, ...]:
        try:
            return parse_zone_ids(row.cells["zones"])
        except UnknownZoneKind as error:
            kinds = ", ".join(ZoneKind)
            self._fault(row.line, str(error)[:120], f"Kinds of zones are {kinds}; a bare code is a constituency")
            return ()

    def _claim(self, zone: str, row: Row) -> None:
        slug = row.cells["slug"]
        first = self._line_of_zone.setdefault(zone, row.line)
        if first != row.line:
            self._fault(row.line, f"zone {zone} is claimed on line {first} already", "Leave it to one of them")
        holder = self._claims.get(zone, slug)
        if holder != slug:
            remedy = f"Leave it out, or remove {holder} first (`banneret nation remove {holder}`)"
            self._fault(row.line, f"zone {zone} belongs to nation {holder}", remedy)

    def _fault(self, line: int, reason: str, remedy: str) -> None:
        # A reason may quote what somebody wrote, and must not tell a terminal what to do.
        place = f"{self._file_name}, line {line}"
        self._faults.append((line, Fault(place=place, reason=clean_text(reason), remedy=remedy)))

    def _refusal(self, reason: str, remedy: str) -> InputError:
        return InputError([Fault(place=f"{self._file_name}, line 1", reason=reason, remedy=clean_text(remedy))])


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets on Windows still write this one; the five bytes it lacks are shown as faults of their cells.
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    header = text.splitlines()[0]
    return max(",;\t", key=header.count)


def _is_email(text: str) -> bool:
    # Loaded here: only the plan reads rosters, and every other function's start would pay for it.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
