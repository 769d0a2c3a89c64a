"""Every address on every page of a whole network leads somewhere, at each host where the pages are read."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from icalendar import Calendar

from shared.sites.files import NETWORK
from tests.browser.sites.bucket import AGENT_LINK, pages, whole_bucket
from tests.browser.sites.looks import LOOKS
from tests.browser.sites.references import Reference, anchors, references
from tests.browser.sites.roads import ends_of, takes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.sites.bucket import Files

DOMAIN = LOOKS["house"].network_domain
DISTRIBUTION = "d111111abcdef8.cloudfront.net"
ELSEWHERE = {AGENT_LINK, "https://www.maprocuration.gouv.fr/", "https://plan.example/"}
"""Where pages may lead away: a financial agent, the state's own site for proxies, and what an event's text links to."""

DEEP = f"{NETWORK}/missing/deep/index.html"
"""The page for what is missing is read wherever somebody lost their way."""

Found = tuple[str, Reference, str]
"""A page's key, what it refers to, and the address that this is there."""

pytestmark = pytest.mark.xdist_group("links")


def own_host(key: str) -> str:
    """Return where a file is read on its own host."""
    folder, _, path = key.partition("/")
    host = DOMAIN if folder == NETWORK else f"{folder}.{DOMAIN}"
    return f"https://{host}/{path.removesuffix('index.html')}"


def distribution(key: str) -> str:
    """Return where a file is read on the distribution's host, before the domain is there."""
    return f"https://{DISTRIBUTION}/{key.removesuffix('index.html')}"


@cache
def found(look: str, place: Callable[[str], str]) -> tuple[Found, ...]:
    """Return every reference of every page, read at a place."""
    return tuple(
        (key, reference, urljoin(place(DEEP if key == f"{NETWORK}/404.html" else key), reference.address))
        for key, html in pages(whole_bucket(LOOKS[look]))
        for reference in references(html)
    )


def within(address: str) -> bool:
    """Tell whether an address is one of the network's own."""
    host = urlsplit(address).hostname or ""
    return host in (DOMAIN, DISTRIBUTION) or host.endswith(f".{DOMAIN}")


def leading_nowhere(files: Files, asked: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the addresses, given with their methods, that are neither a file, nor a place on one, nor a route."""
    ends = ends_of({address for address, _ in asked}, domain=DOMAIN)
    for address, method in asked:
        end = ends.get(address)
        if end is None or not (_holds(files, end.key, address) or (end.is_api and takes(end.key, method))):
            yield f"{method} {address} leads nowhere"


def _holds(files: Files, key: str, address: str) -> bool:
    fragment = urldefrag(address).fragment
    return key in files and (not fragment or unquote(fragment) in _anchors(files[key].body))


@cache
def _anchors(body: bytes) -> set[str]:
    return anchors(body.decode())


@pytest.mark.parametrize("place", [own_host, distribution])
@pytest.mark.parametrize("look", ["house", "english"])
def test_every_address_within_the_network_leads_to_a_file_or_a_route(look: str, place: Callable[[str], str]) -> None:
    asked = [(address, reference.method) for _, reference, address in found(look, place) if within(address)]

    assert len(asked) > 1_000
    assert sorted(set(leading_nowhere(whole_bucket(LOOKS[look]), asked))) == []


@pytest.mark.parametrize("look", ["house", "english"])
def test_pages_lead_away_only_to_whom_they_may(look: str) -> None:
    away = [(reference, address) for _, reference, address in found(look, own_host) if not within(address)]
    schemes = {urlsplit(address).scheme for _, address in away}

    assert schemes <= {"https", "mailto", "tel"}
    assert {address for _, address in away if address.startswith("https:")} == ELSEWHERE
    assert {reference.tag for reference, _ in away} == {"a"}


@pytest.mark.parametrize("look", ["house", "english"])
def test_letters_go_to_the_campaign_and_calls_too(look: str) -> None:
    away = {address.partition("?")[0] for _, _, address in found(look, own_host) if not within(address)}

    assert {address for address in away if not address.startswith("https:")} == {
        "mailto:jeanne@example.org",
        "tel:+33199001234",
    }


@pytest.mark.parametrize("place", [own_host, distribution])
def test_a_page_loads_nothing_but_files_of_its_own_host(place: Callable[[str], str]) -> None:
    loaded = [
        (urlsplit(place(key)).netloc, address) for key, reference, address in found("house", place) if reference.loads
    ]
    styles = [file.body for file in whole_bucket(LOOKS["house"]).values() if file.content_type.startswith("text/css")]

    assert loaded
    assert [address for host, address in loaded if urlsplit(address).netloc != host] == []
    assert [style for style in styles if re.search(rb"url\(|@import", style)] == []


@pytest.mark.parametrize("look", ["house", "english"])
def test_what_search_engines_calendars_and_redirections_are_told_of_is_there(look: str) -> None:
    files = whole_bucket(LOOKS[look])
    told = [*sitemap_entries(files), *calendar_links(files), *thanks(look)]

    assert sorted(leading_nowhere(files, [(address, "GET") for address in told])) == []


def sitemap_entries(files: Files) -> Iterator[str]:
    """Yield what maps for search engines list, and the maps that robots are told of."""
    for key, file in files.items():
        if key.endswith("/sitemap.xml"):
            yield from re.findall(r"<loc>([^<]+)</loc>", file.body.decode())
        if key.endswith("/robots.txt"):
            yield from re.findall(r"Sitemap: (\S+)", file.body.decode())


def calendar_links(files: Files) -> Iterator[str]:
    """Yield where the entries of calendars lead."""
    for file in files.values():
        if file.content_type.startswith("text/calendar"):
            yield from (str(event["URL"]) for event in Calendar.from_ical(file.body).walk("VEVENT"))


def thanks(look: str) -> Iterator[str]:
    """Yield where each form leads once it is accepted: see `shared/actions/answers.py`."""
    for _, reference, address in found(look, own_host):
        if reference.tag == "form" and reference.method == "POST" and not address.endswith(("/confirm", "/withdraw")):
            yield urljoin(address, f"../thanks/#{address.rpartition('/')[2]}")


def test_a_link_that_leads_nowhere_would_be_noticed() -> None:
    files = whole_bucket(LOOKS["house"])
    wrong = [
        own_host("paris-6/jion/index.html"),
        f"{own_host('paris-6/index.html')}#nobody",
        f"https://{DISTRIBUTION}/paris-6/api/x/y",
    ]

    assert len(list(leading_nowhere(files, [(address, "GET") for address in wrong]))) == len(wrong)
