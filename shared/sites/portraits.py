"""From a photograph to the portrait on a nation's pages: a small square without what the camera wrote into it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from shared.kernel.errors import Fault, InputError
from shared.sites.files import SiteFile, asset_file

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 640
"""Pixels: twice the widest place on a phone, once that on a desk."""

HEAVIEST = 60 * 1024
"""Bytes: more than half of a home page's budget would be too much."""

LARGEST = 60_000_000
"""Pixels of a photograph: more than any camera takes, less than what would fill a worker's memory."""

KINDS = ("JPEG", "PNG", "WEBP")
"""Kinds of pictures that are read: what phones and cameras make, and no format that runs a program."""

QUALITIES = (82, 74, 66, 58, 50, 40, 30, 20)
"""WebP qualities, tried until the portrait is light enough."""

FACE = (0.5, 0.35)
"""Where a face is in an upright photograph: in the middle, above it; what is cut off is cut around this point."""


def portrait_of(photograph: BinaryIO, *, place: str) -> SiteFile:
    """Return the portrait as an asset; raises InputError, with `place`, for what is no picture, or too large a one."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - few need it, and it takes its time

    try:
        with Image.open(photograph, formats=KINDS) as opened:
            if opened.width * opened.height > LARGEST:
                raise _refusal(place, "the picture is too large", "Give one of up to 60 megapixels")
            # A JPEG is read at the size that is needed: of 60 megapixels that is a tenth of the time and memory.
            opened.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise _refusal(place, "the file is no picture that can be read", "Give a JPEG, PNG or WebP") from error
    square = ImageOps.fit(upright, (SIDE, SIDE), centering=FACE)
    return asset_file("portrait.webp", _light(square), content_type="image/webp")


def _light(square: Image) -> bytes:
    """Return the picture as WebP, as fine as its weight allows; a fresh file, without the photograph's metadata."""
    return next((body for quality in QUALITIES if len(body := _webp(square, quality)) <= HEAVIEST), _webp(square, 10))


def _webp(square: Image, quality: int) -> bytes:
    written = BytesIO()
    square.save(written, "WEBP", quality=quality, method=6)
    return written.getvalue()


def _refusal(place: str, reason: str, remedy: str) -> InputError:
    return InputError([Fault(place=place, reason=reason, remedy=remedy)])
