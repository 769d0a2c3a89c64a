"""One normalised row as a line of a sorted file: holder, tab, person id, tab, JSON, line end.

The key stands before the JSON, so that a loader groups lines without parsing them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

from shared.people.person import PERSON_ID_CHARACTERS, hq_holder, nation_holder

if TYPE_CHECKING:
    from shared.people.consent import Consents
    from shared.people.normalising import Row
    from shared.people.person import Value

_TAB = b"\t"


class Contribution(NamedTuple):
    """What one row says of a person."""

    values: dict[str, Value]
    consents: Consents


def write_line(row: Row) -> bytes:
    """Return the line of a row."""
    slug = row.placement.slug
    holder = nation_holder(slug) if slug else hq_holder(row.person_id)
    return b"%b\t%b\t%b\n" % (holder.encode(), row.person_id.encode(), orjson.dumps([row.values, row.consents]))


def line_key(line: bytes) -> bytes:
    """Return what the lines of one person in one nation have in common: holder, tab, person id."""
    return line[: line.index(_TAB) + 1 + PERSON_ID_CHARACTERS]


def read_line(line: bytes) -> Contribution:
    """Return what the row of a line says."""
    return Contribution(*orjson.loads(line.split(_TAB, 2)[2]))
