"""The rows of a shard, gathered by person."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from shared.people import layout
from shared.people.outcomes import RangeOutcome
from shared.people.reading_ahead import in_turn
from shared.people.rowline import line_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.people.person import PersonKey
    from shared.people.plan import PeoplePlan, PlannedRange
    from shared.people.ports import PeopleFiles

READERS = 8
"""Slices read at once: a file of 48 million people has 850 of them, at 20 ms each and as much again for its outcome."""

READ_AHEAD_BYTES = 256 * 1024
"""A larger slice is read when its turn comes: there are few such, and a loader takes no more memory for any file."""

Group = tuple["PersonKey", list[bytes]]
"""A person and the lines of its rows in file order."""

Packed = tuple[bytes, bytes]
"""A group as it waits for its turn: the lines' common key, and the lines as one."""


def read_groups(plan: PeoplePlan, shard: int, *, files: PeopleFiles, size: int) -> Iterator[list[Packed]]:
    """Yield the people of a shard with all their rows, `size` people at a time."""
    items = iter(_groups(_slices(plan, shard, files)).items())
    while batch := list(islice(items, size)):
        yield batch


def _slices(plan: PeoplePlan, shard: int, files: PeopleFiles) -> Iterator[bytes]:
    """Yield what each range sorted into the shard, in file order, some whole lines at a time."""

    def begin(planned: PlannedRange) -> Iterable[bytes]:
        sorted_range = RangeOutcome.from_json(files.get(layout.range_outcome_key(plan.rollout_id, planned.index)))
        start, end = sorted_range.offsets[shard : shard + 2]
        chunks = files.read(layout.sorted_key(plan.rollout_id, planned.index), start, end) if start < end else ()
        return list(chunks) if end - start <= READ_AHEAD_BYTES else chunks

    for chunks in in_turn(begin, plan.survey.ranges, ahead=READERS):
        yield from _whole_lines(chunks)


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut what is read behind its last line end, which a slice has at its very end; joined nowhere, to save memory."""
    begun = b""
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        if end:
            yield begun + chunk[:end]
            begun = b""
        begun += chunk[end:]


def _groups(slices: Iterable[bytes]) -> dict[bytes, bytes]:
    """Gather the lines of each person; a person stands where its first row did.

    Bytes only, in one dictionary: that is nothing for the garbage collector to walk through, which otherwise
    takes half of a loader's time.
    """
    groups: dict[bytes, bytes] = {}
    for part in slices:
        for line in part.splitlines(keepends=True):
            key = line_key(line)
            groups[key] = groups.get(key, b"") + line
    return groups


def unpack(packed: Packed) -> Group:
    """Return whom a packed group is about, and its lines."""
    key, lines = packed
    holder, _, person_id = key.decode().partition("\t")
    return (holder, person_id), lines.splitlines()
