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
        ("notbanneret.example", "/", "/index.html"),
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
