"""The API with all behind it in memory."""

from __future__ import annotations

import pytest

from functions.serve_network_api import handler
from shared.network_api import desk as desks
from tests.unit.api.desks import FakeDesk


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    """A desk without AWS, and the routes working at it."""
    fake = FakeDesk()
    monkeypatch.setitem(handler.app().dependency_overrides, desks.desk, lambda: fake)
    return fake
