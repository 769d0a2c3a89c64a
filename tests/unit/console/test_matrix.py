"""Every route × every role × one's own nation, another one, and no session: nobody sees what is not theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest

from shared.access.permission import Permission
from shared.access.role import ROLES, RoleName, Scope
from shared.console import answering
from shared.console.response import Response
from shared.console.route import Door, Route
from shared.console.routes import ROUTES
from tests.builders import HOUR, NOON
from tests.unit.console.house import OTHER, OWN, House, a_person

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from shared.access.member import Member
    from shared.console.desk import Desk
    from shared.console.visit import Visit

pytestmark = pytest.mark.thorough

INSIDE = [route for route in ROUTES if not route.is_open]
OF_A_NATION = [route for route in INSIDE if "{slug}" in route.path]
OF_THE_NETWORK = [route for route in INSIDE if "{slug}" not in route.path and isinstance(route.needs, Permission)]
OF_NATIONS = [role for role in RoleName if ROLES[role].scope is Scope.NATION]
OF_PEOPLE = (Permission.READ_PEOPLE, Permission.EDIT_PEOPLE, Permission.EXPORT_PEOPLE)

MISSING = 404
OURS = 500
"""From here on the fault is ours: no form, however empty, leads there."""


def named(route: Route) -> str:
    """Return how a test's report calls a route: by its address."""
    return f"{route.method} {route.path}"


def path_of(route: Route, *, nation: str = OWN) -> str:
    """Return an address of the route: in a nation, of somebody in OWN, and else of what there is not."""
    known = {"slug": nation, "person": a_person().person_id}
    return re.sub(r"{(\w+)}", lambda part: known.get(part[1], "0" * 32), route.path)


def opened_to(
    member: Member, house: House, monkeypatch: pytest.MonkeyPatch, routes: list[Route], *, nation: str = OWN
) -> set[str]:
    """Return by which of the routes a member comes in, with all that they hold; no view comes to answer."""
    house.add([a_person(OWN), a_person(OTHER)])
    browser, reached = house.browser(house.members.get(member.id)), list[Route]()
    browser.get("/me")
    form = {"csrf": browser.field("csrf")}
    with monkeypatch.context() as patched:
        patched.setattr(answering, "_seen", partial(noted, reached, lambda *_: Response(status=204)))
        for route in routes:
            path = path_of(route, nation=nation)
            response = browser.get(path) if route.method == "GET" else browser.post(path, form)
            assert response.status == (204 if route in reached else MISSING), named(route)
    return set(map(named, reached))


def opened_by(permissions: Collection[Permission], routes: list[Route]) -> set[str]:
    """Return which of the routes need one of the permissions."""
    return {named(route) for route in routes if route.needs in permissions}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a member got: the answer's status, and whether a view came to answer at all."""

    status: int
    came_in: bool


def noted(reached: list[Route], answered: Callable[..., Response], visit: Visit, desk: Desk, route: Route) -> Response:
    """Note a route whose view is about to answer, and have it answer."""
    reached.append(route)
    return answered(visit, desk, route)


def visit(
    house: House, monkeypatch: pytest.MonkeyPatch, route: Route, role: RoleName | None, *, nation: str = OWN
) -> Seen:
    """Have a member in a role in OWN ask for a route in the nation named, with an empty form where it takes one."""
    house.add([a_person(OWN), a_person(OTHER)])
    browser, reached = house.browser(house.member(role)), list[Route]()
    path = path_of(route, nation=nation)
    with monkeypatch.context() as patched:
        patched.setattr(answering, "_seen", partial(noted, reached, answering._seen))
        if route.method == "POST":
            browser.get("/me")
            reached.clear()
        response = browser.get(path) if route.method == "GET" else browser.post(path)
    assert response.status < OURS
    return Seen(status=response.status, came_in=reached == [route])


def house_for(house: House, *, comes_in: bool) -> House:
    """Return a house of its own for somebody who comes in, and may change it; else the one that nobody changes."""
    return House() if comes_in else house


@pytest.mark.parametrize("route", INSIDE, ids=named)
def test_nobody_without_a_session_comes_in(house: House, route: Route) -> None:
    path = path_of(route)

    response = house.browser().get(path) if route.method == "GET" else house.browser().post(path)

    assert (response.status, response.body) == (303, "")
    assert response.headers["Location"].split("?")[0].endswith("/sign-in")
    assert house.asked == []


@pytest.mark.parametrize("route", OF_A_NATION, ids=named)
def test_in_their_own_nation_members_come_to_what_their_role_has_and_to_nothing_else(
    house: House, monkeypatch: pytest.MonkeyPatch, route: Route
) -> None:
    for role in RoleName:
        comes_in = route.needs in ROLES[role].permissions

        seen = visit(house_for(house, comes_in=comes_in), monkeypatch, route, role)

        assert seen.came_in is comes_in, role
        assert comes_in or (seen.status, house.asked) == (MISSING, []), role


