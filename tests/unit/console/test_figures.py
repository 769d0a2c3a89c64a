"""The network's figures: summed, charted, mapped, and taken away with small numbers kept back."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.access.role import RoleName
from shared.console.colouring import STATES
from shared.console.shading import CLASSES, shading_of
from shared.counters.network_figures import MEASURES, network_figures
from shared.counters.suppression import KEPT_BACK, LEAST, UNTOLD, told, told_sum
from shared.nations.nation import NationStatus
from tests.builders import NOON, a_nation
from tests.unit.console.house import OTHER, OWN, House

TODAY = NOON.date()


def moved(house: House, slug: str, day: date, **steps: int) -> None:
    """Have a nation's counters move on a day, and stand where that brings them."""
    house.counters.moved[slug].setdefault(day, {}).update(steps)
    house.counters.counters[slug].update(steps)


def lines(body: str) -> list[list[str]]:
    """Return the cells of a CSV file."""
    return list(csv.reader(StringIO(body.removeprefix("\ufeff"))))


def test_figures_tell_sums_days_and_the_last_activity(house: House) -> None:
    moved(house, OWN, TODAY, supporters=12, volunteers=3)
    moved(house, OTHER, TODAY - timedelta(days=3), supporters=5)

    figures = network_figures(house.nations.nations.values(), house.counters, days=[TODAY - timedelta(days=1), TODAY])

    assert (figures.totals["supporters"], figures.totals["volunteers"], figures.totals["joined"]) == (17, 3, 12)
    assert figures.moved["supporters"] == (0, 12)
    assert [(each.nation.slug, each.last) for each in figures.by("supporters")] == [(OWN, TODAY), (OTHER, None)]


def test_nations_that_are_gone_are_told_of_no_more(house: House) -> None:
    house.nations.found(a_nation("gone-1", status=NationStatus.REMOVED, zones=("constituency:13-01",)))

    figures = network_figures(house.nations.nations.values(), house.counters, days=[TODAY])

    assert {each.nation.slug for each in figures.nations} == {OWN, OTHER}


def test_the_page_colours_the_map_and_sorts_the_table_by_what_is_asked(house: House) -> None:
    moved(house, OWN, TODAY, supporters=12, volunteers=3)
    moved(house, OTHER, TODAY, supporters=500, volunteers=1)
    browser = house.browser(house.member(RoleName.HQ_READER))

    browser.get("/hq/figures?by=volunteers&days=14")

    rows = [row.text() for row in browser.page.css("tbody th a")]
    assert rows == [house.nations.nations[slug].seed.name for slug in (OWN, OTHER)]
    shades = {node.attributes["class"] for node in browser.page.css(".map svg path")}
    assert shades == {"shade-none", "shade-1", "shade-2"}
    assert len(browser.page.css(".chart svg")) == 2
    assert "Nothing yet during these days" in browser.text


@pytest.mark.parametrize(
    ("trait", "own", "other", "legend"),
    [
        ("state", "shade-5", "shade-3", ["open", "provisioning", "suspended", "over, archived", "to be removed"]),
        ("last", "shade-5", "shade-3", ["within 2 days", "within 7 days", "within 14 days", "within 28 days"]),
        ("kit", "shade-4", "shade-5", ["10", "9"]),
    ],
)
def test_the_map_is_coloured_by_state_last_activity_and_kit_version(
    house: House, trait: str, own: str, other: str, legend: list[str]
) -> None:
    for slug, status, kit in ((OWN, NationStatus.READY, "9+a"), (OTHER, NationStatus.SUSPENDED, "10+b")):
        house.nations.nations[slug] = replace(house.nations.nations[slug], status=status, kit_version=kit)
    moved(house, OWN, TODAY, supporters=1)
    moved(house, OTHER, TODAY - timedelta(days=7), supporters=1)
    browser = house.browser(house.member(RoleName.HQ_READER))

    browser.get(f"/hq/figures?by={trait}&days=28")

    shades = {
        node.text().partition(":")[2].strip(): str(node.attributes["class"])
        for node in browser.page.css(".map svg path")
        if node.attributes["class"] != "shade-none"
    }
    told = {"state": ("open", "suspended"), "last": ("May 11, 2027", "May 4, 2027"), "kit": ("9", "10")}
    assert shades == dict(zip(told[trait], (own, other), strict=True))
    assert [node.text().strip() for node in browser.page.css(".legend li")][1:] == legend
    assert f"by={trait}&days=14" in str(browser.page.css(".ways a")[0].attributes["href"])


