"""What the public reads of a nation, through CloudFront: published, changed, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.standing import NAME, slugs_of
from tests.scenarios.test_automation import ask

if TYPE_CHECKING:
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("nations")

BEFORE, AFTER = "Rejoindre", "Venez avec nous"


@pytest.fixture(scope="module")
def slug(standing: None) -> str:
    """A nation that is ready."""
    return slugs_of("56")[0]


def test_a_rollout_s_site_is_on_record_and_a_changed_page_can_be_taken_back(network: Network, slug: str) -> None:
    (first,) = network.banneret("nation", "versions", slug, "--json").json["versions"]
    assert (first["version"], first["by"]) == (1, f"rollout {NAME}")
    address = f"/{slug}/join/"
    as_rolled_out = network.visit(address).text

    retitle(network, slug, AFTER)
    published = network.banneret("nation", "publish", slug, "--json").json
    assert published["version"] == 2
    assert 0 < published["written"] < published["written"] + published["unchanged"]
    assert AFTER in network.visit(address).text

    assert network.banneret("nation", "rollback", slug, "--to", "1", "--json").json["version"] == 3
    assert network.visit(address).text == as_rolled_out
    assert network.visit(address).headers["content-type"] == "text/html; charset=utf-8"


def test_the_api_lists_publications_and_takes_one_back(network: Network, slug: str) -> None:
    known = network.banneret("nation", "versions", slug, "--json").json["versions"]
    retitle(network, slug, f"{AFTER} !")
    assert network.banneret("nation", "publish", slug).code == 0

    answer = ask(network, "POST", f"/nations/{slug}/rollback", {"to": known[-1]["version"]}).json()

    assert answer["version"] == known[0]["version"] + 2
    listed = ask(network, "GET", f"/nations/{slug}/versions").json()["versions"]
    assert [each["version"] for each in listed] == list(range(answer["version"], 0, -1))


def retitle(network: Network, slug: str, title: str) -> None:
    """Give the page on which people join another title, as its team would."""
    (page,) = [item for item in network.nations.belongings(slug) if item["sk"] == "PAGE#join"]
    network.nations.furnish(slug, [{**page, "title": title}], is_open=False)
