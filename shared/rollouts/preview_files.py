"""Files for a preview: one upload that is read from disk, and results that are counted but not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

PIECE = 1 << 20
"""Bytes read from disk at a time."""

KEPT = ("/plan.json", "/erased.json", "/transcoded/people.csv")
"""What a preview reads again: the plan, who was erased, and an upload that had to be made UTF-8."""


class PreviewFiles:
    """`PeopleFiles` with one upload on disk, whose results are dropped: a file of any size may be tried.

    A gzip or UTF-16 upload is the exception: its text is held in memory.
    """

    def __init__(self, upload: str, path: Path) -> None:
        self._upload = upload
        self._path = path
        self._kept: dict[str, bytes] = {}

    def size(self, key: str) -> int:
        """Return a file's length in bytes; raises NotFound."""
        return self._path.stat().st_size if key == self._upload else len(self.get(key))

    def read(self, key: str, start: int = 0, end: int | None = None) -> Generator[bytes]:
        """Stream a file or a part of it; raises NotFound."""
        if key != self._upload:
            yield self.get(key)[start:end]
            return
        left = self.size(key) - start if end is None else end - start
        with self._path.open("rb") as file:
            file.seek(start)
            while left > 0 and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                yield piece

    def get(self, key: str) -> bytes:
        """Return a file that is kept; raises NotFound."""
        if key not in self._kept:
            raise NotFound(f"no file {key}")
        return self._kept[key]

    def put(self, key: str, body: bytes, *, content_type: str) -> None:  # noqa: ARG002 - the port's signature
        """Keep what is read again, drop the rest."""
        if key.endswith(KEPT):
            self._kept[key] = body

    def store_passing(self, key: str, chunks: Iterable[bytes], *, content_type: str) -> Generator[bytes]:
        """Keep the chunks once all have passed."""
        body = bytearray()
        for chunk in chunks:
            body += chunk
            yield chunk
        self.put(key, bytes(body), content_type=content_type)
