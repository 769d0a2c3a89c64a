"""Mails that left the network for its members, and the links in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.network import Network


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


def confirmation_in(letter: Any) -> str:
    """Return the link of a mail to the page of a site on which an address is confirmed."""
    [link] = set(re.findall(r"http://[^\s\"<]+/api/confirm\?token=[\w.-]+", str(letter)))
    return str(link)
