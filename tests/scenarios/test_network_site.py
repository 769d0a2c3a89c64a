"""The network's own site after a rollout: published by it, leading to nations, answering without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.inputs import write_inputs

if TYPE_CHECKING:
    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("rollouts")


@pytest.fixture(scope="module")
def slug(network: Network, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A nation of the Lozère that a rollout has just brought into being."""
    inputs = write_inputs(tmp_path_factory.mktemp("network"), "48", nations=1, people=3)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "network site", "--watch").code == 0
    return inputs.slugs[0]


def test_a_rollout_ends_with_its_nations_on_the_networks_site(network: Network, slug: str) -> None:
    standers = network.visit("/network/finder.json").json()["standers"]

    assert slug in [stander for stander, _ in standers]
    assert f"../go/{slug}/" in network.visit("/network/candidates/").text


def test_the_finder_answers_without_a_script(network: Network, slug: str) -> None:
    answer = network.visit("/network/api/find?place=48000")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f"../go/{slug}/" in answer.text


def test_a_link_of_the_network_opens_the_nations_site(network: Network, slug: str) -> None:
    answer = network.visit(f"/network/go/{slug}/")

    assert (answer.status_code, answer.headers["location"]) == (302, f"/{slug}/")
    assert network.visit(answer.headers["location"]).status_code == 200


def test_publishing_what_is_there_already_writes_nothing(network: Network, slug: str) -> None:
    network.banneret("network", "publish")

    again = network.banneret("network", "publish", "--json").json

    assert again["written"] == 0
    assert slug in network.visit("/network/map/").text
