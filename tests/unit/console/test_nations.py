"""The nations as HQ finds them: searched, narrowed to a state, put in order, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.access.role import RoleName
from shared.console.views.nations import SHOWN
from shared.counters.nation_table import nation_table
from shared.nations.nation import NationStatus
from tests.builders import NOON, a_nation
from tests.unit.console.house import OTHER, OWN, House

if TYPE_CHECKING:
    from shared.nations.nation import Nation
    from tests.fakes.console import Browser

TODAY = NOON.date()


def a_campaign(
    slug: str, name: str, candidate: str = "Ana", *, status: NationStatus = NationStatus.READY, **facts: object
) -> Nation:
    """Return a nation under a name."""
    nation = a_nation(slug, status=status, zones=(f"constituency:{slug}",), **facts)
    return replace(nation, seed=replace(nation.seed, name=name, candidate=candidate))


def found(house: House, *nations: Nation) -> House:
    """Have these nations and no others."""
    house.nations.nations.clear()
    for nation in nations:
        house.nations.found(nation)
    return house


def rows(browser: Browser) -> list[str]:
    """Return the names of the nations that a page shows, in its order."""
    return [node.text() for node in browser.page.css("tbody th a")]


def four(house: House) -> House:
    """Have four nations, of which each comes first by another column."""
    found(
        house,
        a_campaign("paris-10", "Paris 10e", "Zoé Petit", people=40, kit_version="9+a"),
        a_campaign("paris-6", "Paris 6e", "Yves Roy", people=300, kit_version="10+b"),
        a_campaign("epinal-1", "Épinal", "Ben Haïm", people=5, status=NationStatus.CLOSED, kit_version="2+c"),
        a_campaign("lille-1", "Lille", "Ana Diaz", status=NationStatus.PROVISIONING),
    )
    house.counters.counters["epinal-1"].update(volunteers=7, supporters=1)
    house.counters.moved["paris-10"][TODAY] = {"supporters": 1}
    house.counters.moved["epinal-1"][TODAY - timedelta(days=2)] = {"supporters": 1}
    return house


def test_one_table_tells_of_each_nation_how_it_stands(house: House) -> None:
    browser = four(house).browser(house.member(RoleName.HQ_READER))

    browser.get("/hq/nations?q=epinal")

    (row,) = browser.page.css("tbody tr")
    assert [cell.text().strip() for cell in row.css("th, td")] == [
        *("Épinal", "Ben Haïm", "over", "6", "7", "May 9, 2027", "2")
    ]
    assert "1 of 4" in browser.text


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("name", ["Épinal", "Lille", "Paris 6e", "Paris 10e"]),
        ("candidate", ["Lille", "Épinal", "Paris 6e", "Paris 10e"]),
        ("state", ["Lille", "Paris 10e", "Paris 6e", "Épinal"]),
        ("people", ["Paris 6e", "Paris 10e", "Épinal", "Lille"]),
        ("volunteers", ["Épinal", "Lille", "Paris 10e", "Paris 6e"]),
        ("last", ["Paris 10e", "Épinal", "Lille", "Paris 6e"]),
        ("kit", ["Paris 6e", "Paris 10e", "Épinal", "Lille"]),
    ],
)
def test_every_column_puts_the_nations_in_its_order_and_back(house: House, by: str, names: list[str]) -> None:
    browser = four(house).browser(house.member(RoleName.HQ_READER))

    browser.get(f"/hq/nations?by={by}")
    straight = rows(browser)
    head = browser.page.css_first("th[aria-sort] a")
    assert head is not None
    turned = str(head.attributes["href"])
    browser.get("/hq/nations?" + turned.partition("?")[2])

    assert straight == names
    assert rows(browser)[-1] == names[0]
    assert f"by={by}&turned=yes" in turned
    assert browser.page.css_first("input[name=turned][checked]") is not None


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("q=EPINAL", ["Épinal"]),
        ("q=paris-1", ["Paris 10e"]),
        ("q=haim", ["Épinal"]),
        ("q=roy+paris", ["Paris 6e"]),
        ("state=ready", ["Paris 6e", "Paris 10e"]),
        ("state=ready&q=lille", []),
        ("state=king&by=crown&from=-3", ["Épinal", "Lille", "Paris 6e", "Paris 10e"]),
        ("from=99999999999999", ["Épinal", "Lille", "Paris 6e", "Paris 10e"]),
    ],
)
def test_nations_are_found_by_name_slug_candidate_and_state(house: House, asked: str, names: list[str]) -> None:
    browser = four(house).browser(house.member(RoleName.HQ_READER))

    assert browser.get(f"/hq/nations?{asked}").status == 200

    assert rows(browser) == names
    assert ("No campaign is like this." in browser.text) is not bool(names)


def test_the_next_page_has_the_same_filters_and_the_same_order(house: House) -> None:
    many = [a_campaign(f"paris-{number}", f"Paris {number}", "Zoé & Co") for number in range(SHOWN + 2)]
    browser = found(house, *many, a_campaign("lyon-1", "Lyon")).browser(house.member(RoleName.HQ_READER))

    browser.get("/hq/nations?q=zo%C3%A9+%26&state=ready&by=name&turned=yes")
    first = rows(browser)
    more = browser.page.css_first("a.action")
    assert more is not None
    browser.get("/hq/nations?" + str(more.attributes["href"]).partition("?")[2])

    assert [*first, *rows(browser)] == [f"Paris {number}" for number in reversed(range(SHOWN + 2))]
    assert len(first) == SHOWN
    assert browser.page.css("a.action") == []
    back = next(node for node in browser.page.css(".ways a") if node.text() == "Back to the beginning")
    assert "q=zo%C3%A9+%26&state=ready&by=name&turned=yes" in str(back.attributes["href"])


def test_however_many_nations_there_are_their_figures_take_three_queries(house: House) -> None:
    asked: list[str] = []

    class Counted:
        """Counters that note what they are asked."""

        def __getattr__(self, name: str) -> object:
            asked.append(name)
            return getattr(house.counters, name)

    table = nation_table(four(house).nations.nations.values(), Counted(), today=date(2027, 3, 1))  # type: ignore[arg-type] # hands all on

    assert asked == ["read_all", "days_of_all", "days_of_all"]
    assert table.since == date(2027, 2, 1)


def test_headquarters_page_of_a_nation_leads_to_its_team_those_who_may_see_it(house: House) -> None:
    organiser, reader = (house.browser(house.member(role)) for role in (RoleName.ORGANISER, RoleName.HQ_READER))

    for browser in (organiser, reader):
        browser.get(f"/hq/nations/{OTHER}")

    assert [len(each.page.css(f"a[href$='nation/{OTHER}/team']")) for each in (organiser, reader)] == [1, 0]
    assert organiser.get(f"/nation/{OTHER}/team").status == 200
    assert reader.get(f"/nation/{OTHER}/team").status in {403, 404}
    assert OWN not in organiser.text
