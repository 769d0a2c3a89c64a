"""Where addresses lead: through the very function that runs at CloudFront's edge, to a file or a route of the API."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

from infra.config import Domain
from infra.constructs.door_functions import ACTION_PATHS, DOORS
from infra.constructs.site_function import site_request
from shared.forms.form import FORMS
from tests.browser.node import run_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ASK = """
const asked = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const event = ([host, uri]) => ({viewer: {ip: "203.0.113.7"}, request: {uri, headers: {host: {value: host}}}});
console.log(JSON.stringify(asked.map(place => handler(event(place)))));
"""
API = re.compile(r"/[a-z0-9-]+/api/")
MOST_TURNS = 4
"""Redirections that a visitor may meet: a link to a nation, from there a folder without its slash."""

STAMP = "stamp"
"""What scripts ask of the API beside the forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where an address leads: `key` is a file of the bucket, or a path of the API."""

    key: str
    is_api: bool


def ends_of(addresses: Iterable[str], *, domain: str) -> Mapping[str, End]:
    """Return where each address of the network leads in the end."""
    now_at = {address: urldefrag(address).url for address in addresses}
    ends: dict[str, End] = {}
    for _ in range(MOST_TURNS):
        open_ones = [address for address in now_at if address not in ends]
        for address, said in zip(open_ones, _edge([now_at[name] for name in open_ones], domain), strict=True):
            if "uri" in said:
                ends[address] = End(key=said["uri"].removeprefix("/"), is_api=bool(API.match(said["uri"])))
            else:
                now_at[address] = urljoin(now_at[address], said["headers"]["location"]["value"])
    return ends


def takes(path: str, method: str) -> bool:
    """Tell whether the API has a route for a path; what the forms share must name a form that there is."""
    routes = {route for route, methods in DOORS.items() if method in methods and _fits(route, path)}
    return bool(routes - ACTION_PATHS.keys()) or (bool(routes) and path.rpartition("/")[2] in {*FORMS, STAMP})


def _fits(route: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"{\w+}", "[^/]+", route), f"/{path}") is not None


def _edge(addresses: list[str], domain: str) -> list[dict[str, Any]]:
    """Return what the function makes of requests: the request with its file, or a redirection."""
    places = [(urlsplit(address).netloc, urlsplit(address).path) for address in addresses]
    script = f"{site_request(Domain(name=domain))}\n{ASK}"
    answers: list[dict[str, Any]] = json.loads(run_node("-e", script, given=json.dumps(places)))
    return answers
