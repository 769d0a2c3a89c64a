"""Where a visitor's request leads, decided by the function at CloudFront's edge."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import pytest

from infra.stacks.sites import SITE_REQUEST

DOMAIN = "banneret.example"


def answer_to(host: str, path: str) -> dict[str, Any]:
    """Return what the function makes of a request: the request itself, or a response."""
    code = SITE_REQUEST.read_text(encoding="utf-8").replace("{network_domain}", DOMAIN)
    event = {"request": {"uri": path, "headers": {"host": {"value": host}}}}
    script = f"{code}\nconsole.log(JSON.stringify(handler({json.dumps(event)})));"
    done = subprocess.run([os.environ["JSII_NODE"], "-e", script], capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize(
    ("host", "path", "read"),
    [
        ("paris-6.banneret.example", "/", "/paris-6/index.html"),
        ("paris-6.banneret.example", "/join/", "/paris-6/join/index.html"),
        ("paris-6.banneret.example", "/assets/site.3f2a.css", "/paris-6/assets/site.3f2a.css"),
        ("d123.cloudfront.net", "/paris-6/", "/paris-6/index.html"),
        ("d123.cloudfront.localhost:4566", "/paris-6/join/", "/paris-6/join/index.html"),
        ("notbanneret.example", "/join/", "/join/index.html"),
        ("banneret.example", "/", "/network/index.html"),
        ("www.banneret.example", "/map/", "/network/map/index.html"),
        ("banneret.example", "/network/map/", "/network/map/index.html"),
        ("d123.cloudfront.net", "/network/map/", "/network/map/index.html"),
        ("paris-6.banneret.example", "/network/assets/site.3f2a.css", "/network/assets/site.3f2a.css"),
    ],
)
def test_a_host_leads_to_its_folder_and_a_folder_to_its_page(host: str, path: str, read: str) -> None:
    assert answer_to(host, path)["uri"] == read


@pytest.mark.parametrize(
    ("path", "location"),
    [("/join", "/join/"), ("/paris-6", "/paris-6/"), ("//evil", "/evil/"), ("/\\\\evil", "/evil/")],
)
def test_a_folder_without_its_slash_is_redirected_on_the_same_host(path: str, location: str) -> None:
    answer = answer_to("d123.cloudfront.net", path)

    assert (answer["statusCode"], answer["headers"]["location"]["value"]) == (301, location)


@pytest.mark.parametrize(
    ("host", "path", "location"),
    [
        ("banneret.example", "/go/paris-6/", "https://paris-6.banneret.example/"),
        ("www.banneret.example", "/go/paris-6/events/12/", "https://paris-6.banneret.example/events/12/"),
        ("banneret.example", "/network/go/paris-6/", "https://paris-6.banneret.example/"),
        ("d123.cloudfront.net", "/network/go/paris-6/", "/paris-6/"),
        ("d123.cloudfront.localhost:4566", "/network/go/paris-6/events/12/", "/paris-6/events/12/"),
        ("d123.cloudfront.net", "/", "/network/"),
    ],
)
def test_a_link_of_the_network_leads_to_a_nation_at_the_address_it_has_there(
    host: str, path: str, location: str
) -> None:
    answer = answer_to(host, path)

    assert (answer["statusCode"], answer["headers"]["location"]["value"]) == (302, location)


@pytest.mark.parametrize("path", ["/go/evil.example/", "/go//evil.example/", "/go/evil@example.org/", "/go/a:b/"])
def test_no_link_of_the_network_leads_elsewhere(path: str) -> None:
    answer = answer_to("banneret.example", path)

    assert answer["uri"] == f"/network{path}index.html"
