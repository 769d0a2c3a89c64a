from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from shared.geography.france import OUTLINES
from shared.sites.errors import ContentError
from shared.sites.outline import SIZE, GroundMap, Outline

if TYPE_CHECKING:
    from pathlib import Path


def the_map(**rings: list[list[int]]) -> GroundMap:
    """Return a map on a grid of ten steps in a degree, beside the equator."""
    return GroundMap(grid=10, rings=rings)


def test_a_zone_is_drawn_with_north_up_and_fills_its_frame() -> None:
    outline = the_map(south=[[0, 0, 2, 0, 2, 1]]).outline(["south"])

    assert outline == Outline(path="M0 500L1000 500L1000 0z", width=SIZE, height=500)


def test_far_from_the_equator_a_zone_is_narrower() -> None:
    outline = the_map(north=[[0, 595, 10, 595, 10, 605, 0, 605]]).outline(["north"])

    assert outline is not None
    assert (outline.width, outline.height) == (500, SIZE)


def test_several_zones_are_drawn_together() -> None:
    outline = the_map(a=[[0, 0, 1, 0, 1, 1]], b=[[1, 0, 2, 0, 2, 1]]).outline(["a", "b"])

    assert outline is not None
    assert outline.path.count("z") == 2


def test_a_zone_that_the_map_does_not_know_is_not_drawn() -> None:
    assert the_map().outline(["constituency:99-01"]) is None


def test_a_map_is_read_by_the_codes_of_its_constituencies(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps({"grid": 1, "outlines": {"01-01": [[0, 0, 1, 0, 1, 1]]}}))

    assert GroundMap.read(path).outline(["constituency:01-01"]) is not None


def test_every_constituency_of_the_bundled_map_can_be_drawn() -> None:
    ground = GroundMap.read(OUTLINES)

    outlines = [ground.outline([zone_id]) for zone_id in ground.rings]

    assert all(outline and max(outline.width, outline.height) == SIZE for outline in outlines)


@pytest.mark.parametrize("path", ["", 'M0 0"/><script>', "M0 0 C1 1", "url(#x)"])
def test_an_outline_is_straight_lines_and_nothing_else(path: str) -> None:
    with pytest.raises(ContentError, match="outline"):
        Outline(path=path, width=10, height=10)
