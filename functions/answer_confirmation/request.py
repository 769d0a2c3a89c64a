"""From API Gateway's event, payload format 2.0, to what a link asks."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from shared.actions.addresses import truncated
from shared.actions.link_request import LinkRequest
from shared.actions.viewer import Viewer, believed
from shared.consent.links import LinkKind

if TYPE_CHECKING:
    from shared.kernel.secrets import SigningKeys

LARGEST = 4_096
"""Characters of a body: ours have a token and one choice."""

CHOICES = ("withdraw", "cancel")


def link_request(event: dict[str, Any], *, edge: SigningKeys) -> LinkRequest:
    """Return what is asked; a body that is not what the event calls it is empty.

    `edge` are the keys by which CloudFront is known.
    """
    posts = event["requestContext"]["http"]["method"] == "POST"
    fields = _posted(event) if posts else {}
    asked = event.get("queryStringParameters") or {}
    return LinkRequest(
        kind=LinkKind.WITHDRAW if str(event["rawPath"]).endswith(LinkKind.WITHDRAW.path) else LinkKind.CONFIRM,
        slug=(event.get("pathParameters") or {}).get("slug", ""),
        token=fields.get("token") or str(asked.get("token", "")),
        posts=posts,
        choice=next(((name, fields[name]) for name in CHOICES if name in fields), ("", "")),
        address=truncated(_viewer(event, edge).address),
    )


def _viewer(event: dict[str, Any], edge: SigningKeys) -> Viewer:
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    context = event["requestContext"]
    seen = Viewer(host=context.get("domainName", ""), address=context["http"].get("sourceIp", ""))
    return believed(headers, seen=seen, keys=edge)


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
