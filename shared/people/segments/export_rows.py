"""The file of an export: one row a person, each with the export's mark, nothing in it that a spreadsheet would run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.people.exports import csv_record
from shared.people.fields import CUSTOM_PREFIX
from shared.people.person import DEEDS, GEO_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.people.person import Person, Value
    from shared.people.segments.export import Export

SIGNATURE = b"\xef\xbb\xbf"
"""What tells a spreadsheet that a file is in UTF-8."""

FIELDS = (
    *("given_name", "family_name", "email", "phone", "address", "postcode", "commune", "country", "birth_date", "sex"),
    *("language", "support_level", "volunteer", "tags", GEO_TAGS, DEEDS, "source", "confirmed_at"),
)
CHANNELS = ("email", "mobile", "phone")
HEADER = ("export", *FIELDS, "mailable", *(f"consent_{channel}" for channel in CHANNELS), "custom")


def export_rows(export: Export, people: Iterable[Person]) -> Iterator[bytes]:
    """Yield the file in pieces: its header, then a row a person."""
    yield SIGNATURE + csv_record(HEADER)
    watermark = f"{export.mark} {export.who} {export.at.isoformat(timespec='seconds')} {export.days}".rstrip()
    for person in people:
        yield csv_record((watermark, *_cells(person)))


def _cells(person: Person) -> Iterator[str]:
    yield from (_spelled(person.values.get(field, "")) for field in FIELDS)
    yield _spelled(person.mailable)
    for channel in CHANNELS:
        word = person.consents.get(channel)
        yield _spelled(word["given"]) if word else ""
    custom = ((name, value) for name, value in sorted(person.values.items()) if name.startswith(CUSTOM_PREFIX))
    yield "; ".join(f"{name.removeprefix(CUSTOM_PREFIX)}: {_spelled(value)}" for name, value in custom)


def _spelled(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