@pytest.mark.parametrize("route", OF_A_NATION, ids=named)
def test_another_nation_does_not_exist_for_a_nations_member(
    house: House, monkeypatch: pytest.MonkeyPatch, route: Route
) -> None:
    for role in OF_NATIONS:
        assert visit(house, monkeypatch, route, role, nation=OTHER) == Seen(status=MISSING, came_in=False), role
        assert house.asked == [], role


@pytest.mark.parametrize("route", OF_THE_NETWORK, ids=named)
def test_hqs_pages_exist_for_hq_alone(house: House, monkeypatch: pytest.MonkeyPatch, route: Route) -> None:
    for role in RoleName:
        comes_in = ROLES[role].scope is Scope.NETWORK and route.needs in ROLES[role].permissions
        visited = house_for(house, comes_in=comes_in)

        seen = visit(visited, monkeypatch, route, role)

        assert seen.came_in is comes_in, role
        assert comes_in or seen.status == MISSING, role
        assert visited.asked == [], role


@pytest.mark.parametrize("route", OF_A_NATION + OF_THE_NETWORK, ids=named)
def test_a_member_without_a_role_sees_nothing(house: House, monkeypatch: pytest.MonkeyPatch, route: Route) -> None:
    assert visit(house, monkeypatch, route, None) == Seen(status=MISSING, came_in=False)


def test_who_has_roles_in_two_nations_has_in_each_what_was_given_there(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {OWN: RoleName.COMMUNICATIONS, OTHER: RoleName.FINANCE}
    member = house.member(None)
    for nation, role in given.items():
        house.give(member, role, nation)

    for nation, role in given.items():
        opened = opened_to(member, house, monkeypatch, OF_A_NATION, nation=nation)
        assert opened == opened_by(ROLES[role].permissions, OF_A_NATION)


def test_a_look_inside_opens_what_a_reader_sees_of_that_nation_and_nothing_of_another(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    member, at_hq = house.member(RoleName.ORGANISER), ROLES[RoleName.ORGANISER].permissions
    house.give(member, RoleName.READER, OWN, until=NOON + HOUR, reason="a complaint of 3 May")

    inside = opened_to(member, house, monkeypatch, OF_A_NATION)
    elsewhere = opened_to(member, house, monkeypatch, OF_A_NATION, nation=OTHER)

    assert inside == opened_by(at_hq | ROLES[RoleName.READER].permissions, OF_A_NATION)
    assert elsewhere == opened_by(at_hq, OF_A_NATION)
    assert not inside & opened_by({Permission.EDIT_PEOPLE, Permission.EXPORT_PEOPLE}, OF_A_NATION)


def test_roles_and_looks_that_ran_out_open_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    member = house.member(None)
    for role in RoleName:
        house.give(member, role, OWN if ROLES[role].scope is Scope.NATION else None, until=NOON)
    house.give(member, RoleName.READER, OWN, until=NOON, reason="a complaint of 3 May")

    assert opened_to(member, house, monkeypatch, OF_A_NATION + OF_THE_NETWORK) == set()


@pytest.mark.parametrize("role", [role for role in RoleName if ROLES[role].scope is Scope.NETWORK])
def test_hq_never_reads_people(house: House, monkeypatch: pytest.MonkeyPatch, role: RoleName) -> None:
    routes = [route for route in OF_A_NATION if route.needs in OF_PEOPLE]

    assert {visit(house, monkeypatch, route, role).status for route in routes} == {MISSING}
    assert house.asked == []


@pytest.mark.parametrize("route", INSIDE, ids=named)
def test_hq_shows_a_second_factor_before_anything_else(house: House, route: Route) -> None:
    browser = house.browser(house.member(RoleName.OWNER), second_factor=False)
    path = path_of(route)

    response = browser.get(path) if route.method == "GET" else browser.post(path)

    if route.needs is not Door.SIGNED_IN:
        assert response.status == 403


@pytest.mark.parametrize("route", INSIDE, ids=named)
def test_the_charter_comes_before_everything_but_the_way_out(house: House, route: Route) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE, charter=None))
    path = path_of(route)

    response = browser.get(path) if route.method == "GET" else browser.post(path)

    if route.needs is not Door.SIGNED_IN:
        assert (response.status, browser.led_to) == (303, "/charter")


@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "POST"], ids=named)
@pytest.mark.parametrize("foreign", ["no token", "another page", "no origin"])
def test_no_form_but_our_own_changes_anything(house: House, route: Route, foreign: str) -> None:
    member = house.member(RoleName.OWNER)
    house.give(member, RoleName.CANDIDATE, OWN)
    browser = house.browser(house.members.get(member.id))
    browser.get("/me")
    path = path_of(route)

    if foreign == "no token":
        response = browser.post(path, {"csrf": "0" * 64})
    else:
        response = browser.post(path, origin="https://evil.example" if foreign == "another page" else "")

    assert response.status == 400
