"""A candidate writes the home page in the control panel, sees it as it will be read, and the public reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.console import accept, invited
from tests.scenarios.inputs import write_inputs
from tests.scenarios.network import await_that

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("cloud")

WORDS = "Une campagne écrite ce matin"


@pytest.fixture(scope="module")
def slug(network: Network, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A nation that is ready."""
    inputs = write_inputs(tmp_path_factory.mktemp("pages"), "24", nations=1, people=3)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "pages", "--watch").code == 0
    return inputs.slugs[0]


def test_a_page_that_is_written_and_published_is_what_the_public_reads(network: Network, slug: str, page: Page) -> None:
    accept(page, invited(network, "pages@example.org", "--role", "candidate", "--nation", slug))
    page.get_by_role("link", name="Pages").click()
    page.get_by_role("link", name="Accueil").click()
    page.locator(".blocks a").first.click()
    frame = page.frame_locator("#preview iframe")

    page.locator("[name='block.lead']").fill(WORDS)
    assert frame.get_by_text(WORDS).inner_text(timeout=10_000) == WORDS
    page.get_by_role("button", name="Save the draft").last.click()
    assert WORDS not in network.visit(f"/{slug}/").text

    page.get_by_role("button", name="Publish").click()
    page.locator("#public .state-public").wait_for(timeout=20_000)
    await_that(lambda: WORDS in network.visit(f"/{slug}/").text)
    log = network.banneret("team", "log", "--nation", slug, "--json")
    assert "published-page" in log.out
