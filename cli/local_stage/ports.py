"""Who listens on a port of this machine."""

from __future__ import annotations

import socket
from pathlib import Path

LISTENING = "0A"
"""TCP_LISTEN in /proc/net/tcp."""

LOCAL_ADDRESS, STATE, INODE = 1, 3, 9
"""Columns of /proc/net/tcp."""


def is_free(port: int) -> bool:
    """Tell whether the port can be taken on 127.0.0.1."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def holder_of(port: int, proc: Path = Path("/proc")) -> str | None:
    """Return who listens on the port, such as `nginx (process 4711)`; None if we may not know."""
    inodes = {f"socket:[{inode}]" for inode in _listeners(port, proc)}
    for folder in proc.iterdir():
        if folder.name.isdecimal() and _holds(folder, inodes):
            name = (folder / "comm").read_text(encoding="utf-8", errors="replace").strip()
            return f"{name} (process {folder.name})"
    return None


def _listeners(port: int, proc: Path) -> list[str]:
    """Return the inodes of the sockets that listen on the port."""
    suffix = f":{port:04X}"
    tables = [table for name in ("tcp", "tcp6") if (table := proc / "net" / name).exists()]
    rows = [row.split() for table in tables for row in table.read_text(encoding="ascii").splitlines()[1:]]
    return [row[INODE] for row in rows if row[STATE] == LISTENING and row[LOCAL_ADDRESS].endswith(suffix)]


def _holds(folder: Path, sockets: set[str]) -> bool:
    try:
        return any(str(handle.readlink()) in sockets for handle in (folder / "fd").iterdir())
    except OSError:
        # Another user's process, or one that has just ended: it does not tell.
        return False
