"""A range is laid out by the shards that will load it, and what is not imported comes back."""

from __future__ import annotations

import csv
import io
import tracemalloc

from shared.people import layout, sorting
from shared.people.memory import InMemoryPeopleFiles, InMemoryPeopleStore
from shared.people.outcomes import RangeOutcome
from shared.people.person import person_id, shard_of
from shared.people.plan import Destinations
from shared.people.planning import PeopleImport, PlanLimits, plan_people
from shared.people.rowline import line_key
from shared.people.sorting import sort_range
from tests.unit.people.builders import HEADER, SMALL, a_csv, a_plan, a_row, assign_by_postcode, loader, settled


def export(files: InMemoryPeopleFiles, key: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(files.files[key].decode(), newline="")))


def test_rows_lie_in_the_order_of_their_shards() -> None:
    files = InMemoryPeopleFiles()
    plan = a_plan(a_csv(*map(a_row, range(60))), files=files, limits=PlanLimits(shard_bytes=500))

    outcome = sort_range(plan, 0, files=files, assign=assign_by_postcode)

    body = files.files[layout.sorted_key("r1", 0)]
    for shard in range(plan.shards):
        for line in body[outcome.offsets[shard] : outcome.offsets[shard + 1]].splitlines():
            assert shard_of(line_key(line).decode().partition("\t")[2], shards=plan.shards) == shard
    assert plan.shards > 3
    assert outcome.offsets[-1] == len(body)
    assert outcome.assigned == body.count(b"\n") == 60


def test_sorting_again_writes_the_same_files() -> None:
    files = InMemoryPeopleFiles()
    plan = a_plan(a_csv(*map(a_row, range(60)), ("ragged",)), files=files, limits=SMALL)
    outcomes = [
        sort_range(plan, planned.index, files=files, assign=assign_by_postcode) for planned in plan.survey.ranges
    ]
    before = dict(files.files)

    again = [sort_range(plan, planned.index, files=files, assign=assign_by_postcode) for planned in plan.survey.ranges]

    assert again == outcomes
    assert files.files == before
    assert RangeOutcome.from_json(files.files[layout.range_outcome_key("r1", 1)]) == outcomes[1]


def test_rejected_and_unassigned_rows_come_back_with_line_and_reason() -> None:
    files = InMemoryPeopleFiles()
    rows = [a_row(1), ("=cmd()", "", "<b>Marie</b>", "", "75006"), a_row(2, postcode="13001"), ("", "12", "", "", "")]
    plan = a_plan(a_csv(*rows), files=files)

    sort_range(plan, 0, files=files, assign=assign_by_postcode)

    assert export(files, layout.rejects_key("r1", 0)) == [
        ["line", "reason", *HEADER],
        ["3", "invalid e-mail, so nobody to reach", "'=cmd()", "", "<b>Marie</b>", "", "75006"],
        ["5", "invalid phone, so nobody to reach", "", "12", "", "", ""],
    ]
    assert export(files, layout.unassigned_key("r1", 0)) == [
        ["line", "reason", "candidates", *HEADER],
        ["4", "no nation holds the place", "lyon-3 paris-6", *a_row(2, postcode="13001")],
    ]


def test_no_file_of_rejects_without_a_reject() -> None:
    files = InMemoryPeopleFiles()

    sort_range(a_plan(a_csv(a_row(1)), files=files), 0, files=files, assign=assign_by_postcode)

    assert layout.rejects_key("r1", 0) not in files.files
    assert layout.unassigned_key("r1", 0) not in files.files


def test_a_row_that_no_item_could_hold_is_rejected() -> None:
    files = InMemoryPeopleFiles()
    notes = [f"note {number}" for number in range(4)]
    body = a_csv(("marie@example.org", *("x" * (sorting.ROW_BYTES // 3) for _ in notes)), header=("email", *notes))

    outcome = sort_range(a_plan(body, files=files), 0, files=files, assign=assign_by_postcode)

    assert outcome.rejected == 1
    assert export(files, layout.rejects_key("r1", 0))[1][1] == "row over 100 KB"


def test_memory_does_not_grow_with_the_file() -> None:
    rows = a_csv(*map(a_row, range(8_000))).partition(b"\r\n")[2]
    peaks = []
    # Twice and sixteen times: only a file of several ranges has one that is full.
    for times in (2, 16):
        files = InMemoryPeopleFiles()
        plan = a_plan(a_csv() + rows * times, files=files, limits=PlanLimits(range_bytes=200_000))
        tracemalloc.start()
        sort_range(plan, 1, files=files, assign=assign_by_postcode)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    # The file in memory is cut out once by the fake itself; the worker's own share is that of one range.
    assert peaks[1] < 1.1 * peaks[0]


def test_rows_about_whoever_was_merged_are_about_whom_they_were_merged_into() -> None:
    files = InMemoryPeopleFiles()
    kept, gone = (person_id(a_row(number)[0]) for number in (1, 2))
    header = (*HEADER, "opt_in")
    rows = [(*a_row(1), "yes"), (*a_row(2), "yes"), (*a_row(2, postcode="69003"), "no")]
    aliases = {"paris-6": {gone: kept}, "lyon-3": {gone: kept}}
    order = PeopleImport(rollout_id="r1", upload="people.csv", file_name="people.csv")
    files.put("people.csv", a_csv(*rows, header=header), content_type="text/csv")
    plan = plan_people(order, destinations=Destinations(), limits=PlanLimits(), files=files, aliases=aliases)
    people = InMemoryPeopleStore()

    sums = settled(plan, files=files, load=loader(plan, files=files, people=people))

    assert (sums.created, sums.merged + sums.unchanged) == (2, 1)
    paris, lyon = people.people["NATION#paris-6", kept], people.people["NATION#lyon-3", kept]
    assert paris.mailable
    # A no is heard for both addresses, a yes for its own alone.
    assert [lyon.consents["email"]["given"], paris.values["email"]] == [False, a_row(1)[0]]
