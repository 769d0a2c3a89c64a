"""What a citizen finds: every page of every nation, through CloudFront and in a browser, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
import requests

from shared.mail.kit import load_mail_kit
from shared.sites.kit import load_kit
from tests.browser.chromium import needs_chromium
from tests.scenarios.contents import objects
from tests.scenarios.inputs import write_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

LOCAL_REFERENCE = re.compile(r'(?:href|src)="(?P<path>[^":#?]+)"')
"""A reference to another file of the site: no scheme, no fragment."""


@pytest.fixture(scope="module")
def slug(network: Network, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A nation that is ready, with a candidate whose name would be a tag if a page let it."""
    inputs = write_inputs(tmp_path_factory.mktemp("sites"), "29", nations=1, people=3)
    roster = inputs.roster.read_text(encoding="utf-8").replace(
        "Candidate d29-01", "Anne <script>alert(1)</script> Le Goff"
    )
    inputs.roster.write_text(roster, encoding="utf-8")
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "sites", "--watch").code == 0
    return inputs.slugs[0]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window of Chromium."""
    with chromium.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize("path", [page.path for page in load_kit().pages])
def test_every_page_of_the_kit_is_there_with_all_that_it_refers_to(network: Network, slug: str, path: str) -> None:
    address = f"/{slug}/{path.removesuffix('index.html')}"
    answer = network.visit(address)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    references = {urljoin(address, reference) for reference in LOCAL_REFERENCE.findall(answer.text)}
    assert [reference for reference in references if network.visit(reference).status_code != 200] == []


def test_markup_in_a_name_stays_text(network: Network, slug: str) -> None:
    home = network.visit(f"/{slug}/").content.decode()

    assert "Anne &lt;script&gt;" in home
    assert "<script>alert" not in home


def test_a_nation_keeps_the_whole_kit_and_the_tags_of_its_zones(network: Network, slug: str) -> None:
    kept = {item["sk"] for item in network.nations.belongings(slug)}

    assert kept >= {item["sk"] for item in (*load_kit().page_items(), *load_mail_kit().items())}
    assert kept >= {f"TAG#geo:{zone}" for zone in ("constituency:29-01", "departement:29", "region:53", "country:FR")}


def test_the_buckets_themselves_give_nothing_to_the_public(network: Network, slug: str) -> None:
    directory = network.directory
    keys = [
        (bucket, key) for bucket in (directory.intake_bucket, directory.site_bucket) for key in objects(network, bucket)
    ]

    open_to_all = [
        key for bucket, key in keys if requests.get(f"{network.endpoint}/{bucket}/{key}", timeout=10).status_code != 403
    ]

    assert keys
    assert open_to_all == []


@needs_chromium
def test_the_address_that_the_command_tells_opens_in_a_browser(network: Network, slug: str, page: Page) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(network.banneret("nation", "show", slug, "--json").json["address"])
    page.get_by_role("navigation").get_by_role("link").nth(1).click()

    assert page.url.endswith(f"/{slug}/join/")
    assert page.locator("h1").is_visible()
    assert errors == []
