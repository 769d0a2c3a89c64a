"""What stands between a measurement and its figure."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.floor import batches
from tests.bench.imports import BOTO3, NOTHING, ratio
from tests.bench.people_file import PHONE_MARK, mark_phones, repetition, write_people_file
from tests.bench.rounds import least
from tests.bench.transitions import entered, tasks

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = 'email,téléphone,adresse\na@example.org,01 02 03 04 05,"1, rue A"\nb@example.org,,\n'


def test_the_least_of_all_rounds_counts_and_each_round_begins_with_another() -> None:
    begun: list[str] = []
    values = {"a": iter([3.0, 1.0]), "b": iter([2.0, 5.0])}

    def measure(name: str) -> float:
        begun.append(name)
        return next(values[name])

    assert least({name: partial(measure, name) for name in values}, rounds=2) == {"a": 1.0, "b": 2.0}
    assert begun == ["a", "b", "b", "a"]


def test_an_import_is_compared_without_the_start_of_the_interpreter() -> None:
    assert ratio({NOTHING: 10, BOTO3: 110, "import x": 160}, "import x") == 1.5


def test_each_repetition_of_a_sample_is_about_other_people() -> None:
    rows = SAMPLE.partition("\n")[2]

    first, second = (repetition(mark_phones(rows, column=1), number) for number in (0, 1))

    assert first.splitlines() == ['a.0@example.org,0600000000,"1, rue A"', "b.0@example.org,,"]
    assert second.splitlines() == ['a.1@example.org,0600010000,"1, rue A"', "b.1@example.org,,"]
    assert PHONE_MARK not in first


def test_a_people_file_is_filled_up_to_its_size_with_whole_rows(tmp_path: Path) -> None:
    sample, path = tmp_path / "sample.csv", tmp_path / "people.csv"
    sample.write_text(SAMPLE, encoding="utf-8")

    write_people_file(path, sample=sample, size=1000)

    with path.open(encoding="utf-8", newline="") as file:
        assert {len(cells) for cells in csv.reader(file)} == {3}
    assert 900 < path.stat().st_size <= 1000


def test_items_are_batched_by_table() -> None:
    items = {"a": [{"n": number} for number in range(30)], "b": [{"n": 0}]}

    assert [(table, len(batch)) for table, batch in batches(items)] == [("a", 25), ("a", 5), ("b", 1)]


def test_a_state_counts_when_it_is_entered_and_a_task_each_time_it_is_tried() -> None:
    events = ["ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskScheduled", "TaskStateExited"]

    assert (entered(events), tasks(events)) == (1, 2)
