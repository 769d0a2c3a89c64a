from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSPreparedRequest, AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

from functions.serve_network_api import handler

if TYPE_CHECKING:
    from collections.abc import Callable

GUIDE = Path(__file__).parents[3] / "docs" / "api.md"

API = "https://a1b2c3.execute-api.eu-west-3.amazonaws.com"


@dataclass
class Answered:
    """What botocore returns of an answer, as far as the guide reads it."""

    status_code: int
    content: bytes


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[AWSPreparedRequest]:
    """The requests that would have gone out."""
    requests: list[AWSPreparedRequest] = []

    def send(session: URLLib3Session, request: AWSPreparedRequest) -> Answered:
        requests.append(request)
        return Answered(200, b'{"nations": [], "cursor": null}')

    monkeypatch.setattr(URLLib3Session, "send", send)
    for name, value in {"ACCESS_KEY_ID": "AKID", "SECRET_ACCESS_KEY": "secret", "DEFAULT_REGION": "eu-west-3"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    for name in ("AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    return requests


@pytest.fixture
def guide() -> dict[str, Any]:
    """The names that the first program of the guide defines."""
    program = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[0]
    names: dict[str, Any] = {}
    exec(program, names)  # noqa: S102 - our own guide, run as its readers run it
    return names


def signature_of(method: str, url: str, body: str | None, moment: str) -> str:
    """Return the signature that AWS would compute of a request it received."""
    request = AWSRequest(method, url, headers={"content-type": "application/json"}, data=body)
    signer = SigV4Auth(Credentials("AKID", "secret"), "execute-api", "eu-west-3")
    request.context["timestamp"] = moment
    request.headers["X-Amz-Date"] = moment
    return signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)


@pytest.mark.parametrize(
    ("method", "path", "body"), [("GET", "/nations?cursor=e30&limit=10", None), ("POST", "/rollouts", {"name": "Mai"})]
)
def test_the_guide_signs_a_request_as_aws_checks_it(
    guide: dict[str, Any], sent: list[AWSPreparedRequest], method: str, path: str, body: dict[str, str] | None
) -> None:
    ask: Callable[..., tuple[int, Any]] = guide["ask"]

    status, _ = ask(method, API + path, body)

    request = sent[0]
    raw = json.dumps(body) if body else None
    expected = signature_of(method, API + path, raw, request.headers["X-Amz-Date"])
    authorization = request.headers["Authorization"]
    assert status == 200
    assert request.body == raw
    assert "/eu-west-3/execute-api/aws4_request" in authorization
    assert authorization.endswith(f"Signature={expected}")


def test_the_guide_names_every_route_and_no_other() -> None:
    rows = re.findall(r"^\| `(GET|POST|PUT|PATCH|DELETE) (/\S+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    app = handler.app()

    served = {(route.method, route.openapi_path) for route in [*app._static_routes, *app._dynamic_routes]}

    assert set(rows) == served - {("GET", "/openapi.json")}
