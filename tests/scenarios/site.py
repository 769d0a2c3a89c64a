"""A nation's site as visitors need it: speaking their language, and with something to come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.sites.banner import Language
    from tests.scenarios.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A nation's site: its address, and the id of an event on it."""

    slug: str
    root: str
    event: str


def site_of(network: Network, slug: str, language: Language) -> Site:
    """Let a nation speak a language and announce an event in a month; return its site."""
    assert network.banneret("nation", "edit", slug, "--language", language).code == 0
    return Site(
        slug=slug,
        root=network.banneret("nation", "show", slug, "--json").json["address"],
        event=announce(network, slug),
    )


def announce(network: Network, slug: str) -> str:
    """Let a nation announce an event in a month; return its id."""
    day = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
    event = ("--title", "Réunion publique", "--starts", f"{day}T19:00", "--ends", "21:00", "--venue", "Salle des fêtes")
    return str(network.banneret("event", "add", slug, *event, "--json").json["event"])
