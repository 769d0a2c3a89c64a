"""A request as it arrives at the public endpoint, and what its envelope says before anybody reads the letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from shared.actions.viewer import Viewer, believed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.secrets import SigningKeys

FORM_TYPE = "application/x-www-form-urlencoded"
"""How browsers send a form without files."""

LARGEST = 16 * 1024
"""Bytes of a body: four times what the longest of our forms can hold in plain French."""

_OWN = frozenset({"same-origin", "none"})
"""What a browser says of a request from the very site, or by the visitor's own hand (Fetch Metadata, W3C)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A request to act: `headers` by lower-case names, `host` the one the visitor sees, `address` the visitor’s."""

    slug: str
    action: str
    headers: Mapping[str, str]
    body: bytes
    host: str
    address: str

    def by_edge(self, keys: SigningKeys) -> Arrival:
        """Return the arrival as CloudFront saw it, if it shows one of the edge's keys."""
        viewer = believed(self.headers, seen=Viewer(host=self.host, address=self.address), keys=keys)
        return replace(self, host=viewer.host, address=viewer.address)

    @property
    def wants_json(self) -> bool:
        """Tell whether a script asks, rather than a page."""
        accept = self.headers.get("accept", "")
        return "application/json" in accept and "text/html" not in accept

    @property
    def is_too_large(self) -> bool:
        """Tell whether the body is more than any of our forms sends."""
        return len(self.body) > LARGEST

    @property
    def is_form(self) -> bool:
        """Tell whether the body is what forms send."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM_TYPE

    def is_own(self, network_domain: str) -> bool:
        """Tell whether the request comes from the nation's own site, as far as the browser says.

        One that says nothing, neither a site, nor an origin, nor whence it comes, is no browser of this decade: the
        stamp and the limits hold against it.
        """
        if site := self.headers.get("sec-fetch-site"):
            return site in _OWN
        origin = self.headers.get("origin", self.headers.get("referer"))
        return origin is None or _host(origin) in {_host(f"//{self.host}"), f"{self.slug}.{network_domain}"}

    def posted(self) -> dict[str, list[str]]:
        """Return every name of the body with its values, none of a body that is too large or no form.

        Bytes that are no UTF-8 come out as replacement signs.
        """
        if self.is_too_large or not self.is_form:
            return {}
        return parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
