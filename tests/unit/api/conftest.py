"""The API with all behind it in memory."""

from __future__ import annotations

import pytest

from functions.serve_network_api import decisions, events, nations, publications, rollouts, steering, uploads
from tests.unit.api.desks import FakeDesk


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    """A desk without AWS, and the routes working at it."""
    fake = FakeDesk()
    for module in (rollouts, decisions, nations, steering, uploads, events, publications):
        monkeypatch.setattr(module, "desk", lambda: fake)
    return fake
