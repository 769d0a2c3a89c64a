"""The network's site behind a server, with what stands in front of it on AWS: headers, links to nations, the finder."""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from infra.constructs.site_headers import CONTENT_SECURITY_POLICY
from shared.sites.files import NETWORK
from shared.sites.network.finding import find
from shared.sites.network.guide import GUIDE, Guide, read_guide
from shared.sites.network.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from shared.sites.files import SiteFile
    from shared.sites.network.pages import NetworkRenderer

GO, API = f"/{NETWORK}/go/", f"/{NETWORK}/api/find"


class FolderShelf:
    """The published places in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def guide(self) -> Guide:
        return read_guide((self._folder / GUIDE).read_bytes())

    def shard(self, path: str) -> Mapping[str, Sequence[Place]]:
        data = json.loads((self._folder / path).read_bytes())
        return {key: tuple(Place(*place) for place in places) for key, places in data.items()}


class NetworkHandler(SimpleHTTPRequestHandler):
    """Serves a folder as the distribution does on its own host."""

    def __init__(self, *arguments: Any, renderer: NetworkRenderer, shelf: FolderShelf, **named: Any) -> None:
        self._renderer, self._shelf = renderer, shelf
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        if self.path.startswith(GO):
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"/{self.path.removeprefix(GO)}")
            self.end_headers()
        elif urlsplit(self.path).path == API:
            self._answer()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Send the policy that CloudFront adds to every page."""
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gave it
        """Keep the test's output clean."""

    def _answer(self) -> None:
        typed = parse_qs(urlsplit(self.path).query).get("place", [""])[0]
        body = self._renderer.answer_page(find(typed, self._shelf), typed=typed).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def lay(files: Sequence[SiteFile], folder: Path) -> None:
    """Put files into a folder, as into the bucket."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.body)


@contextmanager
def served(folder: Path, renderer: NetworkRenderer) -> Iterator[str]:
    """Serve a folder of sites while the context lasts; gives the address of its root."""
    shelf = FolderShelf(folder / NETWORK)
    handler = partial(NetworkHandler, directory=str(folder), renderer=renderer, shelf=shelf)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
