"""Files that a command saves on this machine: there whole or not at all, and for whoever ran it alone."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from shared.kernel.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def saved(path: Path, *, option: str) -> Iterator[IO[bytes]]:
    """Open a file that stands at the path once all is written; whatever stood there stays if anything fails.

    Raises InputError before anything is done if nothing can be written there.
    """
    with _told(path, option):
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        file = tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False)  # noqa: SIM115 - closed below
    unfinished = Path(file.name)
    try:
        with file:
            yield file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _told(path: Path, option: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remedy = "Name a file in a folder that exists and may be written to"
        reason = f"{path} cannot be written ({error.strerror})"
        raise InputError([Fault(place=option, reason=reason, remedy=remedy)]) from error
