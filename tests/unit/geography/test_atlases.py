from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.geography.atlases import atlas_of
from shared.geography.france import france
from shared.geography.zone import ZoneKind
from shared.kernel.errors import InputError, NotFound

if TYPE_CHECKING:
    from pathlib import Path


def test_frances_zones_are_bundled() -> None:
    assert atlas_of("FR") is france()


def test_another_country_brings_its_own_zones(tmp_path: Path) -> None:
    (tmp_path / "be.csv").write_text("code,kind,name,parents\nBE,country,Belgique,\nW,constituency,Namur,country:BE\n")

    atlas = atlas_of("BE", zones=tmp_path)

    zone = atlas.zone(ZoneKind.CONSTITUENCY, "W")
    assert zone is not None
    assert [above.id for above in atlas.ancestors(zone)] == ["country:BE"]
    assert atlas.is_home("be")


def test_a_country_without_zones_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no zones of XX: lay them at zones/xx\.csv"):
        atlas_of("XX", zones=tmp_path)


def test_a_file_with_faults_names_them(tmp_path: Path) -> None:
    (tmp_path / "lu.csv").write_text("code,name\n1,A\n")

    with pytest.raises(InputError, match="the column kind is missing"):
        atlas_of("LU", zones=tmp_path)
