"""From a photograph to the portrait on a nation's pages: a small square without what the camera wrote into it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.sites.files import SiteFile, asset_file

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

SIDE = 640
"""Pixels: twice the widest place on a phone, once that on a desk."""

HEAVIEST = 60 * 1024
"""Bytes: more than half of a home page's budget would be too much."""

LARGEST = 60_000_000
"""Pixels of a photograph: more than any camera takes, less than what would fill this machine's memory."""

QUALITIES = (82, 74, 66, 58, 50, 40, 30, 20)
"""WebP qualities, tried until the portrait is light enough."""

FACE = (0.5, 0.35)
"""Where a face is in an upright photograph: in the middle, above it; what is cut off is cut around this point."""


def portrait_of(path: Path) -> SiteFile:
    """Return the portrait as an asset; raises InputError for a file that is no picture, or too large a one."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - for one option of one command

    try:
        with Image.open(path) as photograph:
            if photograph.width * photograph.height > LARGEST:
                raise _refusal(path, "the picture is too large", "Give one of up to 60 megapixels")
            upright = ImageOps.exif_transpose(photograph).convert("RGB")
    except FileNotFoundError as error:
        raise _refusal(path, "the file does not exist", "Name a picture: JPEG, PNG or WebP") from error
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError) as error:
        raise _refusal(path, "the file is no picture that can be read", "Give a JPEG, PNG or WebP") from error
    square = ImageOps.fit(upright, (SIDE, SIDE), centering=FACE)
    return asset_file("portrait.webp", _light(square), content_type="image/webp")


def _light(square: Image) -> bytes:
    """Return the picture as WebP, as fine as its weight allows; a fresh file, without the photograph's metadata."""
    return next((body for quality in QUALITIES if len(body := _webp(square, quality)) <= HEAVIEST), _webp(square, 10))


def _webp(square: Image, quality: int) -> bytes:
    written = BytesIO()
    square.save(written, "WEBP", quality=quality, method=6)
    return written.getvalue()


def _refusal(path: Path, reason: str, remedy: str) -> InputError:
    return InputError([Fault(place=f"--portrait {path.name}", reason=reason, remedy=remedy)])
