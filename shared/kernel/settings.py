"""Settings that infrastructure writes and functions read, spoken as one frozen class.

A subclass names its fields; both sides use it, so that a variable forgotten in
the infrastructure is a missing keyword at synthesis, not a surprise at night.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self, get_type_hints

from shared.kernel.errors import PermanentError

if TYPE_CHECKING:
    from collections.abc import Mapping


class SettingsError(PermanentError):
    """The environment does not say what a function must be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The base of all settings: fields of type `str`, `int` or `float`, named in upper case in the environment."""

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> Self:
        """Read the settings; raises SettingsError that names every missing or malformed variable."""
        kinds = get_type_hints(cls)
        names = [field.name for field in fields(cls)]
        missing = [name.upper() for name in names if name.upper() not in environment]
        if missing:
            raise SettingsError(f"{cls.__name__}: missing {', '.join(missing)}")
        return cls(**{name: _parse(cls.__name__, name, kinds[name], environment[name.upper()]) for name in names})

    def to_env(self) -> dict[str, str]:
        """Return the environment variables that `from_env` reads back."""
        return {field.name.upper(): str(getattr(self, field.name)) for field in fields(self)}


def _parse(owner: str, name: str, kind: type, text: str) -> object:
    try:
        return kind(text)
    except ValueError as error:
        raise SettingsError(f"{owner}: {name.upper()} must be of type {kind.__name__}") from error
