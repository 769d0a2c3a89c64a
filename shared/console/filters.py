"""A segment as a form writes it: rows of two choices, `how0` and `what0`, `how1` and `what1`, …"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from shared.people.segments.segment import MOST_FACETS, segment_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.people.segments.segment import Segment

HOWS = ("all", "any", "none")
"""What a row may ask: that people have this, that they have at least one of these, that they have it not."""

SPARE = 2
"""Empty rows that a form has to spare; whoever wants more, counts and gets more."""


def read_filters(fields: Mapping[str, str]) -> Segment:
    """Return the segment that a form's rows make; raises InputError for what is no facet."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for number in range(MOST_FACETS + SPARE):
        what, how = fields.get(f"what{number}", "").strip(), fields.get(f"how{number}", "")
        if what:
            rows[how if how in HOWS else HOWS[0]].append(what)
    return segment_of(all_of=rows["all"], any_of=rows["any"], none_of=rows["none"])


def rows_of(segment: Segment) -> list[tuple[str, str]]:
    """Return the rows of a segment: how, and what."""
    parts = zip(HOWS, (segment.all_of, segment.any_of, segment.none_of), strict=True)
    return [(how, facet) for how, facets in parts for facet in facets]


def query_of(segment: Segment) -> str:
    """Return the rows of a segment as an address has them."""
    named = ({f"how{number}": how, f"what{number}": what} for number, (how, what) in enumerate(rows_of(segment)))
    return urlencode({name: value for row in named for name, value in row.items()})
