"""How an edition's words are packed into its item, and what is read of them without the rest."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

import orjson

from shared.sites.banner import read_banner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.sites.banner import Banner


def packed(spelled: bytes) -> str:
    """Return the text of JSON, deflated and in base64."""
    return b64encode(zlib.compress(spelled, level=9)).decode()


def unpacked(text: str) -> Mapping[str, Any]:
    """Return what `packed` was given: `{pages, mails, banner}`."""
    spelled: Mapping[str, Any] = orjson.loads(zlib.decompress(b64decode(text)))
    return spelled


def banner_in(text: str) -> Banner:
    """Return the banner of a packed edition: a twentieth of what reading its pages and e-mails takes."""
    return read_banner(unpacked(text)["banner"])
