from __future__ import annotations

from dataclasses import dataclass

import pytest

from shared.kernel.settings import Settings, SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings(Settings):
    table: str
    batch: int


def test_settings_written_to_the_environment_are_read_back_the_same() -> None:
    settings = WorkerSettings(table="network", batch=25)

    assert WorkerSettings.from_env(settings.to_env()) == settings


def test_every_missing_variable_is_named() -> None:
    with pytest.raises(SettingsError, match="WorkerSettings: missing TABLE, BATCH"):
        WorkerSettings.from_env({})


def test_a_number_that_is_none_is_named_without_its_value() -> None:
    with pytest.raises(SettingsError, match="BATCH must be of type int"):
        WorkerSettings.from_env({"TABLE": "network", "BATCH": "many"})
