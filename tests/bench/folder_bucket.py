"""A site's files in a folder of this disk, published as into the bucket: assets first, each file with its MD5."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from shared.sites.objects import stored
from shared.sites.publishing import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shared.sites.files import SiteFile
    from shared.sites.publishing import Stored

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def publish_first(folder: Path, files: Sequence[SiteFile]) -> Stored:
    """Write all files of a site that is not there yet; return them as kept."""
    bodies = {file.path: file.body for file in files}
    made = {""}
    folder.mkdir(parents=True)
    for path in (path for group in in_order(bodies, ()) for path in group):
        parent = path.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(parents=True)
            made.add(parent)
        _write(f"{folder}/{path}", bodies[path])
    return {file.path: stored(file) for file in files}


def _write(path: str, body: bytes) -> None:
    # As few calls of the system as it takes: Python's own files make twice as many, and files are most of the time.
    file = os.open(path, NEW, 0o644)
    try:
        os.write(file, body)
    finally:
        os.close(file)
