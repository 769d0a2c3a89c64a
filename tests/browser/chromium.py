"""Debian's Chromium, as every test in a browser starts it: the one without a window, where there is one.

A window that nobody sees is drawn all the same: pages take twice the processor in it.
"""

from __future__ import annotations

import shutil

import pytest

WINDOWED = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM = shutil.which("chromium-headless-shell") or WINDOWED
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: `apt-get install chromium`")
