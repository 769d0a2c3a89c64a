"""What the tests of the command may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.cli.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with an empty stage."""
    return Desk(home=tmp_path / "home")
