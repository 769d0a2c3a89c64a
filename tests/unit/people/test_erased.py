"""Who was erased comes in with no file, until they sign up themselves: the list, its store, and the sorting."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from shared.people import layout
from shared.people.erased import Erased
from shared.people.erasures import DynamoErasures
from shared.people.memory import InMemoryPeopleFiles
from shared.people.person import person_id
from shared.people.plan import Destinations, PeoplePlan
from shared.people.planning import PeopleImport, plan_people
from shared.people.sorting import sort_range
from tests.builders import HOUR, NOON
from tests.fakes.erasures import InMemoryErasures
from tests.unit.people.builders import SMALL, UPLOAD, WHOLE, a_csv, a_plan, a_row, assign_by_postcode

if TYPE_CHECKING:
    from shared.people.planning import PlanLimits
    from shared.people.ports import Erasures

MARIE, PAUL = person_id("marie1@example.org"), person_id("paul@example.org")


@pytest.fixture(params=["in-memory", "dynamodb"])
def erasures(request: pytest.FixtureRequest) -> Erasures:
    if request.param == "in-memory":
        return InMemoryErasures()
    return DynamoErasures(request.getfixturevalue("dynamodb"), request.getfixturevalue("network_table"))


def test_nobody_is_erased_at_first(erasures: Erasures) -> None:
    assert len(erasures.all()) == 0
    assert not erasures.all().bars(MARIE, "paris-6")


def test_who_is_erased_comes_into_no_nation_and_not_on_headquarters_list(erasures: Erasures) -> None:
    erasures.keep(MARIE, at=NOON)
    erasures.keep(MARIE, at=NOON)

    erased = erasures.all()
    assert len(erased) == 1
    assert [erased.bars(MARIE, slug) for slug in ("paris-6", "lyon-3", None)] == [True] * 3
    assert not erased.bars(PAUL, "paris-6")


def test_who_signs_up_again_may_come_into_that_nation_alone(erasures: Erasures) -> None:
    erasures.keep(MARIE, at=NOON)
    for slug in ("paris-6", "paris-6", "ain-1"):
        erasures.lift(MARIE, slug, asked_at=NOON + HOUR)

    erased = erasures.all()
    assert [erased.bars(MARIE, slug) for slug in ("paris-6", "ain-1", "lyon-3", None)] == [False, False, True, True]


def test_what_was_asked_before_the_erasure_lifts_nothing(erasures: Erasures) -> None:
    erasures.keep(MARIE, at=NOON)
    erasures.lift(MARIE, "paris-6", asked_at=NOON)

    assert erasures.all().bars(MARIE, "paris-6")


def test_an_erasure_anew_takes_every_return_back(erasures: Erasures) -> None:
    erasures.keep(MARIE, at=NOON)
    erasures.lift(MARIE, "paris-6", asked_at=NOON + HOUR)
    erasures.keep(MARIE, at=NOON + 2 * HOUR)

    assert erasures.all().bars(MARIE, "paris-6")


def test_who_never_was_erased_leaves_no_trace_by_signing_up(erasures: Erasures) -> None:
    erasures.lift(PAUL, "paris-6", asked_at=NOON)

    assert erasures.all() == Erased()


def test_who_is_erased_within_a_nation_comes_into_all_others(erasures: Erasures) -> None:
    for slug in ("paris-6", "ain-1", "paris-6"):
        erasures.keep(MARIE, at=NOON, within=slug)

    erased = erasures.all()
    assert len(erased) == 1
    for bars in (erased.bars, erasures.bars):
        assert [bars(MARIE, slug) for slug in ("paris-6", "ain-1", "lyon-3")] == [True, True, False]
    assert not erased.bars(MARIE, None)
    assert not erased.bars(PAUL, "paris-6")


def test_who_signs_up_again_with_a_nation_that_erased_them_may_come_into_it(erasures: Erasures) -> None:
    erasures.keep(MARIE, at=NOON, within="paris-6")
    erasures.keep(MARIE, at=NOON + 2 * HOUR, within="ain-1")

    for slug in ("paris-6", "ain-1"):
        erasures.lift(MARIE, slug, asked_at=NOON + HOUR)

    assert [erasures.all().bars(MARIE, slug) for slug in ("paris-6", "ain-1")] == [False, True]


def test_an_erasure_everywhere_goes_before_those_within_nations(erasures: Erasures) -> None:
    erasures.keep(MARIE, at=NOON, within="paris-6")
    erasures.keep(MARIE, at=NOON)
    erasures.lift(MARIE, "lyon-3", asked_at=NOON + HOUR)
    erasures.lift(MARIE, "ain-1", asked_at=NOON + HOUR)

    erasures.keep(MARIE, at=NOON + 2 * HOUR, within="ain-1")

    erased = erasures.all()
    assert [erased.bars(MARIE, slug) for slug in ("paris-6", "lyon-3", "ain-1", None)] == [True, False, True, True]


def test_all_pages_of_the_list_are_read(dynamodb: object, network_table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.people.erasures.LISTING", 3)
    erasures = DynamoErasures(dynamodb, network_table)  # type: ignore[arg-type] # moto's client is untyped
    for number in range(10):
        erasures.keep(person_id(f"p{number}@example.org"), at=NOON)

    assert len(erasures.all()) == 10


def test_nothing_but_the_hash_and_the_date_is_kept(dynamodb: object, network_table: str) -> None:
    DynamoErasures(dynamodb, network_table).keep(MARIE, at=NOON)  # type: ignore[arg-type] # moto's client is untyped

    (item,) = dynamodb.scan(TableName=network_table)["Items"]  # type: ignore[attr-defined] # the same
    assert item == {
        "pk": {"S": f"ERASED#{MARIE}"},
        "sk": {"S": "ERASED"},
        "kind_pk": {"S": "ERASED"},
        "kind_sk": {"S": MARIE},
        "erased_at": {"S": NOON.isoformat()},
        "returned": {"L": []},
    }


def some_erased() -> Erased:
    return Erased(
        digests=frozenset(bytes.fromhex(person_id(f"marie{number}@example.org")) for number in (1, 3)),
        returned={person_id("marie3@example.org"): frozenset({"paris-6"})},
        within={PAUL: frozenset({"ain-1"})},
    )


def test_the_list_reads_back_as_it_was_written() -> None:
    erased = some_erased()

    assert Erased.from_json(erased.to_json()) == erased
    assert Erased.from_json(Erased().to_json()) == Erased()
    assert Erased.from_json(b'{"digests": "", "returned": {}}') == Erased()


def a_plan_that_knows(
    erased: Erased, body: bytes, files: InMemoryPeopleFiles, limits: PlanLimits = WHOLE
) -> PeoplePlan:
    files.put(UPLOAD, body, content_type="text/csv")
    order = PeopleImport(rollout_id="r1", upload=UPLOAD, file_name="people.csv")
    return plan_people(order, destinations=Destinations(), limits=limits, files=files, erased=erased)


def test_a_row_of_somebody_erased_is_rejected_with_its_line_and_reason() -> None:
    files = InMemoryPeopleFiles()
    moved = ("MARIE1@example.org", "", "Marie", "Dupont", "13001")
    rows = [a_row(1), a_row(2), a_row(3), a_row(3, postcode="69003"), moved]
    plan = a_plan_that_knows(some_erased(), a_csv(*rows), files)

    outcome = sort_range(plan, 0, files=files, assign=assign_by_postcode)

    rejects = csv.reader(io.StringIO(files.files[layout.rejects_key("r1", 0)].decode()))
    assert [row[:3] for row in rejects][1:] == [
        ["2", "erased at their own request", "marie1@example.org"],
        ["5", "erased at their own request", "marie3@example.org"],
        ["6", "erased at their own request", "MARIE1@example.org"],
    ]
    assert (outcome.rows, outcome.rejected, outcome.unassigned, outcome.assigned) == (5, 3, 0, 2)
    assert MARIE.encode() not in files.files[layout.sorted_key("r1", 0)]


def test_sorting_again_comes_to_the_same_though_somebody_was_erased_meanwhile() -> None:
    files = InMemoryPeopleFiles()
    plan = a_plan_that_knows(some_erased(), a_csv(*map(a_row, range(60))), files, SMALL)
    read = PeoplePlan.from_json(files.files[layout.plan_key("r1")])
    outcomes = [sort_range(read, each.index, files=files, assign=assign_by_postcode) for each in plan.survey.ranges]
    before = dict(files.files)

    again = [sort_range(read, each.index, files=files, assign=assign_by_postcode) for each in plan.survey.ranges]

    assert (again, files.files) == (outcomes, before)
    assert sum(outcome.rejected for outcome in outcomes) == 1


def test_an_import_before_any_erasure_neither_writes_nor_reads_a_list() -> None:
    files = InMemoryPeopleFiles()

    sort_range(a_plan(a_csv(a_row(1)), files=files), 0, files=files, assign=assign_by_postcode)

    assert layout.erased_key("r1") not in files.files


def test_a_plan_made_anew_without_erasures_passes_an_older_list_over() -> None:
    files = InMemoryPeopleFiles()
    a_plan_that_knows(some_erased(), a_csv(a_row(1)), files)

    plan = a_plan_that_knows(Erased(), a_csv(a_row(1)), files)

    assert sort_range(plan, 0, files=files, assign=assign_by_postcode).rejected == 0
