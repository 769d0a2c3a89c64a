"""A photograph on this machine, as the portrait on a nation's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import Fault, InputError
from shared.sites.portraits import portrait_of

if TYPE_CHECKING:
    from pathlib import Path

    from shared.sites.files import SiteFile


def portrait_in(path: Path) -> SiteFile:
    """Return the portrait as an asset; raises InputError for a file that is no picture, or too large a one."""
    place = f"--portrait {path.name}"
    try:
        with path.open("rb") as photograph:
            return portrait_of(photograph, place=place)
    except FileNotFoundError as error:
        fault = Fault(place=place, reason="the file does not exist", remedy="Name a picture: JPEG, PNG or WebP")
        raise InputError([fault]) from error
