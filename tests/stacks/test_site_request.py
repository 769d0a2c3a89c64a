"""Where a visitor's request leads, decided by the function at CloudFront's edge."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import pytest

from infra.config import Domain
from infra.constructs.site_function import site_request

DOMAIN = Domain(name="banneret.example", nations={"martin2027.example": "paris-6"})

VISITOR = "203.0.113.7"

CODE_BYTES = 10 * 1024
"""What CloudFront takes as one function."""


def answer_to(host: str, path: str, **headers: str) -> dict[str, Any]:
    """Return what the function makes of a request: the request itself, or a response."""
    sent = {name.replace("_", "-"): {"value": value} for name, value in {"host": host, **headers}.items()}
    event = {"viewer": {"ip": VISITOR}, "request": {"uri": path, "headers": sent}}
    script = f"{site_request(DOMAIN)}\nconsole.log(JSON.stringify(handler({json.dumps(event)})));"
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
        ("martin2027.example", "/join/", "/paris-6/join/index.html"),
        ("martin2027.example", "/network/assets/site.3f2a.css", "/network/assets/site.3f2a.css"),
        ("toString", "/join/", "/join/index.html"),
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


@pytest.mark.parametrize(
    ("host", "path", "asked"),
    [
        ("paris-6.banneret.example", "/api/join", "/paris-6/api/join"),
        ("martin2027.example", "/api/join", "/paris-6/api/join"),
        ("d123.cloudfront.net", "/paris-6/api/join", "/paris-6/api/join"),
        ("d123.cloudfront.localhost:4566", "/paris-6/api/stamp", "/paris-6/api/stamp"),
        ("banneret.example", "/api/find", "/network/api/find"),
        ("d123.cloudfront.net", "/network/api/find", "/network/api/find"),
    ],
)
def test_a_form_reaches_its_nation_s_api_from_every_host(host: str, path: str, asked: str) -> None:
    assert answer_to(host, path)["uri"] == asked


def test_the_api_is_told_the_visitor_s_host_and_address_and_not_what_a_visitor_says_of_them() -> None:
    headers = answer_to("paris-6.banneret.example", "/api/join", x_viewer_host="evil", x_viewer_address="::1")[
        "headers"
    ]

    assert headers["x-viewer-host"] == {"value": "paris-6.banneret.example"}
    assert headers["x-viewer-address"] == {"value": VISITOR}


@pytest.mark.parametrize("path", ["/api/join", "/paris-6/lyon-1/api/join"])
def test_what_is_no_nation_s_form_is_not_taken_for_one(path: str) -> None:
    assert answer_to("d123.cloudfront.net", path)["statusCode"] == 301


def test_a_hundred_hosts_of_nations_fit_into_the_function() -> None:
    nations = {f"candidate-of-nation-{number}.example": f"nation-{number}" for number in range(100)}

    assert len(site_request(Domain(name=DOMAIN.name, nations=nations)).encode()) <= CODE_BYTES
