"""All places in small files: each holds the keys that begin alike, so that a finder loads one for what was typed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from shared.sites.files import ASSET_CACHE, ASSETS, SiteFile
from shared.sites.network.places import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.geography.atlas import Atlas

LARGEST = 60_000
"""Bytes of a shard: under a second on slow 3G once CloudFront has packed it to a quarter."""

Line = tuple[str, str]
"""A key, and its places as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shards:
    """The files of all places; `folder` changes with their content, `prefixes` name the files."""

    folder: str
    prefixes: tuple[str, ...]
    files: tuple[SiteFile, ...]


def shard_places(atlas: Atlas, *, largest: int = LARGEST) -> Shards:
    """Return every place of an atlas, in files of at most `largest` bytes where one key alone is not longer."""
    lines = [(key, _written(key, places)) for key, places in sorted(places_of(atlas).items())]
    bodies = {prefix: _body(part) for prefix, part in _split(lines, "", largest)}
    folder = f"{ASSETS}places.{_digest(bodies)}/"
    files = tuple(_file(shard_path(folder, prefix), body) for prefix, body in bodies.items())
    return Shards(folder=folder, prefixes=tuple(bodies), files=files)


def shard_path(folder: str, prefix: str) -> str:
    """Return where the keys that begin with a prefix lie."""
    return f"{folder}{prefix.replace(' ', '-')}.json"


def shard_for(key: str, prefixes: Sequence[str]) -> str | None:
    """Return the longest prefix that a key begins with, or None: no place has such a key."""
    return max((prefix for prefix in prefixes if key.startswith(prefix)), key=len, default=None)


def _split(lines: Sequence[Line], prefix: str, largest: int) -> Iterator[tuple[str, Sequence[Line]]]:
    """Yield the parts of sorted lines that begin alike; the key that is all prefix stands alone."""
    if prefix and (sum(len(written) for _, written in lines) < largest or lines[0][0] == lines[-1][0]):
        yield prefix, lines
        return
    for longer, group in _alike(lines, length=len(prefix) + 1):
        yield from [(prefix, group)] if longer == prefix else _split(group, longer, largest)


def _alike(lines: Sequence[Line], *, length: int) -> list[tuple[str, Sequence[Line]]]:
    return [(start, list(group)) for start, group in groupby(lines, key=lambda line: line[0][:length])]


def _written(key: str, places: Sequence[tuple[str, ...]]) -> str:
    return f"{json.dumps(key)}:{json.dumps(places, ensure_ascii=False, separators=(',', ':'))}"


def _body(lines: Sequence[Line]) -> bytes:
    return ("{" + ",\n".join(written for _, written in lines) + "}\n").encode()


def _digest(bodies: Mapping[str, bytes]) -> str:
    return sha256(b"\0".join(bodies.values())).hexdigest()[:12]


def _file(path: str, body: bytes) -> SiteFile:
    return SiteFile(path=path, body=body, content_type="application/json", cache_control=ASSET_CACHE)
