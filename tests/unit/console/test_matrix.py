"""Every route × every role × one's own nation, another one, and no session: nobody sees what is not theirs."""

from __future__ import annotations

from itertools import product

import pytest

from shared.access.permission import Permission
from shared.access.role import ROLES, RoleName, Scope
from shared.console.routes import ROUTES, Door, Route
from tests.unit.console.house import OTHER, OWN, House, a_person

INSIDE = [route for route in ROUTES if not route.is_open]
OF_A_NATION = [route for route in INSIDE if "{slug}" in route.path]
OF_THE_NETWORK = [route for route in INSIDE if "{slug}" not in route.path and isinstance(route.needs, Permission)]
OF_NATIONS = [role for role in RoleName if ROLES[role].scope is Scope.NATION]

MISSING = 404


def named(part: Route | RoleName) -> str:
    """Return how a test's report calls a route or a role: by its address, by its name."""
    return f"{part.method} {part.path}" if isinstance(part, Route) else str(part)


def status(house: House, route: Route, role: RoleName | None, *, nation: str = OWN) -> int:
    """Return what a member in a role in OWN gets of a route, in the nation named."""
    house.add([a_person(OWN), a_person(OTHER)])
    browser = house.browser(house.member(role))
    path = route.path.format(slug=nation, person=a_person().person_id)
    if route.method == "GET":
        return browser.get(path).status
    browser.get("/me")
    return browser.post(path).status


@pytest.mark.parametrize("route", INSIDE, ids=named)
def test_nobody_without_a_session_comes_in(house: House, route: Route) -> None:
    path = route.path.format(slug=OWN, person="0" * 32)

    response = house.browser().get(path) if route.method == "GET" else house.browser().post(path)

    assert (response.status, response.body) == (303, "")
    assert response.headers["Location"].split("?")[0].endswith("/sign-in")
    assert house.asked == []


@pytest.mark.parametrize(("route", "role"), product(OF_A_NATION, RoleName), ids=named)
def test_in_their_own_nation_members_come_to_what_their_role_has_and_to_nothing_else(
    house: House, route: Route, role: RoleName
) -> None:
    comes_in = route.needs in ROLES[role].permissions

    assert (status(house, route, role) != MISSING) is comes_in or posts_of_nothing(route, comes_in)
    assert bool(house.asked) is (comes_in and route.needs is Permission.READ_PEOPLE)


def posts_of_nothing(route: Route, comes_in: bool) -> bool:
    """Tell whether a form names nothing that could be taken back: it is missing to whoever may take it back, too."""
    return comes_in and route.path.endswith("/revoke")


@pytest.mark.parametrize(("route", "role"), product(OF_A_NATION, OF_NATIONS), ids=named)
def test_another_nation_does_not_exist_for_a_nations_member(house: House, route: Route, role: RoleName) -> None:
    assert status(house, route, role, nation=OTHER) == MISSING
    assert house.asked == []


@pytest.mark.parametrize(("route", "role"), product(OF_THE_NETWORK, RoleName), ids=named)
def test_hqs_pages_exist_for_hq_alone(house: House, route: Route, role: RoleName) -> None:
    comes_in = ROLES[role].scope is Scope.NETWORK and route.needs in ROLES[role].permissions

    assert (status(house, route, role) != MISSING) is comes_in or posts_of_nothing(route, comes_in)


@pytest.mark.parametrize("route", OF_A_NATION + OF_THE_NETWORK, ids=named)
def test_a_member_without_a_role_sees_nothing(house: House, route: Route) -> None:
    assert status(house, route, None) == MISSING


@pytest.mark.parametrize("role", [role for role in RoleName if ROLES[role].scope is Scope.NETWORK])
def test_hq_never_reads_people(house: House, role: RoleName) -> None:
    routes = [route for route in OF_A_NATION if route.needs is Permission.READ_PEOPLE]

    assert {status(house, route, role) for route in routes} == {MISSING}
    assert house.asked == []


@pytest.mark.parametrize("route", INSIDE, ids=named)
def test_hq_shows_a_second_factor_before_anything_else(house: House, route: Route) -> None:
    browser = house.browser(house.member(RoleName.OWNER), second_factor=False)
    path = route.path.format(slug=OWN, person="0" * 32)

    response = browser.get(path) if route.method == "GET" else browser.post(path)

    if route.needs is not Door.SIGNED_IN:
        assert response.status == 403


@pytest.mark.parametrize("route", INSIDE, ids=named)
def test_the_charter_comes_before_everything_but_the_way_out(house: House, route: Route) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE, charter=None))
    path = route.path.format(slug=OWN, person="0" * 32)

    response = browser.get(path) if route.method == "GET" else browser.post(path)

    if route.needs is not Door.SIGNED_IN:
        assert (response.status, browser.led_to) == (303, "/charter")


@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "POST"], ids=named)
@pytest.mark.parametrize("foreign", ["no token", "another page", "no origin"])
def test_no_form_but_our_own_changes_anything(house: House, route: Route, foreign: str) -> None:
    browser = house.browser(house.member(RoleName.OWNER))
    browser.get("/me")
    path = route.path.format(slug=OWN, person="0" * 32, token="0" * 64)

    if foreign == "no token":
        response = browser.post(path, {"csrf": "0" * 64})
    else:
        response = browser.post(path, origin="https://evil.example" if foreign == "another page" else "")

    assert response.status == 400
