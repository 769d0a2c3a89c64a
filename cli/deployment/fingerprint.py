"""What the stacks are made from, as one hash: unchanged sources need no second deployment."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCES = ("cdk.json", "functions", "infra", "package-lock.json", "shared", "templates", "uv.lock")
"""All that synthesis reads: code, templates, and the versions of what goes with them."""


def fingerprint(project: Path) -> str:
    """Return the hash of all sources of the stacks, by their names and contents."""
    total = hashlib.sha256()
    for path in _files(project):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(project)} {content}\n".encode())
    return total.hexdigest()


def _files(project: Path) -> Iterator[Path]:
    for source in SOURCES:
        root = project / source
        found = sorted(root.rglob("*")) if root.is_dir() else [root]
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)
