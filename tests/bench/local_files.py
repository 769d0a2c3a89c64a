"""The files of an import on this machine's disk, streamed as they are from S3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

CHUNK_BYTES = 1 << 20
"""What is read at once: as much as from S3."""


class LocalPeopleFiles:
    """`PeopleFiles` below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def size(self, key: str) -> int:
        """Return a file's length in bytes."""
        return self._path(key).stat().st_size

    def read(self, key: str, start: int = 0, end: int | None = None) -> Generator[bytes]:
        """Stream a file or a part of it."""
        left = (self.size(key) if end is None else end) - start
        with self._path(key).open("rb") as file:
            file.seek(start)
            while left > 0 and (chunk := file.read(min(CHUNK_BYTES, left))):
                left -= len(chunk)
                yield chunk

    def get(self, key: str) -> bytes:
        """Return a small file."""
        return self._path(key).read_bytes()

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        """Store a small file."""
        path = self._folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)

    def store_passing(self, key: str, chunks: Iterable[bytes], *, content_type: str) -> Generator[bytes]:
        """Store the chunks as they pass."""
        path = self._folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
                yield chunk

    def _path(self, key: str) -> Path:
        path = self._folder / key
        if not path.exists():
            raise NotFound(f"no file {key}")
        return path
