"""Files for a preview: one upload that is read from disk, and results that are counted but not kept."""

from __future__ import annotations

from os import SEEK_END
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Self

from shared.kernel.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path
    from typing import BinaryIO

PIECE = 1 << 20
"""Bytes read from disk at a time."""

KEPT = ("/plan.json", "/erased.json")
"""What a preview reads again besides the upload: the plan, and who was erased."""


class PreviewFiles:
    """`PeopleFiles` with one upload on disk, whose results are dropped: a file of any size may be tried.

    The text of a gzip or UTF-16 upload passes into a temporary file without a name, which goes when these are closed.
    """

    def __init__(self, upload: str, path: Path) -> None:
        self._upload = upload
        self._path = path
        self._kept: dict[str, bytes] = {}
        self._texts: dict[str, BinaryIO] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for text in self._texts.values():
            text.close()
        self._texts.clear()

    def size(self, key: str) -> int:
        """Return a file's length in bytes; raises NotFound."""
        if key == self._upload:
            return self._path.stat().st_size
        return self._texts[key].seek(0, SEEK_END) if key in self._texts else len(self.get(key))

    def read(self, key: str, start: int = 0, end: int | None = None) -> Generator[bytes]:
        """Stream a file or a part of it; raises NotFound."""
        if key == self._upload:
            with self._path.open("rb") as file:
                yield from pieces(file, start, self.size(key) if end is None else end)
        elif key in self._texts:
            yield from pieces(self._texts[key], start, self.size(key) if end is None else end)
        else:
            yield self.get(key)[start:end]

    def get(self, key: str) -> bytes:
        """Return a file that is kept; raises NotFound."""
        if key not in self._kept:
            raise NotFound(f"no file {key}")
        return self._kept[key]

    def put(self, key: str, body: bytes, *, content_type: str) -> None:  # noqa: ARG002 - the port's signature
        """Keep what is read again, drop the rest."""
        if key.endswith(KEPT):
            self._kept[key] = body

    def store_passing(self, key: str, chunks: Iterable[bytes], *, content_type: str) -> Generator[bytes]:  # noqa: ARG002 - the port's signature
        """Write the chunks down as they pass."""
        text = self._texts[key] = TemporaryFile()  # noqa: SIM115 - it is read again until these files are closed
        for chunk in chunks:
            text.write(chunk)
            yield chunk


def pieces(file: BinaryIO, start: int, end: int) -> Generator[bytes]:
    """Stream the bytes of an open file from `start` up to before `end`; others may read it in between."""
    while start < end:
        file.seek(start)
        piece = file.read(min(PIECE, end - start))
        if not piece:
            return
        start += len(piece)
        yield piece
