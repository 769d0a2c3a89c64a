"""HQ closes a campaign's site, opens it again, looks inside, replaces the candidate, and ends campaigns with thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.console import accept, invited
from tests.scenarios.inputs import write_inputs
from tests.scenarios.network import await_that

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")

CLOSED, OVER = "Ce site est fermé", "est terminée. Merci"


@pytest.fixture(scope="module")
def slugs(network: Network, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Two nations that are ready."""
    inputs = write_inputs(tmp_path_factory.mktemp("lifecycle"), "25", nations=2, people=3)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "lifecycle", "--watch").code == 0
    return inputs.slugs


def test_hq_steers_a_campaign_and_the_public_sees_it(network: Network, slugs: tuple[str, ...], page: Page) -> None:
    slug, other = slugs
    accept(page, invited(network, "steers@example.org", "--role", "hq-organiser", "--name", "Ida Petit", "--hq"))
    sheet = f"{network.directory.console_url}hq/nations/{slug}"
    page.goto(sheet)

    page.locator("summary", has_text="Suspend").click()
    page.locator("#reason-suspend").fill("A complaint came in")
    page.get_by_role("button", name="Suspend").click()
    assert page.locator(".lead .state").inner_text() == "suspended"
    await_that(lambda: CLOSED in network.visit(f"/{slug}/").content.decode())

    page.get_by_role("button", name="Open again").click()
    await_that(lambda: f"Candidate {slug}" in network.visit(f"/{slug}/").text)

    page.get_by_role("link", name="Look inside").click()
    page.get_by_label("What for").fill("The complaint of this morning")
    page.get_by_role("button", name="Note this in their log, and look").click()
    assert page.locator(".rows li").count() > 0

    page.goto(f"{sheet}/candidate")
    page.get_by_label("Name", exact=True).fill("Paul Durand")
    page.get_by_label("E-mail address").fill("paul.durand@example.org")
    page.get_by_label("It stays, but for the former candidate").check()
    page.get_by_role("button", name="Replace the candidate").click()
    assert "/invitation/" in page.locator(".secret").inner_text()
    await_that(lambda: "Paul Durand" in network.visit(f"/{slug}/").text)

    page.goto(f"{network.directory.console_url}hq/second-round")
    for box in page.get_by_role("checkbox").all():
        if box.get_attribute("value") != slug:
            box.check()
    page.get_by_role("button", name="See who goes on and who does not").click()
    page.get_by_label("Type 1 to confirm").fill("1")
    page.get_by_role("button", name="End these campaigns").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Campaigns ended: 1"
    await_that(lambda: OVER in network.visit(f"/{slug}/").content.decode())
    assert f"Candidate {other}" in network.visit(f"/{other}/").text

    log = network.banneret("team", "log", "--nation", slug, "--json")
    for deed in ("suspended-nation", "resumed-nation", "looked-inside", "replaced-candidate", "closed-nation"):
        assert deed in log.out, deed


def test_a_campaign_that_is_to_be_removed_is_had_back(network: Network, slugs: tuple[str, ...], page: Page) -> None:
    _, slug = slugs
    accept(page, invited(network, "removes@example.org", "--role", "network-owner", "--name", "Ada Grand", "--hq"))
    sheet = f"{network.directory.console_url}hq/nations/{slug}"

    page.goto(f"{sheet}/remove")
    page.get_by_label("Why").fill("Merged with its neighbour")
    page.get_by_label(f"Type {slug} to confirm").fill(slug)
    page.get_by_role("button", name="Remove").click()
    assert page.locator(".lead .state").inner_text() == "to be removed"
    await_that(lambda: CLOSED in network.visit(f"/{slug}/").content.decode())

    page.get_by_role("button", name="Keep this campaign").click()
    assert page.locator(".lead .state").inner_text() == "open"
    await_that(lambda: f"Candidate {slug}" in network.visit(f"/{slug}/").text)
