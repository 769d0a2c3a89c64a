"""The API as it is put together: at a desk, apart from the console."""

from __future__ import annotations

import subprocess
import sys

import pytest

from shared.network_api.desk import desk

LOADED = """
import sys
import functions.serve_network_api.connections, functions.serve_network_api.handler, shared.network_api.app
print([name for name in sys.modules if name.startswith(("shared.console", "jinja2", "PIL", "mjml"))])
"""


def test_the_api_loads_nothing_of_the_console_and_no_templates() -> None:
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"


def test_routes_have_no_desk_until_somebody_gives_one() -> None:
    with pytest.raises(LookupError, match="without a desk"):
        desk()
