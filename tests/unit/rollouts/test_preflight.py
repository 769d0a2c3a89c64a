from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from shared.geography.france import france
from shared.kernel.errors import NotFound
from shared.rollouts import preflight as preflights
from shared.rollouts.arrivals import PEOPLE, ROSTER, arrival_key
from shared.rollouts.preflight import FaultyRow, Preflight, preflight
from tests.fakes.arrivals import InMemoryArrivals
from tests.fakes.rollouts import InMemoryFiles

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE = "0" * 32
HEADER = "slug,name,candidate,email,zones\n"
GOOD = f"{HEADER}paris-6,Paris 6e,Jeanne Martin,jeanne@example.org,75-06\n"
BAD = f"{HEADER}Paris 6,Paris,Jeanne,jeanne@example.org,75-06\nlyon,Lyon,Paul,nobody,69-99\n"
SORTED = """email,prénom,circonscription,remarque
a@example.org,Anne,75-06,x
b@example.org,Bruno,75-07,x
no,Claude,75-06,x
"""


def tried(
    roster: str | None = GOOD, people: bytes | None = None, *, claims: Mapping[str, str] | None = None
) -> Preflight:
    """Try files that arrived."""
    contents = {ROSTER: roster.encode() if roster else None, PEOPLE: people}
    files = InMemoryFiles({arrival_key(PLACE, name): body for name, body in contents.items() if body is not None})
    return preflight(PLACE, arrivals=InMemoryArrivals(files), country="FR", atlas=france, claims=lambda: claims or {})


def rows(count: int) -> bytes:
    """Return a people file of that many rows, each of which leads to paris-6."""
    lines = (f"p{number}@example.org,Prénom{number},75-06" for number in range(count))
    return "\n".join(["email,prénom,circonscription", *lines, ""]).encode()


def test_nothing_is_said_of_what_has_not_arrived() -> None:
    found = tried(roster=None)

    assert (found.roster, found.people, found.may_start) == (None, None, False)


def test_a_roster_alone_may_start() -> None:
    found = tried()

    assert found.roster is not None
    assert [nation.slug for nation in found.roster.nations] == ["paris-6"]
    assert found.may_start


def test_people_alone_start_nothing() -> None:
    assert not tried(roster=None, people=SORTED.encode()).may_start


def test_every_fault_of_the_roster_is_told_with_its_line() -> None:
    found = tried(BAD)

    assert [fault.place for fault in found.faults] == ["roster.csv, line 2", "roster.csv, line 3", "roster.csv, line 3"]
    assert not found.may_start


def test_a_zone_that_another_nation_holds_is_a_fault() -> None:
    assert "belongs to nation lyon-3" in str(tried(claims={"constituency:75-06": "lyon-3"}).faults[0])


def test_the_faults_of_both_files_are_told_at_once() -> None:
    assert {fault.place.partition(",")[0] for fault in tried(BAD, b"couleur\nbleu\n").faults} == {ROSTER, PEOPLE}


def test_people_are_sorted_as_the_import_will_sort_them() -> None:
    people = tried(people=SORTED.encode()).people

    assert people is not None
    assert (people.rows, people.assigned, people.rejected, people.unassigned) == (3, 1, 1, 1)
    assert people.columns["prénom"] == "given_name"
    assert people.is_whole


def test_each_row_without_a_nation_is_told_by_its_line_and_nothing_of_its_person() -> None:
    people = tried(people=SORTED.encode()).people

    assert people is not None
    assert [row.line for row in people.faulty] == [3, 4]
    assert all(isinstance(row, FaultyRow) for row in people.faulty)
    assert not [row for row in people.faulty if "Bruno" in row.reason or "Claude" in row.reason]


def test_rows_count_for_the_nations_that_stand_already() -> None:
    people = tried(people=SORTED.encode(), claims={"constituency:75-07": "paris-7"}).people

    assert people is not None
    assert people.assigned == 2


def test_packed_people_are_tried_alike() -> None:
    plain, packed = tried(people=SORTED.encode()).people, tried(people=gzip.compress(SORTED.encode())).people

    assert plain is not None
    assert packed is not None
    assert (packed.rows, packed.faulty) == (plain.rows, plain.faulty)


def test_of_a_large_file_the_beginning_is_tried_and_the_cut_spoils_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflights, "TRIED_BYTES", 8_000)
    monkeypatch.setattr(preflights, "RANGE_BYTES", 1_000)
    content = rows(2_000)

    people = tried(people=content).people

    assert people is not None
    assert not people.is_whole
    assert 0 < people.rows < 2_000
    assert (people.rejected, people.unassigned, people.faulty) == (0, 0, ())
    assert people.size == len(content)


@pytest.mark.parametrize("place", ["", "0" * 31, "../" + "0" * 29, "0" * 32 + "/x", "G" * 32])
def test_what_is_no_place_has_no_files(place: str) -> None:
    with pytest.raises(NotFound):
        arrival_key(place, ROSTER)
