"""A bucket answered as CloudFront answers it: by host name, packed, with its headers and its page for the missing."""

from __future__ import annotations

import gzip
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from infra.constructs.site_headers import CONTENT_SECURITY_POLICY
from shared.actions.answers import HEADERS
from shared.sites.files import NETWORK
from tests.browser.serving import QuietHandler, serving

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from shared.sites.files import SiteFile

DOMAIN = "localhost"
"""Browsers take every name below it for this machine, and hold its pages to be secure (RFC 6761, section 6.3)."""

MISSING = f"{NETWORK}/404.html"
PACKED = ("application/json", "application/xml", "image/svg+xml", "text/")
"""What CloudFront packs, as far as sites have it: its guide, *Serve compressed files*."""

SMALLEST = 1_000
"""Bytes from which on CloudFront packs a file: same source."""

EDGE_HEADERS = {name: value for name, value in HEADERS.items() if name not in ("Cache-Control", "X-Robots-Tag", "Vary")}
EDGE_HEADERS |= {"Content-Security-Policy": CONTENT_SECURITY_POLICY}


class EdgeHandler(QuietHandler):
    """Serves files by key; see `infra/constructs/site_request.js` for how a host and a path make one."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, files: Mapping[str, SiteFile], **named: Any) -> None:
        self._files = files
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:  # noqa: N802 - http.server calls it by this name
        key = key_of(self.headers["Host"], urlsplit(self.path).path)
        self._send(self._files.get(key), self._files[MISSING])

    def _send(self, file: SiteFile | None, missing: SiteFile) -> None:
        sent = file or missing
        packs = len(sent.body) >= SMALLEST and sent.content_type.startswith(PACKED)
        body = packed(sent.body) if packs else sent.body
        self.send_response(200 if file else 404)
        for name, value in EDGE_HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", sent.content_type)
        self.send_header("Cache-Control", sent.cache_control)
        self.send_header("Content-Length", str(len(body)))
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


def key_of(host: str, path: str) -> str:
    """Return the key of what is read at a host and a path: `paris-6/join/index.html`."""
    folder = host.split(":", maxsplit=1)[0].removesuffix(DOMAIN).rstrip(".") or NETWORK
    prefix = "" if path.startswith(f"/{NETWORK}/") else f"/{folder}"
    return f"{prefix}{path}{'index.html' if path.endswith('/') else ''}".removeprefix("/")


def url_of(key: str, *, root: str) -> str:
    """Return where a browser finds a key of the bucket that is answered for at `root`."""
    folder, _, path = key.partition("/")
    host = DOMAIN if folder == NETWORK else f"{folder}.{DOMAIN}"
    return f"http://{host}:{urlsplit(root).port}/{path.removesuffix('index.html')}"


@cache
def packed(body: bytes) -> bytes:
    """Return a body packed; CloudFront would pack it smaller still with Brotli."""
    return gzip.compress(body)


def at_the_edge(files: Mapping[str, SiteFile]) -> AbstractContextManager[str]:
    """Answer for a bucket while the context lasts; gives the address that `url_of` wants."""
    return serving(partial(EdgeHandler, files=files))
