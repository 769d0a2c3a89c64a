"""Who visits: what CloudFront says of it, believed only with the key that CloudFront alone knows.

The function at CloudFront's edge writes host and address into each request to the API; CloudFront adds the key.
Whoever calls the API's own address can invent the first two, and not the third.
"""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel.secrets import SigningKeys

VIEWER_HOST = "x-viewer-host"
VIEWER_ADDRESS = "x-viewer-address"
EDGE_KEY = "x-viewer-key"
"""Headers of the edge; whatever a visitor sends under these names is written over there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Whoever sent a request: the `host` that they see in their browser, and the `address` that they come from."""

    host: str
    address: str


def believed(claimed: Mapping[str, str], *, seen: Viewer, keys: SigningKeys) -> Viewer:
    """Return who visits: as the headers claim when they carry the edge's key, else as the API itself has `seen`.

    `claimed` are headers by lower-case names; `keys` the edge's, in all versions that are good.
    """
    if not _fits(claimed.get(EDGE_KEY, ""), keys):
        return seen
    return Viewer(
        host=claimed.get(VIEWER_HOST) or seen.host,
        address=claimed.get(VIEWER_ADDRESS) or seen.address,
    )


def _fits(shown: str, keys: SigningKeys) -> bool:
    # Without a key there is nothing to read keys for; after a change of it, another reading may know the new one.
    return bool(shown) and (_is_one_of(shown, keys.keys()) or (keys.renew() and _is_one_of(shown, keys.keys())))


def _is_one_of(shown: str, keys: tuple[str, ...]) -> bool:
    return any(compare_digest(shown.encode("utf-8", "replace"), key.encode()) for key in keys)
