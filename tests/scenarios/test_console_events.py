"""A candidate announces an event on a phone; a visitor says that they come, and is let in at its door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

from tests.scenarios.console import accept, invited
from tests.scenarios.network import await_that
from tests.scenarios.standing import slugs_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

GUEST = {"given_name": "Anna", "email": "anna@example.org"}


@pytest.fixture(scope="module")
def slug(standing: None) -> str:
    """A nation that is ready, with people of its own."""
    return slugs_of("26")[0]


def says_yes(network: Network, slug: str, event: str) -> int:
    """Send the form of an event's page, as a browser does, and return the answer's status."""
    host = f"{network.directory.site_host.partition('.')[0]}.cloudfront.net"
    hidden = {"page": f"events/{event}", "target": event, "language": "fr", "website": ""}
    answer = requests.post(
        f"{network.endpoint}/{slug}/api/rsvp",
        headers={"host": host, "origin": f"http://{host}", "accept": "application/json"},
        data={**hidden, **GUEST, "stamp": network.ripe_stamp(slug)},
        timeout=60,
        allow_redirects=False,
    )
    return answer.status_code


def test_an_announced_event_is_public_and_its_guests_are_let_in_once(network: Network, slug: str, page: Page) -> None:
    accept(page, invited(network, "events@example.org", "--role", "candidate", "--nation", slug))
    page.get_by_role("link", name="Events").click()
    page.get_by_role("link", name="Announce an event").click()
    written = {"Title": "Apéro", "Begins": "2030-06-01T19:00", "Ends": "2030-06-01T21:00", "Place": "Salle des fêtes"}
    written["How many may come"] = "1"
    for label, text in written.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Announced.").wait_for()
    event = page.url.rpartition("/")[2].partition("?")[0]
    await_that(lambda: "Salle des fêtes" in network.visit(f"/{slug}/events/{event}/").text)

    assert says_yes(network, slug, event) == 202
    await_that(lambda: network.banneret("event", "guests", slug, event, "--json").json["promised"] == 1)
    await_that(lambda: says_yes(network, slug, event) == 409)
    assert says_yes(network, slug, "2030-06-01-never-announced-1f3a") == 410

    page.get_by_role("link", name="Check in").click()
    page.get_by_role("button", name="Here Anna").click()
    # With the script or before it is there, the button of who came takes it back.
    page.get_by_role("button", name="Undo Anna").first.wait_for()
    page.get_by_label("Name or number").fill("nomdefamille prénom7")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Here Prénom7").click()
    page.get_by_text("2 are here · 1 said they come").wait_for()
    page.get_by_role("button", name="Undo Prénom7").first.click()
    page.get_by_text("1 are here").wait_for()

    page.get_by_text("Somebody who is on no list").last.click()
    page.get_by_label("First name").fill("Ida")
    page.get_by_label("E-mail address").fill("ida@example.org")
    page.get_by_role("button", name="Let them in").click()
    page.get_by_text("Ida is here, unannounced.").wait_for()

    told = network.banneret("event", "guests", slug, event, "--json").json
    assert [(guest["name"], guest["promised"]) for guest in told["guests"] if guest["came_at"]] == [
        ("Anna", True),
        ("Ida", False),
    ]
    log = network.banneret("team", "log", "--nation", slug, "--json").out
    assert all(word in log for word in ("announced-event", "checked-in", "undid-check-in", "added-person"))
    page.get_by_role("link", name="Tags").click()
    page.get_by_label("Tag", exact=True).fill("apéro")
    page.get_by_role("button", name="Make the tag").click()
    page.get_by_text("The tag is there.").wait_for()
    assert "apéro" in network.banneret("tag", "list", "--nation", slug, "--json").out
