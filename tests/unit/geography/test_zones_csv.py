from __future__ import annotations

import pytest

from shared.geography.zone import ZoneKind
from shared.geography.zones_csv import load_zones
from shared.kernel.errors import InputError

GOOD = """code,kind,name,parents,population,postcodes
BE,country,Belgique,,,
vl,region,"Vlaanderen
(Flandre)",country:BE,6700000,
A-1,Constituency,Antwerpen,region:vl,,
11002,commune,Antwerpen,A-1,530000,2000 2018
""".splitlines(keepends=True)


def faults_of(*lines: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_zones([f"{line}\n" for line in lines], file_name="zones.csv")
    return [f"{fault.place}: {fault.reason}" for fault in caught.value.faults]


def test_another_country_is_loaded_with_its_places() -> None:
    atlas = load_zones(GOOD, file_name="zones.csv", home=["Belgium"])
    (antwerp,) = atlas.zones_at_postcode("2018")

    assert [zone.id for zone in atlas.ancestors(antwerp)] == ["constituency:A-1", "region:vl", "country:BE"]
    assert atlas.population(antwerp) == 530_000
    assert [zone.name for zone in atlas.of_kind(ZoneKind.REGION)] == ["Vlaanderen (Flandre)"]


def test_the_country_is_at_home_under_its_code_its_name_and_the_names_given() -> None:
    atlas = load_zones(GOOD, file_name="zones.csv", home=["Belgium"])

    assert all(map(atlas.is_home, ["BE", "belgique", "Belgium"]))
    assert not atlas.is_home("FR")


def test_columns_that_may_be_absent_are() -> None:
    atlas = load_zones(["code,kind,name,parents\n", "A-1,constituency,A,\n"], file_name="zones.csv")

    assert [zone.code for zone in atlas.constituencies()] == ["A-1"]


def test_every_missing_column_is_named() -> None:
    assert faults_of("code,label") == [
        "zones.csv, line 1: the column kind is missing",
        "zones.csv, line 1: the column name is missing",
        "zones.csv, line 1: the column parents is missing",
    ]


@pytest.mark.parametrize("lines", [(), ("code,kind,name,parents",)])
def test_a_file_without_zones_is_refused(lines: tuple[str, ...]) -> None:
    assert faults_of(*lines)


def test_every_fault_is_named_with_its_line() -> None:
    assert faults_of(
        "code,kind,name,parents,population,postcodes",
        "A-1,constituency,A,region:r,many,",
        "A-1,constituency,,,,",
        "c 1,commune,C,constituency:A-1,,",
        "c2,commune,C,canton:1,,",
        "r,region,R,constituency:A-1 region:r,,",
        "q,quarter,Q,,,",
    ) == [
        "zones.csv, line 2: the population is no whole number",
        "zones.csv, line 3: the name is empty",
        "zones.csv, line 3: constituency:A-1 is listed before, on line 2",
        "zones.csv, line 4: the code is empty, or has spaces, `|`, `;` or `:`",
        "zones.csv, line 5: among the parents, there is no kind of zone named 'canton'",
        "zones.csv, line 6: its parent constituency:A-1 is not above it",
        "zones.csv, line 6: its parent region:r is not above it",
        "zones.csv, line 7: the kind is none of country, region, departement, constituency, commune",
    ]


def test_a_parent_that_is_not_in_the_file_is_named() -> None:
    assert faults_of("code,kind,name,parents", "A-1,constituency,A,departement:x") == [
        "zones.csv, line 2: its parent departement:x is not in the file"
    ]


def test_a_code_with_a_colon_is_a_fault_not_an_accident() -> None:
    assert faults_of("code,kind,name,parents", "x:1,constituency,A,") == [
        "zones.csv, line 2: the code is empty, or has spaces, `|`, `;` or `:`"
    ]


def test_a_line_that_is_no_csv_is_named() -> None:
    (fault,) = faults_of("code,kind,name,parents", f"A-1,constituency,{'A' * 200_000},")

    assert fault.startswith("zones.csv, line 2: it is no CSV")
