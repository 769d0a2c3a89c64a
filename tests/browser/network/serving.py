"""The network's site behind a server, with what stands in front of it on AWS: headers, links to nations, the finder."""

from __future__ import annotations

import json
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from infra.constructs.site_headers import CONTENT_SECURITY_POLICY
from shared.sites.files import NETWORK
from shared.sites.network.finding import find
from shared.sites.network.guide import GUIDE, Guide, read_guide
from shared.sites.network.places import Place
from tests.browser.serving import QuietHandler, serving

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

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


class NetworkHandler(QuietHandler):
    """Serves a folder as the distribution does on its own host."""

    def __init__(self, *arguments: Any, renderer: NetworkRenderer, shelf: FolderShelf, **named: Any) -> None:
        self._renderer, self._shelf = renderer, shelf
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:  # noqa: N802 - http.server calls it by this name
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

    def _answer(self) -> None:
        typed = parse_qs(urlsplit(self.path).query).get("place", [""])[0]
        body = self._renderer.answer_page(find(typed, self._shelf), typed=typed).encode()
        self.reply(body, "text/html; charset=utf-8")


def served(folder: Path, renderer: NetworkRenderer) -> AbstractContextManager[str]:
    """Serve a folder of sites while the context lasts; gives the address of its root."""
    shelf = FolderShelf(folder / NETWORK)
    return serving(partial(NetworkHandler, directory=str(folder), renderer=renderer, shelf=shelf))
