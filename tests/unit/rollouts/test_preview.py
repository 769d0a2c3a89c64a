from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.geography.france import france
from shared.kernel.errors import InputError
from shared.people.erased import NOBODY, Erased
from shared.people.person import person_id
from shared.rollouts.preview import RolloutPreview, check_inputs, preview_rollout
from shared.rollouts.waves import Tolerance, WavePlan
from tests.builders import NOON, a_request

if TYPE_CHECKING:
    from pathlib import Path

ROSTER = "slug,name,candidate,email,zones\nparis-6,Paris 6e,Jeanne Martin,jeanne@example.org,75-06\n"
PEOPLE = """email,prénom,circonscription,remarque
a@example.org,Anne,75-06,x
b@example.org,Bruno,75-07,x
nobody,Claude,75-06,x
"""


def preview(
    folder: Path,
    *,
    roster: str = ROSTER,
    people: bytes | None = PEOPLE.encode(),
    erased: Erased = NOBODY,
    **asked: Any,
) -> RolloutPreview:
    """Preview a rollout of these files."""
    (folder / "roster.csv").write_text(roster)
    if people is not None:
        (folder / "people.csv").write_bytes(people)
    return preview_rollout(
        a_request(people="b" if people is not None else None, **{"waves": WavePlan.parse("5,rest"), **asked}),
        roster=folder / "roster.csv",
        people=folder / "people.csv" if people is not None else None,
        country="FR",
        atlas=france(),
        claims={},
        erased=erased,
    )


def test_a_preview_tells_what_would_become_of_every_row(tmp_path: Path) -> None:
    people = preview(tmp_path).people

    assert people is not None
    assert (people.rows, people.assigned, people.rejected, people.unassigned) == (3, 1, 1, 1)


def test_a_preview_rejects_who_was_erased(tmp_path: Path) -> None:
    erased = Erased(digests=frozenset({bytes.fromhex(person_id("a@example.org"))}))
    people = preview(tmp_path, erased=erased).people

    assert people is not None
    assert (people.rows, people.assigned, people.rejected, people.unassigned) == (3, 0, 2, 1)


def test_a_preview_tells_how_the_columns_are_understood(tmp_path: Path) -> None:
    people = preview(tmp_path).people

    assert people is not None
    assert people.columns == {
        "email": "email",
        "prénom": "given_name",
        "circonscription": "constituency",
        "remarque": "custom.remarque",
    }


def test_a_file_in_utf16_is_previewed_alike(tmp_path: Path) -> None:
    assert preview(tmp_path, people=PEOPLE.encode("utf-16")).people == preview(tmp_path).people


def test_a_preview_without_people_tells_the_waves(tmp_path: Path) -> None:
    assert preview(tmp_path, people=None).to_json() == {
        "rollout": "legislatives",
        "nations": 1,
        "waves": [1],
        "tolerate": "2%",
        "tolerated": [0],
        "deadline": None,
        "people": None,
    }


def test_a_preview_tells_how_many_of_each_wave_may_fail_and_until_when_all_should_be_ready(tmp_path: Path) -> None:
    roster = ROSTER + "paris-7,Paris 7e,Anne Petit,anne@example.org,75-07\n"

    told = preview(
        tmp_path,
        roster=roster,
        people=None,
        waves=WavePlan.parse("1,rest"),
        tolerance=Tolerance.parse("1"),
        deadline=NOON,
    ).to_json()

    assert (told["waves"], told["tolerate"], told["tolerated"]) == ([1, 1], "1", [1, 1])
    assert told["deadline"] == NOON.isoformat()


def test_a_preview_of_a_bad_roster_names_its_faults(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2: slug is blank"):
        preview(tmp_path, roster="slug,name,candidate,email,zones\n,Paris,Jeanne,jeanne@example.org,75-06\n")


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    preview(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.csv", "roster.csv"]


def test_the_faults_of_both_files_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("slug,name,candidate,email,zones\n,Paris,Jeanne,jeanne@example.org,75-06\n")
    (tmp_path / "people.csv").write_text("couleur\nbleu\n")

    with pytest.raises(InputError) as caught:
        check_inputs(
            a_request(),
            roster=tmp_path / "roster.csv",
            people=tmp_path / "people.csv",
            country="FR",
            atlas=france(),
            claims={},
        )

    assert [fault.place for fault in caught.value.faults] == ["roster.csv, line 2", "people.csv"]


def test_files_without_a_fault_pass(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER)
    (tmp_path / "people.csv").write_text(PEOPLE)

    check_inputs(
        a_request(),
        roster=tmp_path / "roster.csv",
        people=tmp_path / "people.csv",
        country="FR",
        atlas=france(),
        claims={},
    )
