"""From API Gateway's event, payload format 2.0, to what arrived."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from shared.actions.arrival import Arrival
from shared.forms.form import FORMS, Form


def arrival_of(event: dict[str, Any]) -> Arrival:
    """Return what arrived, as API Gateway saw it; a body that is not what the event calls it is empty."""
    headers = {name.lower(): str(value) for name, value in (event.get("headers") or {}).items()}
    context = event["requestContext"]
    path = event.get("pathParameters") or {}
    return Arrival(
        slug=path.get("slug", ""),
        action=path.get("action", ""),
        headers=headers,
        body=_body(event),
        host=context.get("domainName", ""),
        address=context["http"].get("sourceIp", ""),
    )


def method_of(event: dict[str, Any]) -> str:
    """Return the method of the request."""
    return str(event["requestContext"]["http"]["method"])


def is_for_stamp(event: dict[str, Any]) -> bool:
    """Tell whether a page asks for a fresh stamp."""
    return method_of(event) == "GET" and str(event.get("rawPath", "")).endswith("/api/stamp")


def form_looked_at(event: dict[str, Any]) -> Form | None:
    """Return the form whose address somebody opens instead of sending it, or None."""
    action = (event.get("pathParameters") or {}).get("action", "")
    return FORMS.get(action) if method_of(event) == "GET" else None


def _body(event: dict[str, Any]) -> bytes:
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(body).encode("utf-8", "replace")
    try:
        return base64.b64decode(body)
    except binascii.Error:
        return b""
