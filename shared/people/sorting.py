"""Sort one range: read it, normalise and place its rows, and lay them out by the shards that will load them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from shared.people import layout
from shared.people.erased import AT_THEIR_REQUEST
from shared.people.exports import RowsFile
from shared.people.normalising import Row, RowNormaliser
from shared.people.outcomes import RangeOutcome
from shared.people.person import shard_of
from shared.people.placing import placer
from shared.people.plan import read_aliases, read_erased
from shared.people.records import read_records
from shared.people.rowline import write_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.people.erased import Erased
    from shared.people.placing import Assign
    from shared.people.plan import Aliases, PeoplePlan
    from shared.people.ports import PeopleFiles
    from shared.people.records import Record

CSV = "text/csv; charset=utf-8"
JSON_LINES = "application/x-ndjson"

ROW_BYTES = 100 * 1024
"""A row that needs more as JSON is rejected: an item of DynamoDB holds 400 KB, and a person may have several rows."""


def sort_range(plan: PeoplePlan, index: int, *, files: PeopleFiles, assign: Assign) -> RangeOutcome:
    """Write the sorted rows, the rejects and the unassigned rows of a range, then its outcome; return the outcome.

    Writes the same files when it runs again. Memory grows with the range's size alone.
    """
    planned = plan.survey.ranges[index]
    records = read_records(
        files.read(plan.key, planned.start, planned.end),
        encoding=plan.survey.encoding,
        delimiter=plan.survey.delimiter,
        first_line=planned.first_line,
        width=len(plan.survey.columns),
    )
    sorter = _Sorter(plan, read_erased(plan, files=files), read_aliases(plan, files=files))
    sorter.sort(records, RowNormaliser(plan, place=placer(assign)))
    return sorter.write(index, files=files)


class _Sorter:
    """Gathers the rows of one range where they belong."""

    def __init__(self, plan: PeoplePlan, erased: Erased, aliases: Aliases) -> None:
        names = [column.name for column in plan.survey.columns]
        self._plan = plan
        self._bars = erased.bars if erased else None
        self._aliases = aliases
        # Lines, not buffers: what growing buffers leave behind in memory depends on how many shards there are.
        self._shards: list[list[bytes]] = [[] for _ in range(plan.shards)]
        self._rejects = RowsFile(["line", "reason"], names)
        self._unassigned = RowsFile(["line", "reason", "candidates"], names)
        self._rows = 0

    def sort(self, records: Iterable[Record], normalise: RowNormaliser) -> None:
        """Put every record where it belongs."""
        for line, cells, fault in records:
            self._rows += 1
            row = fault or normalise(cells)
            if isinstance(row, str):
                self._rejects.add([line, row], cells)
            else:
                self._keep(row, line, cells)

    def _keep(self, row: Row, line: int, cells: list[str]) -> None:
        if self._aliases:
            row = self._standing(row)
        text = write_line(row)
        if reason := self._refusal(row, text):
            self._rejects.add([line, reason], cells)
            return
        self._shards[shard_of(row.person_id, shards=self._plan.shards)].append(text)
        if row.placement.slug is None:
            self._unassigned.add([line, row.placement.reason, " ".join(row.placement.candidates)], cells)

    def _standing(self, row: Row) -> Row:
        """Return the row as one about whom the person was merged into: all rows of both are loaded together.

        A yes is about the row's own address, which may not be the one that was kept; a no is heard for both.
        """
        person_id = self._aliases.get(row.placement.slug or "", {}).get(row.person_id)
        if person_id is None:
            return row
        refused = {channel: word for channel, word in row.consents.items() if not word["given"]}
        return row._replace(person_id=person_id, consents=refused)

    def _refusal(self, row: Row, text: bytes) -> str:
        if len(text) > ROW_BYTES:
            return f"row over {ROW_BYTES >> 10} KB"
        if self._bars and self._bars(row.person_id, row.placement.slug):
            return AT_THEIR_REQUEST
        return ""

    def write(self, index: int, *, files: PeopleFiles) -> RangeOutcome:
        """Write what was gathered; the outcome last, so that whoever sees it finds the rest."""
        rollout = self._plan.rollout_id
        files.put(
            layout.sorted_key(rollout, index), b"".join(chain.from_iterable(self._shards)), content_type=JSON_LINES
        )
        for rows, key in (
            (self._rejects, layout.rejects_key(rollout, index)),
            (self._unassigned, layout.unassigned_key(rollout, index)),
        ):
            if rows.rows:
                files.put(key, rows.body(), content_type=CSV)
        outcome = RangeOutcome(
            index=index,
            rows=self._rows,
            rejected=self._rejects.rows,
            unassigned=self._unassigned.rows,
            offsets=tuple(_offsets(self._shards)),
        )
        files.put(layout.range_outcome_key(rollout, index), outcome.to_json(), content_type="application/json")
        return outcome


def _offsets(shards: Iterable[Iterable[bytes]]) -> Iterator[int]:
    end = 0
    yield end
    for shard in shards:
        end += sum(map(len, shard))
        yield end
