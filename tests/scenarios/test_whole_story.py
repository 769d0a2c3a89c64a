"""The whole story in browsers: from two files at headquarters to a campaign that runs itself under the common banner.

Three people, each with a browser of their own: HQ, a candidate, and somebody who comes by the candidate's site. Nobody
uses the command line once HQ has been invited, every part is real, and every grant is enforced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import needs_chromium
from tests.scenarios.console import accept, invited, sign_in
from tests.scenarios.inputs import write_inputs
from tests.scenarios.letters import confirmation_in, in_english, letters_to, link_in
from tests.scenarios.network import await_that

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.scenarios.inputs import Inputs
    from tests.scenarios.network import Network

pytestmark = [needs_chromium, pytest.mark.xdist_group("rollouts")]

LONG = 60_000
"""Milliseconds in which a rollout of two nations, or a push to them, is done on a busy machine."""

OWN_WORDS = "We knock on every door of the valley"
KIT_WORDS = "A lead that headquarters rewrote"
KIT_TITLE = "Why this summer"
VISITOR = "zoe.visitor@example.org"


@pytest.fixture
def hq(chromium: Browser) -> Iterator[Page]:
    """A desk at headquarters."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def street(chromium: Browser) -> Iterator[Page]:
    """The phone of somebody who has heard of the candidate."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_from_two_files_to_a_campaign_that_runs_itself(
    network: Network, hq: Page, page: Page, street: Page, tmp_path: Path
) -> None:
    inputs = write_inputs(tmp_path, "61", nations=2, people=20)
    in_english(inputs.roster)
    slug, other = inputs.slugs
    console = network.directory.console_url

    accept(hq, invited(network, "story@example.org", "--role", "network-owner", "--name", "Ada Story", "--hq"))
    roll_out(hq, inputs)

    await_that(lambda: bool(letters_to(network, f"{slug}@example.org")))
    secret = accept(page, link_in(letters_to(network, f"{slug}@example.org")[0], "invitation"))
    sign_out(page, f"{console}me")
    sign_in(page, network, f"{slug}@example.org", secret)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Candidate {slug}")
    site = str(page.locator(f"main a[href$='/{slug}/']").first.get_attribute("href"))

    publish_own_words(page, f"{console}nation/{slug}/pages/home")
    street.goto(site)
    expect(street.get_by_text(OWN_WORDS)).to_be_visible()
    join(street, f"{site}join/")
    await_that(lambda: bool(letters_to(network, VISITOR)))
    assert mailable(network, slug) == [False]
    confirm(street, confirmation_in(letters_to(network, VISITOR)[0]))
    await_that(lambda: mailable(network, slug) == [True])

    find_somebody(page, f"{console}nation/{slug}/people")
    save_segment(page, f"{console}nation/{slug}/segments/new")

    publish_kit(hq, f"{console}hq/kit")
    await_that(lambda: KIT_WORDS in network.visit(f"/{other}/").text)
    await_that(lambda: KIT_TITLE in network.visit(f"/{slug}/").text)
    assert OWN_WORDS in network.visit(f"/{slug}/").text
    assert KIT_WORDS not in network.visit(f"/{slug}/").text

    page.goto(f"{console}nation/{slug}/updates")
    expect(page.locator("ins", has_text="rewrote")).to_be_visible()
    expect(page.get_by_role("button", name="Keep mine")).to_be_visible()


def roll_out(hq: Page, inputs: Inputs) -> None:
    """Send both files from the browser, start, and watch the nations come into being."""
    hq.get_by_role("link", name="Start a rollout").click()
    send(hq, "Roster", inputs.roster)
    hq.get_by_text("No fault. Campaigns: 2").wait_for()
    send(hq, "People", inputs.people)
    hq.get_by_text("rows were read").wait_for()
    hq.get_by_label("Name", exact=True).fill("The story")
    hq.get_by_role("button", name="Start: 2 campaigns").click()
    hq.locator(".state-done").wait_for(timeout=LONG)


def sign_out(page: Page, myself: str) -> None:
    """Leave, so that nothing but a password and a code leads in again."""
    page.goto(myself)
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def publish_own_words(page: Page, home: str) -> None:
    """Write the top of the home page, see it beside the form, and publish it."""
    page.goto(home)
    page.locator(".blocks a").first.click()
    page.locator("[name='block.lead']").fill(OWN_WORDS)
    expect(page.frame_locator("#preview iframe").get_by_text(OWN_WORDS)).to_be_attached()
    page.get_by_role("button", name="Save the draft").last.click()
    page.get_by_role("button", name="Publish").click()
    page.locator("#public .state-public").wait_for(timeout=LONG)


def join(street: Page, form: str) -> None:
    """Leave one's name and address, and agree to be written to."""
    street.goto(form)
    for name, typed in {"given_name": "Zoé", "family_name": "Passante", "email": VISITOR}.items():
        street.locator(f"[name={name}]").fill(typed)
    street.locator("[name='consent.mail.candidate']").check()
    street.locator("form:has([name=email]) button[type=submit]").click()


def confirm(street: Page, link: str) -> None:
    """Open the link of the letter, and press the one button of its page."""
    street.goto(link)
    street.locator("form[action=confirm] button").click()


def mailable(network: Network, slug: str) -> list[bool]:
    """Return of each person of a nation who has the visitor's address whether they may be written to."""
    known = [item for key, item in network.people_of(slug).items() if key.startswith("PERSON#")]
    return [item["mailable"]["BOOL"] for item in known if VISITOR in str(item.get("email"))]


def find_somebody(page: Page, people: str) -> None:
    """Find who has just joined by their address."""
    page.goto(people)
    page.get_by_label("Search").fill(VISITOR)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Zoé Passante").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoé Passante")


def save_segment(page: Page, form: str) -> None:
    """Keep everybody with an address as a segment."""
    page.goto(form)
    expect(page.locator(".how-many")).to_contain_text("people", timeout=LONG)
    page.locator("#what0").select_option("has:email")
    page.get_by_role("button", name="Count").click()
    page.get_by_label("Name").fill("Whom we may write to")
    page.get_by_role("button", name="Save the segment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Whom we may write to")


def publish_kit(hq: Page, kit: str) -> None:
    """Rewrite two blocks of the home page, publish the kit's next version, and push it to all."""
    rewrite(hq, f"{kit}/pages/en/home/blocks/hero", "block.lead", KIT_WORDS)
    rewrite(hq, f"{kit}/pages/en/home/blocks/story", "block.title", KIT_TITLE)
    hq.goto(kit)
    hq.get_by_label("What is new").fill("A new lead, and a new title")
    hq.get_by_role("button", name="Publish as the next version").click()
    hq.get_by_role("button", name="Push to all campaigns").click()


def send(page: Page, what: str, file: Path) -> None:
    """Choose a file in a panel and send it."""
    panel = page.get_by_role("region", name=what)
    panel.locator("input[type=file]").set_input_files(file)
    panel.get_by_role("button", name=f"Send {what}").click()


def rewrite(page: Page, address: str, field: str, words: str) -> None:
    """Write other words into one field of a block of the kit's draft."""
    page.goto(address)
    page.locator(f"[name='{field}']").fill(words)
    page.get_by_role("button", name="Save the draft").last.click()
