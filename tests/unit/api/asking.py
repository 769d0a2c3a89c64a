"""Requests as API Gateway hands them on, and answers as a client reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from functions.serve_network_api import handler
from tests.fakes.context import A_CONTEXT

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Answer:
    """What a client gets; of JSON, what it says."""

    status: int
    kind: str
    headers: Mapping[str, str]
    body: Any


def an_event(
    method: str, path: str, *, query: Mapping[str, str] | None = None, kind: str = "application/json", **changes: Any
) -> dict[str, Any]:
    """Return a request in payload format 2.0 whose caller IAM has authorised."""
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "ANY /{proxy+}",
        "rawPath": path,
        "rawQueryString": urlencode(query or {}),
        "headers": {"content-type": kind, "x-amz-date": "20270511T120000Z", "accept": "*/*"},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "a1b2c3",
            "authentication": None,
            "authorizer": {
                "iam": {
                    "accessKey": "AKIDEXAMPLE",
                    "accountId": "123456789012",
                    "callerId": "AIDAEXAMPLE",
                    "cognitoIdentity": None,
                    "principalOrgId": "o-example",
                    "userArn": "arn:aws:iam::123456789012:user/hq",
                    "userId": "AIDAEXAMPLE",
                }
            },
            "domainName": "a1b2c3.execute-api.eu-west-3.amazonaws.com",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": "hq",
            },
            "requestId": "r-1",
            "routeKey": "ANY /{proxy+}",
            "stage": "$default",
            "timeEpoch": 1810036800000,
        },
        "isBase64Encoded": False,
    }
    return event | ({"queryStringParameters": dict(query)} if query else {}) | changes


def ask(method: str, path: str, *, body: Any = None, **facts: Any) -> Answer:
    """Send a request, its body as JSON unless it is text already."""
    sent: dict[str, Any] = {} if body is None else {"body": body if isinstance(body, str) else json.dumps(body)}
    answer = handler.lambda_handler(
        an_event(method, path, **facts, **sent),
        A_CONTEXT,
    )
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    kind, told = headers["content-type"], answer["body"]
    return Answer(answer["statusCode"], kind, headers, json.loads(told) if "json" in kind else told)
