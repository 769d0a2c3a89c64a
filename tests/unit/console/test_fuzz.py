"""Whatever is sent to any route: no fault of ours, and nothing of another nation in the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.access.role import RoleName
from shared.console.answering import answer
from shared.console.cookies import SESSION
from shared.console.csrf import FIELD
from shared.console.request import read_request
from shared.console.routes import ROUTES
from shared.sites.banner import TEMPLATES, Language
from shared.sites.kit import load_kit
from tests.examples import at_night
from tests.fakes.console import HOST, PATH, event
from tests.unit.console.house import OTHER, OWN, House, a_person
from tests.unit.console.test_matrix import named

if TYPE_CHECKING:
    from shared.console.route import Route

pytestmark = pytest.mark.thorough

SOME = settings(
    max_examples=at_night(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""The house outlives an example; each has a member of its own, so that none is signed out by another."""

SECRET = "Zébulonne"
"""Given name of somebody in the other nation."""

NAMES = sorted(
    {
        name
        for template in (TEMPLATES / "console").glob("*.j2")
        for name in re.findall(r'(?:name="|field\(")([a-z_-]+)"', template.read_text("utf-8"))
    }
    - {FIELD}
)
"""What the forms of the console call their fields."""

TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *("yes", "0", "-1", "99999999999999999999", "1e400", "2027-02-31", "2027-06-20T25:00", "NaN"),
            *("../../etc/passwd", "https://evil.example/", "//evil.example", "{{7*7}}", "<script>alert(1)</script>"),
            *("' OR 1=1 --", "\x00", "\ud7ff\r\nSet-Cookie: a=b", "=cmd()", "🦊" * 30, "a" * 5000, OTHER, OWN),
        ]
    ),
)
PARTS = st.one_of(
    st.sampled_from([OWN, OTHER, "0" * 32, "home", "%2e%2e", "a" * 300]), st.text(min_size=1, max_size=30)
)
FIELDS = st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=12)), TEXTS, max_size=8)
ROLES = st.sampled_from([RoleName.CANDIDATE, RoleName.OWNER])


@pytest.fixture(scope="module")
def house() -> House:
    house = House()
    house.add([a_person(OWN), a_person(OTHER, given=SECRET)])
    house.nations.furnish(OWN, load_kit(Language.FRENCH).page_items(), is_open=True)
    return house


def path_with(route: Route, parts: dict[str, str]) -> str:
    """Return a path of the route with the parts put in; a slash of theirs would make another route of it."""
    return re.sub(r"{(\w+)}", lambda part: parts.get(part[1], OWN).replace("/", "_") or "_", route.path)


@pytest.mark.parametrize("route", ROUTES, ids=named)
@SOME
@given(
    role=ROLES,
    parts=st.fixed_dictionaries(
        {
            "slug": st.sampled_from([OWN, OWN, OWN, OTHER]),
            "person": st.sampled_from([a_person().person_id, "x"]),
            "page": st.sampled_from(["home", "join", "x"]),
            "block": st.sampled_from(["hero", "x"]),
        },
        optional=dict.fromkeys(("token", "event", "run", "member", "segment", "tag", "nation", "edit", "note"), PARTS),
    ),
    query=FIELDS,
    form=FIELDS,
)
def test_no_request_is_a_fault_of_ours_or_tells_of_another_nation(
    house: House,
    route: Route,
    role: RoleName,
    parts: dict[str, str],
    query: dict[str, str],
    form: dict[str, str],
) -> None:
    browser = house.browser(house.member(role))
    browser.get("/me")

    path = path_with(route, parts)
    asked = event(route.method, path, headers={"origin": f"https://{HOST}"}, form={**browser.hidden, **form})
    asked["rawQueryString"] = urlencode(query)
    asked["cookies"] = [f"{name}={value}" for name, value in browser.cookies.items()]
    response = answer(read_request(asked, console_path=PATH), house.desk)

    assert response.status < 500
    assert SECRET not in response.body
    assert "evil.example" not in response.headers.get("Location", "").partition("?")[0]
    assert not any("\r" in value or "\n" in value for value in response.headers.values())


def test_the_other_nations_own_team_does_see_what_nobody_else_may(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE, nation=OTHER))

    browser.get(f"/nation/{OTHER}/people")

    assert SECRET in browser.text


HEADERS = st.dictionaries(
    st.sampled_from(["origin", "host", "accept-language", "hx-request", "cookie", "sec-fetch-site", "content-type"]),
    st.one_of(TEXTS, st.sampled_from(["http://[", "https://[::1", "null", "fr;q=x,*", "a=b; c", f"{SESSION}=0"])),
    max_size=5,
)


@SOME
@given(headers=HEADERS, cookies=st.lists(TEXTS, max_size=3), body=TEXTS, path=TEXTS)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_no_header_no_cookie_no_body_and_no_path_is_a_fault_of_ours(
    house: House, method: str, headers: dict[str, str], cookies: list[str], body: str, path: str
) -> None:
    for place in ("/sign-in", "/me", f"/nation/{OWN}/people", f"/{path}"):
        asked = event(method, "/", headers={}) | {"rawPath": place, "body": body, "cookies": cookies}
        asked["headers"] = headers

        response = answer(read_request(asked, console_path=PATH), house.desk)

        assert response.status < 500
        assert SECRET not in response.body
