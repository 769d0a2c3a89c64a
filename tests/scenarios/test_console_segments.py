"""A team counts people by filters, keeps a segment, takes people away as a file: over the queues and their functions.

Whoever may export has shown a second factor; the file bears their name, and ends with its day and at its nation.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from playwright.sync_api import expect

from shared.access.session_links import SessionLinks
from tests.scenarios.console import accept, invited
from tests.scenarios.network import REGION, await_that
from tests.scenarios.standing import slugs_of
from tests.scenarios.test_nation_sessions import sessions
from tests.scenarios.test_permissions import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Download, Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

PEOPLE = 60
INDEXED = 60_000
"""Milliseconds until people are indexed for the first time: after a cold start, and as the page looks again."""

FORMULA = '=HYPERLINK("http://evil.example")'
RUN = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would run."""


@pytest.fixture(scope="module")
def slugs(standing: None) -> tuple[str, ...]:
    """Two nations that are ready."""
    return slugs_of("27")


@pytest.fixture
def neighbour(chromium: Browser) -> Iterator[Page]:
    """The desk of somebody in another nation."""
    context = chromium.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_candidate_counts_keeps_and_finds_a_segment_again(
    network: Network, slugs: tuple[str, ...], page: Page
) -> None:
    slug = slugs[0]
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

    kept = page.url
    page.get_by_label("Tag").fill("by-mail")
    page.get_by_role("button", name="Give the tag").click()
    facts = page.locator("#change dt")
    expect(facts.filter(has_text="changed").locator("xpath=following-sibling::dd")).to_have_text(
        counted.split()[0], timeout=INDEXED
    )
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("undone")).to_be_visible(timeout=INDEXED)

    page.goto(kept)
    person = page.locator(".rows a").first.get_attribute("href")
    assert person
    done = network.banneret("people", "tag", slug, "called", person.rsplit("/", 1)[1])
    assert done.code == 0, done.said
    page.goto(f"{network.directory.console_url}nation/{slug}/segments/new?how0=all&what0=tag:called")
    expect(page.locator(".how-many")).to_have_text("1 person")
    told = network.banneret("people", "segments", slug, "--json")
    assert [each["name"] for each in told.json["segments"]] == ["By e-mail"]


