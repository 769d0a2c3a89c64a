"""A candidate counts people by filters and keeps a segment, over the queue and the function that index people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.scenarios.console import accept, invited
from tests.scenarios.inputs import write_inputs

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("cloud")

PEOPLE = 60
INDEXED = 60_000
"""Milliseconds until people are indexed for the first time: after a cold start, and as the page looks again."""


def test_a_candidate_counts_keeps_and_finds_a_segment_again(
    network: Network, page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    inputs = write_inputs(tmp_path_factory.mktemp("segments"), "21", nations=1, people=PEOPLE)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "segments", "--watch").code == 0
    (slug,) = inputs.slugs
    accept(page, invited(network, "segments@example.org", "--role", "candidate", "--nation", slug))

    page.get_by_role("link", name="Segments").click()
    page.get_by_role("link", name="New segment").click()
    expect(page.locator(".how-many")).to_have_text(f"{PEOPLE + 1} people", timeout=INDEXED)
    page.locator("#what0").select_option("has:email")
    page.get_by_role("button", name="Count").click()
    counted = page.locator(".how-many").inner_text()
    page.get_by_label("Name").fill("By e-mail")
    page.get_by_role("button", name="Save the segment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("By e-mail")
    expect(page.locator(".how-many")).to_have_text(counted)

    person = page.locator(".rows a").first.get_attribute("href")
    assert person
    done = network.banneret("people", "tag", slug, "called", person.rsplit("/", 1)[1])
    assert done.code == 0, done.said
    page.goto(f"{network.directory.console_url}nation/{slug}/segments/new?how0=all&what0=tag:called")
    expect(page.locator(".how-many")).to_have_text("1 person")
    told = network.banneret("people", "segments", slug, "--json")
    assert [each["name"] for each in told.json["segments"]] == ["By e-mail"]
