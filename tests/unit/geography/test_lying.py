from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.geography.france.build.lying import Place, constituencies_of
from shared.geography.france.build.plane import Shape, boxes_meet, contains, distance, flatten, near, share

if TYPE_CHECKING:
    from shared.geography.france.build.ewkb import Ring

KILOMETRE = 1 / 111.32
"""Degrees of a kilometre at the equator, where the shapes below lie."""


def a_shape(*corners: tuple[float, float]) -> Shape:
    """Return a shape by its corners in kilometres."""
    ring: Ring = tuple((x * KILOMETRE, y * KILOMETRE) for x, y in (*corners, corners[0]))
    return flatten([ring], latitude=0.0)


def a_box(west: float, south: float, east: float, north: float) -> Shape:
    return a_shape((west, south), (east, south), (east, north), (west, north))


def a_village(shape: Shape) -> Place:
    return Place(shape=shape, population=300)


def a_town(shape: Shape) -> Place:
    return Place(shape=shape, population=30_000)


def test_a_share_is_the_part_of_the_area_that_the_other_covers() -> None:
    assert share(a_box(0, 0, 4, 4), a_box(3, 0, 9, 9)) == pytest.approx(0.25)
    assert share(a_shape((0, 0), (4, 0), (0, 4)), a_box(0, 0, 4, 4)) == pytest.approx(1.0)
    assert share(a_box(0, 0, 1, 1), a_box(5, 5, 6, 6)) == 0.0


def test_a_hole_is_outside_of_its_shape() -> None:
    outer, hole = a_box(0, 0, 4, 4), a_box(1, 1, 3, 3)
    ring = Shape(rings=(*outer.rings, *hole.rings), box=outer.box)

    assert not contains(ring, (2.0, 2.0))
    assert contains(ring, (0.5, 2.0))
    assert share(a_box(0, 0, 4, 4), ring) == pytest.approx(0.75)


def test_a_point_is_near_a_shape_inside_of_it_and_close_to_its_border() -> None:
    box = a_box(0, 0, 4, 4)

    assert distance(box, (2.0, 5.0)) == pytest.approx(1.0)
    assert near(box, (2.0, 2.0), within=0.1)
    assert near(box, (4.05, 2.0), within=0.1)
    assert not near(box, (4.5, 2.0), within=0.1)
    assert boxes_meet(box, a_box(4, 4, 5, 5))


def test_a_village_inside_one_outline_lies_in_it() -> None:
    outlines = {"1": a_box(0, 0, 10, 10), "2": a_box(10, 0, 20, 10)}

    assert constituencies_of({"v": a_village(a_box(4, 4, 6, 6))}, outlines) == {"v": ("1",)}


def test_a_sliver_along_a_border_divides_no_commune() -> None:
    outlines = {"1": a_box(0, 0, 10, 10), "2": a_box(10, 0, 20, 10)}

    lying = constituencies_of({"v": a_village(a_box(8, 4, 10.3, 6)), "t": a_town(a_box(8, 6.5, 10.3, 9))}, outlines)

    assert lying == {"v": ("1",), "t": ("1",)}


def test_a_town_through_which_a_border_runs_is_divided() -> None:
    outlines = {"1": a_box(0, 0, 10, 10), "2": a_box(10, 0, 20, 10)}

    assert constituencies_of({"t": a_town(a_box(7, 4, 12, 6))}, outlines) == {"t": ("1", "2")}


def test_a_town_that_alone_surrounds_a_corner_lies_in_all_that_meet_there() -> None:
    """The share of the second is only 4 %, but no other commune could be the second's at that corner."""
    outlines = {
        "1": a_shape((0, 0), (10, 0), (10, 4), (9, 5), (10, 6), (10, 10), (0, 10)),
        "2": a_shape((20, 0), (20, 10), (10, 10), (10, 6), (9, 5), (10, 4), (10, 0)),
    }

    lying = constituencies_of({"t": a_town(a_box(5, 2.5, 10, 7.5))}, outlines)

    assert lying == {"t": ("1", "2")}


def test_a_corner_tells_on_which_side_of_a_coarse_border_a_village_is() -> None:
    """Half of the village is drawn into either; at its south-eastern corner only it can be the first's."""
    outlines = {
        "1": a_shape((0, 0), (10, 0), (10, 5), (8, 8), (8, 10), (0, 10)),
        "2": a_shape((20, 0), (20, 10), (8, 10), (8, 8), (10, 5), (10, 0)),
    }
    places = {
        "village": a_village(a_box(8, 5, 10, 8)),
        "east": a_village(a_box(10, 4, 13, 8)),
        "north": a_village(a_box(8, 8, 12, 10)),
        "west": a_village(a_box(4, 4, 7.5, 9)),
    }

    assert constituencies_of(places, outlines)["village"] == ("1",)


def test_a_village_that_nothing_decides_keeps_both() -> None:
    outlines = {"1": a_box(0, 0, 10, 10), "2": a_box(10, 0, 20, 10)}

    assert constituencies_of({"v": a_village(a_box(9, 4, 11, 6))}, outlines) == {"v": ("1", "2")}


def test_an_island_lies_in_the_nearest_and_in_any_other_nearly_as_near() -> None:
    outlines = {"1": a_box(0, 0, 10, 10), "2": a_box(10, 0, 20, 10)}

    lying = constituencies_of(
        {"off": a_village(a_box(2, 12, 3, 13)), "between": a_village(a_box(9, 12, 10.5, 13))}, outlines
    )

    assert lying == {"off": ("1",), "between": ("1", "2")}
