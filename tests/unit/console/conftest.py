"""The console over stores in memory, and a browser that keeps its cookies."""

from __future__ import annotations

import pytest

from tests.unit.console.house import House


@pytest.fixture
def house() -> House:
    """A console of two nations and of members in every role."""
    return House()