def test_every_state_of_a_nation_that_is_not_gone_has_a_shade() -> None:
    assert set(STATES) == set(NationStatus) - {NationStatus.REMOVED}


def test_what_nobody_offers_is_answered_as_usual(house: House) -> None:
    browser = house.browser(house.member(RoleName.HQ_READER))

    assert browser.get("/hq/figures?by=<script>&days=100000").status == 200
    assert "28 days" in browser.text


def test_a_file_keeps_small_numbers_back_and_is_noted_in_the_log(house: House) -> None:
    moved(house, OWN, TODAY, supporters=12, volunteers=3)
    moved(house, OTHER, TODAY, supporters=500, volunteers=40)
    browser = house.browser(house.member(RoleName.ORGANISER))

    response = browser.get("/hq/figures/nations.csv")

    header, *rows, sums = lines(response.body)
    place = header.index("volunteers")
    assert {row[0]: (row[header.index("supporters")], row[place]) for row in rows} == {
        OWN: ("12", KEPT_BACK),
        OTHER: ("500", "40"),
    }
    assert sums[place] == UNTOLD
    assert response.headers["Content-Disposition"] == f'attachment; filename="nations-{TODAY}.csv"'
    assert [entry.what for entry in house.log.page(None, limit=1).elements] == ["exported-figures"]


def test_days_are_given_as_a_file(house: House) -> None:
    moved(house, OWN, TODAY, supporters=12, signatures=4)

    response = house.browser(house.member(RoleName.ORGANISER)).get("/hq/figures/days.csv?days=14")

    rows = lines(response.body)
    assert rows[0] == ["day", "supporters", "volunteers", "signatures"]
    assert rows[-2] == [TODAY.isoformat(), "12", "0", KEPT_BACK]
    assert len(rows) == 1 + 14 + 1


def test_a_formula_in_a_candidates_name_is_none_in_a_file(house: House) -> None:
    nation = a_nation("evil-1", status=NationStatus.READY, zones=("constituency:13-01",))
    house.nations.found(replace(nation, seed=replace(nation.seed, name="=1+1")))

    response = house.browser(house.member(RoleName.ORGANISER)).get("/hq/figures/nations.csv")

    assert "'=1+1" in {row[1] for row in lines(response.body)}


@given(st.lists(st.integers(0, 50), max_size=30))
def test_no_small_number_can_be_told_from_a_file(numbers: list[int]) -> None:
    cells, total = [told(number) for number in numbers], told_sum(numbers)

    assert all(cell == KEPT_BACK or int(cell) == 0 or int(cell) >= LEAST for cell in cells)
    if cells.count(KEPT_BACK) == 1:
        assert total == UNTOLD


@given(st.lists(st.integers(0, 10**6), max_size=600))
def test_more_is_never_paler_and_every_number_lies_in_the_range_of_its_shade(numbers: list[int]) -> None:
    shading = shading_of(numbers)

    ranges = {shade: (least, most) for shade, least, most in shading.ranges}
    assert len(ranges) <= CLASSES
    for number in numbers:
        shade = shading.shade(number)
        assert (shade == "none") is (number == 0)
        assert shade == "none" or ranges[shade][0] <= number <= ranges[shade][1]


@pytest.mark.parametrize("number", [None, 0, -3])
def test_nobody_and_nothing_have_no_shade(number: int | None) -> None:
    assert shading_of([1, 2, 3]).shade(number) == "none"


def test_every_measure_has_a_sum(house: House) -> None:
    figures = network_figures((), house.counters, days=[TODAY])

    assert figures.totals == dict.fromkeys(MEASURES, 0)
