from __future__ import annotations

import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from cli.checkup import machine
from cli.checkup.finding import Patient, Verdict
from infra.stages import STAGES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.desk import Desk


def remedy(check: str, desk: Desk) -> str | None:
    """Return how a check of the machine says that it is mended, or None if nothing is wrong."""
    checks = dict(machine.MACHINE_CHECKS)
    found = checks[check](check, Patient(config=STAGES["local"], here=desk.surroundings()))
    return found.remedy if found.verdict is Verdict.WRONG else None


def test_an_old_python_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "OLDEST_PYTHON", (9, 0))

    assert remedy("python", desk) == "install Python 3.11 or newer, then `make setup PYTHON=python3.13`"


@pytest.mark.parametrize("missing", ["node", "cdk"])
def test_what_the_set_up_brings_is_missed(
    missing: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "PROJECT", tmp_path)
    monkeypatch.setattr(machine, "node_folder", lambda: tmp_path)

    assert remedy(missing, desk) == "run `make setup`"


def test_a_full_disk_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=0))

    assert remedy("disk", desk) == "free 2 GB: `make clean` deletes what was built here"
