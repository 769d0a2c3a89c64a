"""From a header row to what each column means."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.people.fields import BY_HEADER, CUSTOM, CUSTOM_PREFIX, HEADERS, IGNORE, Field
from shared.people.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DELIMITERS = (",", ";", "\t")
"""What may stand between two cells, the most usual first."""

_SIGNS = re.compile(r"[^a-z0-9]+")
_LOOKS_LIKE_DATA = re.compile(r"@|\d{4}")
_SHOWN_COLUMNS = 12
_SHOWN_CHARACTERS = 30
_TARGETS = frozenset({*HEADERS, CUSTOM, IGNORE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name as the header spells it, what it gives, and how much it is preferred for that (0 first).

    `field` is a `Field`, `custom.<name>` or `ignore`.
    """

    name: str
    field: str
    rank: int = 0

    @property
    def spare_field(self) -> str:
        """Where a value goes that the column's field cannot take."""
        return CUSTOM_PREFIX + self.name


def fold_header(name: str) -> str:
    """Return the form in which header names are compared: `N° de téléphone` becomes `n_de_telephone`."""
    plain = unicodedata.normalize("NFKD", name.replace("°", " ")).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _SIGNS.sub("_", letters).strip("_")


def header_cells(header: str, *, delimiter: str) -> list[str]:
    """Return the names in a header record; none if one of them is too long for csv."""
    try:
        return next(csv.reader(io.StringIO(header, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def choose_delimiter(candidates: Mapping[str, str]) -> str:
    """Return the delimiter under which a header record shows most known names, then most columns.

    `candidates` holds for each delimiter the header record as it ends under that delimiter.
    """

    def promise(delimiter: str) -> tuple[int, int]:
        cells = header_cells(candidates[delimiter], delimiter=delimiter)
        return sum(fold_header(cell) in BY_HEADER for cell in cells), len(cells)

    return max(candidates, key=promise)


def read_columns(names: Sequence[str], *, mapping: Mapping[str, str], place: str) -> tuple[Column, ...]:
    """Return what each column of a header means; a `mapping` of names to fields goes before recognition.

    Raises InputError where the mapping does not fit, or where nothing tells who a row is about.
    """
    columns = recognised(names, mapping=mapping)
    if faults := _mapping_faults([column.name for column in columns], mapping, place):
        raise InputError(faults)
    if not any(column.field in (Field.EMAIL, Field.PHONE) for column in columns):
        raise InputError([_no_usable_header(columns, place)])
    return columns


def recognised(names: Sequence[str], *, mapping: Mapping[str, str]) -> tuple[Column, ...]:
    """Return what each column of a header means, whether or not that is enough to import by."""
    return tuple(_column(title, mapping) for title in _unique([clean_text(name) for name in names]))


def _unique(names: Sequence[str]) -> list[str]:
    """Number nameless columns and repeated names."""
    seen: Counter[str] = Counter()
    titles = []
    for number, name in enumerate(names, start=1):
        title = name or f"column {number}"
        seen[title] += 1
        titles.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return titles


def _mapping_faults(titles: Sequence[str], mapping: Mapping[str, str], place: str) -> list[Fault]:
    missing = [
        Fault(
            place=f"{place}, mapping of “{name}”",
            reason="the file has no such column",
            remedy=f"Name one of: {', '.join(_shown(titles))}",
        )
        for name in mapping
        if name not in titles
    ]
    unknown = [
        Fault(
            place=f"{place}, mapping of “{name}”",
            reason=f"“{field}” is no field",
            remedy=f"Use one of: {', '.join(sorted(_TARGETS))}",
        )
        for name, field in mapping.items()
        if field not in _TARGETS
    ]
    return missing + unknown


def _column(title: str, mapping: Mapping[str, str]) -> Column:
    if title in mapping:
        field = mapping[title]
        return Column(name=title, field=CUSTOM_PREFIX + title if field == CUSTOM else field)
    if known := BY_HEADER.get(fold_header(title)):
        return Column(name=title, field=known[0], rank=known[1] + 1)
    return Column(name=title, field=CUSTOM_PREFIX + title)


def _no_usable_header(columns: Sequence[Column], place: str) -> Fault:
    """A file without a header has a person in its first line: names are shown only if one of them is known."""
    known = any(not column.field.startswith(CUSTOM_PREFIX) for column in columns)
    found = ", ".join(_shown([column.name for column in columns])) if known else f"{len(columns)} unknown names"
    return Fault(
        place=place,
        reason=f"no usable header: found {found}, none of which is an e-mail or a phone",
        remedy="Give the first line names such as email, phone, first_name, last_name, postcode, or pass a mapping",
    )


def _shown(names: Sequence[str]) -> list[str]:
    shown = ["…" if _LOOKS_LIKE_DATA.search(name) else name[:_SHOWN_CHARACTERS] for name in names[:_SHOWN_COLUMNS]]
    return shown + ["…"] * (len(names) > _SHOWN_COLUMNS)
