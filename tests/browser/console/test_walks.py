"""No page of the console is left out where axe looks: what a browser may open stands in a walk, or beside a reason."""

from __future__ import annotations

from shared.access.role import RoleName
from shared.console.routes import ROUTES, find
from tests.browser.console.at_work import put_to_work
from tests.browser.console.furnished import furnished
from tests.browser.console.walks import (
    KIT,
    KIT_IN_A_NATION,
    UNSEEN,
    WAY_IN,
    of_a_candidate,
    of_an_owner,
    of_guests,
)
from tests.unit.console.house import OWN, House


def looked_at(house: House) -> set[str]:
    """Return the paths of the routes at which axe looks, as the routes spell them."""
    at_work = [f"/nation/{OWN}{path}" for path in put_to_work(house, by=house.member(RoleName.CANDIDATE))]
    inside = [*of_a_candidate(house), *of_an_owner(house), *KIT, *KIT_IN_A_NATION, *at_work]
    found = [find("GET", path.partition("?")[0]) for path in (*WAY_IN, *of_guests(house), *inside)]
    return {route.path for route, _ in filter(None, found)}


def test_every_page_is_looked_at_or_stands_beside_a_reason_why_not() -> None:
    pages = {route.path for route in ROUTES if route.method == "GET"}
    looked = looked_at(furnished())

    assert pages - looked - UNSEEN.keys() == set(), "add an address to a walk, or a reason to UNSEEN"
    assert UNSEEN.keys() & looked == set(), "these are looked at: their reasons hold no longer"
    assert UNSEEN.keys() - pages == set(), "there are no such pages"
