"""Candidates are invited by the rollout, by a mail of their own; members who forgot their password choose a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.scenarios.console import accept
from tests.scenarios.inputs import write_inputs
from tests.scenarios.network import await_that

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.scenarios.network import Network

pytestmark = pytest.mark.xdist_group("cloud")


@pytest.fixture(scope="module")
def slugs(network: Network, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Two nations that a rollout has just made ready."""
    inputs = write_inputs(tmp_path_factory.mktemp("access"), "41", nations=2, people=5)
    in_english(inputs.roster)
    assert network.banneret("rollout", "start", *inputs.words(), "--name", "access", "--watch").code == 0
    return inputs.slugs


def in_english(roster: Path) -> None:
    """Have the nations of a roster speak English, and their candidates be written in it."""
    header, *lines = roster.read_text().splitlines()
    roster.write_text("\n".join([f"{header},language", *(f"{line},en" for line in lines), ""]))


def letters_to(network: Network, address: str) -> list[Any]:
    """Return the mails that left for an address, in their order."""
    accounts = requests.get(f"{network.endpoint}/_ministack/ses/messages", timeout=10).json()["messages"]
    return [mail for mails in accounts.values() for mail in mails if address in str(mail["To"])]


def link_in(letter: Any, page: str) -> str:
    """Return the link of a mail to one of the console's pages."""
    [link] = set(re.findall(rf"http://[^\s\"<]+/{page}/[0-9a-f]{{64}}", str(letter)))
    return str(link)


def test_each_candidate_of_a_rollout_is_invited_by_one_mail_and_comes_in(
    network: Network, slugs: tuple[str, ...], page: Page
) -> None:
    addresses = [network.nations.get(slug).seed.email for slug in slugs]
    await_that(lambda: all(letters_to(network, address) for address in addresses))

    assert [len(letters_to(network, address)) for address in addresses] == [1, 1]
    accept(page, link_in(letters_to(network, addresses[0])[0], "invitation"))
    assert page.get_by_role("heading", level=1).inner_text() == f"Candidate {slugs[0]}"
