"""An import from the bucket into the table, with the real France."""

from __future__ import annotations

import gzip
from functools import partial
from typing import TYPE_CHECKING

import pytest

from shared.geography.assignment import Claims, assign
from shared.geography.france import france
from shared.people.outcomes import PeopleOutcome
from tests.unit.people.builders import SMALL, a_csv, a_plan, loader, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.people.bucket import S3PeopleFiles
    from shared.people.store import DynamoPeopleStore

ROWS = [
    ("Marie@Example.org", "", "Marie", "Dupont", "1400", "Châtillon-sur-Chalaronne", "oui"),
    ("marie@example.org", "0612345678", "", "", "01400", "", ""),
    ("paul@example.org", "", "Paul", "Éluard", "75006", "", "oui"),
    ("", "06 12 34 56 79", "Zoé", "O'Neil", "01400", "", ""),
    ("nobody", "", "", "", "", "", ""),
]
HEADER = ("Courriel", "Téléphone", "Prénom", "Nom", "Code postal", "Ville", "Opt-in")


@pytest.mark.parametrize(
    "write",
    [bytes, gzip.compress, lambda body: body.decode().encode("utf-16")],
    ids=["csv", "gzip", "utf-16"],
)
def test_rows_reach_the_nation_of_their_place(
    s3_files: S3PeopleFiles, dynamo_people: DynamoPeopleStore, write: Callable[[bytes], bytes]
) -> None:
    claims = Claims.of({"constituency:01-04": "ain-4"})
    plan = a_plan(write(a_csv(*ROWS, header=HEADER)), files=s3_files, limits=SMALL)

    outcome = settled(
        plan,
        files=s3_files,
        load=loader(plan, files=s3_files, people=dynamo_people),
        assign=partial(assign, atlas=france(), claims=claims),
    )

    assert outcome == PeopleOutcome(
        rows=5, created=2, merged=1, unchanged=0, rejected=1, unassigned=1, nations={"ain-4": 2}
    )
