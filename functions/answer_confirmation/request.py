"""From API Gateway's event, payload format 2.0, to what a link asks."""

from __future__ import annotations

import base64
import binascii
from typing import Any
from urllib.parse import parse_qs

from shared.actions.addresses import truncated
from shared.actions.link_request import LinkRequest
from shared.consent.links import LinkKind

LARGEST = 4_096
"""Characters of a body: ours have a token and one choice."""

CHOICES = ("withdraw", "cancel")
VIEWER_ADDRESS = "x-viewer-address"
"""The header in which the function at CloudFront's edge says where the visitor is; it overwrites a visitor's own."""


def link_request(event: dict[str, Any]) -> LinkRequest:
    """Return what is asked; a body that is not what the event calls it is empty."""
    context = event["requestContext"]["http"]
    posts = context["method"] == "POST"
    fields = _posted(event) if posts else {}
    asked = event.get("queryStringParameters") or {}
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    return LinkRequest(
        kind=LinkKind.WITHDRAW if str(event["rawPath"]).endswith(LinkKind.WITHDRAW.path) else LinkKind.CONFIRM,
        slug=(event.get("pathParameters") or {}).get("slug", ""),
        token=fields.get("token") or str(asked.get("token", "")),
        posts=posts,
        choice=next(((name, fields[name]) for name in CHOICES if name in fields), ("", "")),
        address=truncated(headers.get(VIEWER_ADDRESS) or context.get("sourceIp", "")),
    )


def _posted(event: dict[str, Any]) -> dict[str, str]:
    body = event.get("body") or ""
    if event.get("isBase64Encoded"):
        try:
            body = base64.b64decode(body).decode("utf-8", "replace")
        except binascii.Error:
            return {}
    if len(body) > LARGEST:
        return {}
    return {name: values[0] for name, values in parse_qs(body, errors="replace").items()}
