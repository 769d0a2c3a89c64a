"""HQ writes the kit anew and pushes it: a campaign that wrote nothing follows, what another wrote survives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import requests

from tests.scenarios.console import accept, invited
from tests.scenarios.inputs import write_inputs
from tests.scenarios.letters import letters_to
from tests.scenarios.network import await_that

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

PURPLE = "#401060"
"""What HQ makes of the network's first colour."""

OWN, THEIRS = "Nos mots, pas ceux du siège.", "Le siège dit mieux."


@pytest.fixture(scope="module")
def slugs(network: Network, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Two nations that are ready."""
    inputs = write_inputs(tmp_path_factory.mktemp("kit"), "26", nations=2, people=3)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "kit", "--watch").code == 0
    return inputs.slugs


def test_a_push_reaches_who_wrote_nothing_and_spares_who_did(
    network: Network, slugs: tuple[str, ...], page: Page
) -> None:
    writer, follower = slugs
    console = network.directory.console_url
    candidate = page.context.browser.new_context(locale="en-GB").new_page()  # type: ignore[union-attr]  # pages of the suite have one
    accept(candidate, invited(network, "kit@example.org", "--role", "candidate", "--name", "Jo", "--nation", writer))
    candidate.goto(f"{console}nation/{writer}/pages/home/blocks/charter")
    candidate.locator('[name="block.text"]').fill(OWN)
    candidate.get_by_role("button", name="Save the draft").last.click()
    candidate.get_by_role("button", name="Publish").first.click()
    await_that(lambda: OWN in network.visit(f"/{writer}/").text)

    accept(page, invited(network, "kits@example.org", "--role", "hq-organiser", "--name", "Ida Petit", "--hq"))
    page.goto(f"{console}hq/kit/pages/fr/home/blocks/charter")
    page.locator('[name="block.text"]').fill(THEIRS)
    page.get_by_role("button", name="Save the draft").last.click()
    page.goto(f"{console}hq/kit/banner")
    page.locator('[name="primary"]').fill(PURPLE)
    page.get_by_role("button", name="Save the draft").last.click()
    page.goto(f"{console}hq/kit")
    page.get_by_label("What is new").fill("A charter in four words")
    page.get_by_role("button", name="Publish as the next version").click()
    page.get_by_role("button", name="Push to all campaigns").click()
    await_that(lambda: network.banneret("kit", "status", "--json").json["state"] == "done")

    assert THEIRS in network.visit(f"/{follower}/").text
    assert OWN in network.visit(f"/{writer}/").text
    page.goto(f"{console}hq/kit/drift")
    assert "home" in page.locator("tr", has_text=writer).or_(page.locator("tbody")).first.inner_text()

    candidate.goto(f"{console}nation/{writer}/updates")
    candidate.get_by_role("button", name="Take their words").click()
    await_that(lambda: THEIRS in network.visit(f"/{writer}/").text)
    assert "decided-kit" in network.banneret("team", "log", "--nation", writer, "--json").out

    letter, answer = joined(network, follower, email="purple@example.org")
    assert PURPLE in letter
    assert stylesheet(answer) == stylesheet(network.visit(f"/{follower}/").text)
    assert PURPLE in network.visit(stylesheet(answer)).text


def joined(network: Network, slug: str, *, email: str) -> tuple[str, str]:
    """Send the form to join; return the letter that asks to confirm, and the page behind its link."""
    site = f"{network.endpoint}/{slug}"
    headers = {"host": network.directory.site_host, "origin": f"http://{network.directory.site_host}"}
    form = {"page": "join", "target": "", "language": "fr", "website": "", "email": email}
    form["stamp"] = network.ripe_stamp(slug)
    assert requests.post(f"{site}/api/join", headers=headers, data=form, timeout=30, allow_redirects=False).ok
    await_that(lambda: bool(letters_to(network, email)))
    letter = str(letters_to(network, email)[0])
    [token] = set(re.findall(r"/api/confirm\?token=([\w.-]+)", letter))
    return letter, network.visit(f"/{slug}/api/confirm?token={token}").text


def stylesheet(page: str) -> str:
    """Return the address of the one stylesheet of a page."""
    [address] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    return str(address)
