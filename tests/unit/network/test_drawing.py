"""The map of the seats, and the country as lights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from shared.geography.france import OUTLINES, france
from shared.sites.banner import TEMPLATES
from shared.sites.network.drawing import draw
from shared.sites.network.frames import load_sheet
from shared.sites.network.lights import lights
from shared.sites.network.maker import network_maker
from shared.sites.network.seats import standing
from shared.sites.outline import GroundMap
from tests.builders import NOON
from tests.unit.network.builders import a_ready_nation
from tests.unit.sites.builders import a_banner
from tests.unit.sites.reading import ReadPage

if TYPE_CHECKING:
    from shared.sites.network.drawing import DrawnFrame

SEATS = 577
SHEET = load_sheet("FR", TEMPLATES)
STANDING = standing((), atlas=france())


@pytest.fixture(scope="module")
def france_drawn() -> tuple[DrawnFrame, ...]:
    assert SHEET is not None
    return draw(SHEET, GroundMap.read(OUTLINES), STANDING.seats)


def test_every_seat_of_france_is_on_the_map(france_drawn: tuple[DrawnFrame, ...]) -> None:
    drawn = {shape.code for frame in france_drawn for shape in frame.shapes}

    assert len(STANDING.seats) == SEATS
    assert drawn == {seat.zone.code for seat in STANDING.seats}


def test_no_shape_leaves_the_sheet(france_drawn: tuple[DrawnFrame, ...]) -> None:
    assert SHEET is not None
    middles = [shape.middle for frame in france_drawn for shape in frame.shapes]

    assert all(0 <= x <= SHEET.width and 0 <= y <= SHEET.height for x, y in middles)


def test_a_shape_is_steps_from_corner_to_corner_and_nothing_else(france_drawn: tuple[DrawnFrame, ...]) -> None:
    paths = [shape.path for frame in france_drawn for shape in frame.shapes]

    assert [path for path in paths if not re.fullmatch(r"(M[MlhvzZ0-9 -]+z)+", path)] == []


def test_overseas_is_taken_off_the_mainland_and_paris_is_shown_twice(france_drawn: tuple[DrawnFrame, ...]) -> None:
    mainland, paris = ({shape.code for shape in frame.shapes} for frame in france_drawn[:2])

    assert "971-01" not in mainland
    assert "75-06" in mainland & paris


def test_the_map_of_a_full_country_weighs_less_than_300_kilobytes() -> None:
    nations = [a_ready_nation(f"nation-{seat.zone.code.lower()}", seat.zone.id) for seat in STANDING.seats]

    files = network_maker(a_banner(), france(), country="FR").files(nations, (), now=NOON)

    html = next(file.body for file in files if file.path == "map/index.html").decode()
    drawing = html[html.index("<svg", html.index('<figure class="map">')) : html.index("</figure>")]
    assert len(drawing.encode()) < 300_000
    leading = [facts for tag, facts in ReadPage(drawing).elements if tag == "a"]
    assert {facts["href"] for facts in leading} == {f"../go/{nation.slug}/" for nation in nations}
    assert drawing.count("<title>") == len(leading)


def test_a_country_that_nobody_has_laid_out_has_no_map() -> None:
    assert load_sheet("RP", TEMPLATES) is None


def test_each_seat_is_one_light_and_lit_where_somebody_stands(france_drawn: tuple[DrawnFrame, ...]) -> None:
    shown = lights(france_drawn, {"75-06", "971-01"})

    assert shown is not None
    assert (shown.lit.count("M"), shown.unlit.count("M")) == (2, SEATS - 2)


def test_without_a_map_there_are_no_lights() -> None:
    assert lights((), {"75-06"}) is None
