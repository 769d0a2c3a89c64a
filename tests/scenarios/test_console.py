"""Members come into the control panel through a real browser; every part on their way is real, every grant enforced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.console.cookies import SESSION
from tests.scenarios.console import PASSWORD, accept, agree, choose_a_password, enrol, invited, sign_in
from tests.scenarios.standing import slugs_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

PEOPLE = 60
"""Of the nation: more than one page of the list."""


@pytest.fixture(scope="module")
def slugs(standing: None) -> tuple[str, ...]:
    """Two nations that are ready."""
    return slugs_of("21")


def test_a_candidate_comes_in_finds_people_and_leaves_everywhere(
    network: Network, slugs: tuple[str, ...], page: Page, chromium: Browser
) -> None:
    email = "candidate@example.org"
    link = invited(network, email, "--role", "candidate", "--nation", slugs[0])

    choose_a_password(page, link)
    page.get_by_role("button", name="Later").click()
    agree(page)
    assert page.get_by_role("heading", level=1).inner_text() == f"Candidate {slugs[0]}"
    assert page.locator(".figures dd").first.inner_text() == str(PEOPLE + 1)

    page.goto(f"{network.directory.console_url}nation/{slugs[0]}/exports")
    page.get_by_role("link", name="Set one up").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    secret = enrol(page)
    assert page.get_by_role("button", name="Make the file").is_visible()

    page.get_by_role("link", name="People").click()
    assert page.locator(".rows li").count() == 50
    page.get_by_role("link", name="More").click()
    assert page.locator(".rows li").count() == PEOPLE + 1 - 50
    page.get_by_label("Search").fill("nomdefamille prénom7")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Prénom7 Nomdefamille").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Prénom7 Nomdefamille"

    elsewhere = chromium.new_context(locale="en-GB")
    elsewhere.add_cookies([cookie for cookie in page.context.cookies() if cookie["name"] == SESSION])  # type: ignore[misc] # Playwright takes back what it gave
    other = elsewhere.new_page()
    other.goto(f"{network.directory.console_url}nation/{slugs[0]}/people")
    assert other.locator(".rows li").count() == 50
    page.get_by_role("link", name="Candidate d", exact=False).last.click()
    page.get_by_role("button", name="Sign out everywhere").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
    other.reload()
    assert other.get_by_role("heading", level=1).inner_text() == "Sign in"
    elsewhere.close()

    sign_in(page, network, email, secret)
    assert page.get_by_role("heading", level=1).inner_text() == f"Candidate {slugs[0]}"
    assert page.goto(link).status == 410  # type: ignore[union-attr] # a page that was opened has an answer


def test_another_nation_is_not_there_for_a_candidate(network: Network, slugs: tuple[str, ...], page: Page) -> None:
    accept(page, invited(network, "other@example.org", "--role", "candidate", "--nation", slugs[1]))

    for path in ("", "/people", "/team", "/log"):
        answer = page.goto(f"{network.directory.console_url}nation/{slugs[0]}{path}")
        assert answer
        assert answer.status == 404
    log = network.banneret("team", "log", "--nation", slugs[1], "--json")
    assert "accepted-invitation" in log.out


def test_hq_sees_how_nations_stand_and_none_of_their_people(
    network: Network, slugs: tuple[str, ...], page: Page
) -> None:
    accept(page, invited(network, "owner@example.org", "--role", "network-owner", "--name", "Ada Owner", "--hq"))

    assert page.get_by_role("heading", level=1).inner_text() == "Rollouts"
    assert "done" in page.locator("#board").inner_text()
    page.get_by_role("link", name="Campaigns").click()
    row = page.get_by_role("row").filter(has_text=f"Campagne {slugs[0]}")
    assert f" open {PEOPLE + 1} 0 " in " ".join(row.inner_text().split())
    answer = page.goto(f"{network.directory.console_url}nation/{slugs[0]}/people")
    assert answer
    assert answer.status == 404


def test_guessing_a_password_is_held_off(network: Network, slugs: tuple[str, ...], page: Page) -> None:
    page.goto(network.directory.console_url)
    for _ in range(11):
        page.get_by_label("E-mail address").fill("guessed@example.org")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()

    assert "Too many tries" in page.get_by_role("alert").inner_text()
