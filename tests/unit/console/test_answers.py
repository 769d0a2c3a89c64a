"""What every answer carries, and what is said when something is amiss."""

from __future__ import annotations

from collections import defaultdict

import pytest

from shared.access.role import RoleName
from shared.console.answering import give_up
from shared.console.cookies import RULES
from shared.console.request import read_request
from shared.console.routes import ROUTES
from shared.kernel.errors import Conflict, TransientError
from tests.fakes.console import PATH, event
from tests.unit.console.house import OWN, House, a_person


@pytest.mark.parametrize("path", ["/sign-in", "/me", "/no/such/page", f"/nation/{OWN}"])
def test_no_page_is_kept_framed_or_runs_what_is_not_ours(house: House, path: str) -> None:
    answered = house.browser(house.member(RoleName.CANDIDATE)).get(path).to_gateway()["headers"]

    assert answered["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answered["Content-Security-Policy"]
    assert "unsafe" not in answered["Content-Security-Policy"]
    assert answered["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("role", [RoleName.CANDIDATE, RoleName.OWNER])
def test_pages_have_no_script_and_no_style_of_their_own(house: House, role: RoleName) -> None:
    house.add([a_person()])
    browser = house.browser(house.member(role))
    pages = [route.path for route in ROUTES if route.method == "GET"]
    parts = defaultdict(lambda: "0" * 32, slug=OWN, person=a_person().person_id)
    for path in pages:
        browser.get(path.format_map(parts))

        assert browser.page.css("[style], style, [onclick], [onsubmit]") == []
        assert [node for node in browser.page.css("script") if not node.attributes.get("src")] == []


def test_cookies_are_for_this_host_alone_and_for_no_script(house: House) -> None:
    (cookie,) = house.browser().get("/sign-in").to_gateway()["cookies"]

    assert cookie.startswith("__Host-")
    assert cookie.endswith(RULES)
    assert "Secure; HttpOnly; SameSite=Lax" in RULES


def test_files_are_kept_for_good_under_a_name_that_changes_with_them(house: House) -> None:
    browser = house.browser()
    browser.get("/sign-in")
    links = [node.attributes["href"] or "" for node in browser.page.css("link[rel]")]

    for link in links:
        response = browser.get(f"/assets/{link.rpartition('/')[2]}").to_gateway()
        assert "immutable" in response["headers"]["Cache-Control"]
        assert "cookies" not in response
    assert browser.get("/assets/console.css").status == 404


def test_every_link_and_form_begins_with_the_root(house: House) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))
    browser.get(f"/nation/{OWN}")
    hrefs = [node.attributes["href"] or "" for node in browser.page.css("a[href]")]

    root = PATH.format(api="abc")
    assert all(href.startswith((root, "#", "https://paris-6.plein-jour.example/")) for href in hrefs)


@pytest.mark.parametrize(("error", "status"), [(TransientError("x"), 503), (Conflict("x"), 409)])
def test_what_goes_wrong_is_told_in_a_line_with_a_remedy(
    house: House, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    browser = house.browser(house.member(RoleName.CANDIDATE))

    def fail(slug: str) -> None:
        raise error

    monkeypatch.setattr(house.nations, "get", fail)

    assert browser.get(f"/nation/{OWN}/people").status == status
    assert browser.title != ""


def test_a_failure_of_ours_has_a_page_too(house: House) -> None:
    asked = event("GET", "/me", headers={})

    response = give_up(read_request(asked, console_path=PATH), house.desk)

    assert response.status == 500


@pytest.mark.parametrize(("accepted", "title"), [("fr-FR,fr;q=0.9", "Se connecter"), ("de, en;q=0.5", "Sign in")])
def test_a_guest_is_spoken_to_as_their_browser_asks(house: House, accepted: str, title: str) -> None:
    browser = house.browser()
    browser.language = accepted

    browser.get("/sign-in")

    assert browser.title == title


def test_a_nation_that_does_not_exist_is_missing_to_hq_as_well(house: House) -> None:
    assert house.browser(house.member(RoleName.OWNER)).get("/nation/atlantis").status == 404


def test_a_part_that_is_asked_without_a_session_sends_the_whole_page_to_sign_in(house: House) -> None:
    response = house.browser().get("/hq/board", **{"hx-request": "true"})

    assert response.status == 204
    assert response.headers["HX-Redirect"].endswith("/sign-in")
