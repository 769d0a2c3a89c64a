"""A segment that a nation keeps, by its id or its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.people.segments.saved import SavedSegment, SegmentUnknown, saved_segments
from shared.people.text import fold

if TYPE_CHECKING:
    from shared.people.table import PeopleTable


def segment_called(slug: str, wanted: str, *, people: PeopleTable) -> SavedSegment:
    """Return the segment of that id or name; raises SegmentUnknown."""
    kept = saved_segments(slug, people=people)
    found = next((each for each in kept if wanted == each.id or fold(wanted) == fold(each.name)), None)
    if found is None:
        raise SegmentUnknown(f"nation {slug} has no such segment: `banneret people segments {slug}` lists them")
    return found