def test_whom_the_team_meets_after_the_index_was_built_is_silent_no_more(
    network: Network, slugs: tuple[str, ...], page: Page
) -> None:
    slug, yesterday = slugs[0], (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    assert network.banneret("people", "index", slug).code == 0
    accept(page, invited(network, "silence@example.org", "--role", "candidate", "--nation", slug))
    everybody = network.banneret("people", "segment", slug, "--json").json["count"]

    met = network.banneret("people", "add", slug, "email=met@example.org", "given_name=Mia", "source=market")

    assert met.code == 0, met.said
    page.goto(f"{network.directory.console_url}nation/{slug}/segments/new")
    page.get_by_label("Period 1: what they did").select_option("any")
    page.get_by_label("From").first.fill(yesterday)
    expect(page.locator(".how-many")).to_have_text("1 person")
    silent = [
        network.banneret("people", "segment", slug, *words, "--json").json["count"]
        for words in (("--inactive-since", yesterday), ("--inactive-for", "2"))
    ]
    assert silent == [everybody, everybody]


def test_a_director_takes_people_away_in_a_file_that_bears_their_name_and_ends_at_the_nation(
    network: Network, slugs: tuple[str, ...], page: Page, neighbour: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    neighbours, slug = slugs
    known = network.banneret("people", "add", slug, "email=evil@example.org", f"family_name={FORMULA}", "source=x")
    assert known.code == 0, known.said
    accept(page, invited(network, *director(slug, "Dora Director")))
    page.goto(f"{network.directory.console_url}nation/{slug}/exports")
    page.get_by_role("button", name="Make the file").click()
    download = page.get_by_role("button", name="Download")
    expect(download).to_be_visible(timeout=INDEXED)
    with page.expect_download() as saved:
        download.click()

    asked, taken = log_of(network, slug)
    assert (asked["what"], taken["what"]) == ("exported-people", "took-export")
    assert asked["about"] == taken["about"]
    mark = asked["about"]["mark"]
    assert saved.value.suggested_filename.startswith(f"{slug}-")
    assert saved.value.suggested_filename.endswith(f"-{mark}.csv")
    rows = rows_of(saved.value)
    assert len(rows) == PEOPLE + 2
    assert all(row["export"].startswith(f"{mark} Dora Director 2") for row in rows)
    assert [row["family_name"] for row in rows if row["email"] == "evil@example.org"] == [f"'{FORMULA}"]
    assert not any(cell.startswith(RUN) for row in rows for cell in row.values())

    monkeypatch.setenv("AWS_ENDPOINT_URL", network.endpoint)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    assert_link_is_narrow_and_brief(network, saved.value.url, slug=slug, other=neighbours)

    accept(neighbour, invited(network, *director(neighbours, "Nora Neighbour")))
    ways = [f"nation/{place}/exports/{asked['about']['export']}" for place in (slug, neighbours)]
    assert [status_of_sending_to(network, neighbour, neighbours, way) for way in ways] == [404, 404]
    assert len(log_of(network, slug)) == 2

    let_its_day_pass(network, slug, asked["about"]["export"])
    download.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page, or not for you")


def director(slug: str, name: str) -> list[str]:
    """Return the words that invite somebody to direct a nation's campaign."""
    email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    return [email, "--name", name, "--role", "campaign-director", "--nation", slug]


def log_of(network: Network, slug: str) -> list[Any]:
    """Return what the nation's log tells of exports, the oldest first."""
    told = network.banneret("team", "log", "--nation", slug, "--json")
    assert "evil" not in told.out
    return [entry for entry in reversed(told.json["entries"]) if "export" in entry["what"]]


def rows_of(download: Download) -> list[dict[str, str]]:
    """Return the rows of a file that was saved."""
    with download.path().open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def status_of_sending_to(network: Network, page: Page, own: str, way: str) -> int:
    """Send a form of a member's own nation to another address; return the status of the answer."""
    console = network.directory.console_url
    page.goto(f"{console}nation/{own}/exports")
    page.locator("form.keep").evaluate("(form, to) => { form.action = to }", f"{console}{way}")
    with page.expect_navigation() as answered:
        page.get_by_role("button", name="Make the file").click()
    assert answered.value
    return answered.value.status


def let_its_day_pass(network: Network, slug: str, export: str) -> None:
    """Have the day of an export be over."""
    network.client("dynamodb").update_item(
        TableName=network.directory.people_table,
        Key={"pk": {"S": f"NATION#{slug}"}, "sk": {"S": f"EXPORT#{export}"}},
        UpdateExpression="SET expires_at = :past",
        ExpressionAttributeValues={":past": {"N": "1"}},
    )


def assert_link_is_narrow_and_brief(network: Network, address: str, *, slug: str, other: str) -> None:
    """A link is a session's that ends at the nation: the bucket gives nobody more than it says, and nothing later."""
    link = urlsplit(address)
    assert parse_qs(link.query)["X-Amz-Expires"] == ["60"]
    assert fetched(address) == 200
    assert fetched(link._replace(query="").geturl()) == 403
    assert fetched(link._replace(path=link.path.replace(slug, other)).geturl()) == 403
    assert fetched(address.replace("X-Amz-Expires=60", "X-Amz-Expires=86400")) == 403

    inside = sessions(network, keys_of(network, "serve-console"))
    brief = SessionLinks(lambda: inside.of(slug, may_write=False), network.directory.intake_bucket, seconds=1)
    dead = brief.of(link.path[link.path.index("exports/") :], name="late.csv")
    await_that(lambda: fetched(dead) == 403)


def fetched(link: str) -> int:
    """Return the status with which a bucket answers."""
    return requests.get(link, timeout=10, allow_redirects=False).status_code
